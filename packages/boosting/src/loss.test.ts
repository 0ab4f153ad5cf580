import fc from "fast-check";
import { expect, test } from "vitest";
import { type Loss, losses } from "./loss.ts";

const labelled = fc.array(
  fc.record({ margin: fc.double({ min: -8, max: 8, noNaN: true }), label: fc.constantFrom(0, 1) }),
  { minLength: 1, maxLength: 10 },
);

/** Half the mean squared error is what squared differentiates. */
const scaleOf = { logistic: 1, squared: 0.5 };

test.each(["logistic", "squared"] as const)("%s derivatives are those of its mean (L1)", (objective) => {
  const loss: Loss = losses[objective];
  fc.assert(
    fc.property(labelled, (rows) => {
      const labels = Float32Array.from(rows, ({ label }) => label);
      const margins = Float64Array.from(rows, ({ margin }) => margin);
      const out = { first: new Float64Array(rows.length), second: new Float64Array(rows.length) };
      loss.differentiate(margins, labels, out);
      const at = (shift: number): number => {
        const moved = margins.slice(0, 1).map((margin) => margin + shift);
        return loss.mean(moved, labels.slice(0, 1)) * scaleOf[objective];
      };
      const step = 1e-4;
      expect(out.first[0]).toBeCloseTo((at(step) - at(-step)) / (2 * step), 5);
      expect(out.second[0]).toBeCloseTo((at(step) - 2 * at(0) + at(-step)) / step ** 2, 5);
    }),
  );
});

test.each(["logistic", "squared"] as const)("the %s base score is the best constant (L2)", (objective) => {
  const loss = losses[objective];
  const labels = Float32Array.of(1, 0, 0, 0, 1, 0, 0);
  const meanAt = (margin: number): number => loss.mean(new Float64Array(7).fill(margin), labels);
  const base = loss.baseScore(labels);
  expect(meanAt(base)).toBeLessThan(meanAt(base + 0.01));
  expect(meanAt(base)).toBeLessThan(meanAt(base - 0.01));
});
