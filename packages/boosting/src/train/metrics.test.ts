import fc from "fast-check";
import { expect, test } from "vitest";
import { auc, logLoss, meanSquaredError } from "./metrics.ts";

const scored = fc
  .array(
    fc.record({
      margin: fc.integer({ min: -3, max: 3 }),
      label: fc.constantFrom(0, 1),
      weight: fc.constantFrom(0, 1, 2, 0.5, 3.25),
    }),
    { minLength: 2, maxLength: 30 },
  )
  .filter((rows) => [0, 1].every((y) => rows.some(({ label, weight }) => label === y && weight > 0)));

test("AUC is the share of pairs in the right order, ties counted half, by weight if there are any (L3, W2)", () => {
  fc.assert(
    fc.property(scored, fc.boolean(), (all, weighted) => {
      const rows = weighted ? all : all.map((row) => ({ ...row, weight: 1 }));
      const positives = rows.filter(({ label }) => label === 1);
      const negatives = rows.filter(({ label }) => label === 0);
      let [won, pairs] = [0, 0];
      for (const p of positives) {
        for (const n of negatives) {
          won += (p.weight * n.weight * (Math.sign(p.margin - n.margin) + 1)) / 2;
          pairs += p.weight * n.weight;
        }
      }
      const margins = Float64Array.from(rows, ({ margin }) => margin);
      const labels = Float32Array.from(rows, ({ label }) => label);
      const weights = weighted ? Float32Array.from(rows, ({ weight }) => weight) : undefined;
      expect(auc(margins, labels, weights)).toBeCloseTo(won / pairs, 12);
    }),
  );
});

test("AUC of one class is NaN (L3)", () => {
  expect(auc(Float64Array.of(1, 2), Float32Array.of(1, 1))).toBeNaN();
});

test("log-loss stays finite and exact for margins that overflow an exponential (L3)", () => {
  expect(logLoss(Float64Array.of(1000, -1000), Float32Array.of(0, 0))).toBe(500);
});

test("means weigh rows, and leave out those without weight (L3, W2)", () => {
  const margins = Float64Array.of(1, 3, NaN);
  const labels = Float32Array.of(0, 0, 1);
  const weights = Float32Array.of(3, 1, 0);
  expect(meanSquaredError(margins, labels, weights)).toBe((3 * 1 + 9) / 4);
  const each = [1, 3].map((margin) => logLoss(Float64Array.of(margin), Float32Array.of(0)));
  expect(logLoss(margins, labels, weights)).toBeCloseTo((3 * each[0] + each[1]) / 4, 12);
});
