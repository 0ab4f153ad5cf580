import fc from "fast-check";
import { expect, test } from "vitest";
import { auc, logLoss } from "./metrics.ts";

const scored = fc.array(
  fc.record({ margin: fc.integer({ min: -3, max: 3 }), label: fc.constantFrom(0, 1) }),
  {
    minLength: 2,
    maxLength: 30,
  },
);

test("AUC is the share of pairs in the right order, ties counted half (L3)", () => {
  fc.assert(
    fc.property(scored, (rows) => {
      const positives = rows.filter(({ label }) => label === 1);
      const negatives = rows.filter(({ label }) => label === 0);
      fc.pre(positives.length > 0 && negatives.length > 0);
      const wins = positives.flatMap((p) => negatives.map((n) => (Math.sign(p.margin - n.margin) + 1) / 2));
      const expected = wins.reduce((sum, win) => sum + win, 0) / wins.length;
      const margins = Float64Array.from(rows, ({ margin }) => margin);
      expect(
        auc(
          margins,
          Float32Array.from(rows, ({ label }) => label),
        ),
      ).toBeCloseTo(expected, 12);
    }),
  );
});

test("log-loss stays finite and exact for margins that overflow an exponential (L3)", () => {
  expect(logLoss(Float64Array.of(1000, -1000), Float32Array.of(0, 0))).toBe(500);
});
