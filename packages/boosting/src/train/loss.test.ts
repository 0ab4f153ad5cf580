import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { losses } from "./loss.ts";

const labelled = fc
  .array(fc.tuple(fc.constantFrom(0, 1), fc.float({ min: Math.fround(0.01), max: 100, noNaN: true })), {
    minLength: 2,
    maxLength: 30,
  })
  .filter((rows) => rows.some(([label]) => label === 0) && rows.some(([label]) => label === 1));

describe.each(["logistic", "squared"] as const)("%s", (objective) => {
  const loss = losses[objective];

  test("starts from the constant margin of least loss, weighted or not (L2, W2)", () => {
    fc.assert(
      fc.property(labelled, fc.boolean(), (rows, weighted) => {
        const labels = Float32Array.from(rows, ([label]) => label);
        const weights = weighted ? Float32Array.from(rows, ([, weight]) => weight) : null;
        const meanAt = (margin: number): number =>
          loss.mean(new Float64Array(rows.length).fill(margin), labels, weights);
        const base = loss.baseScore(labels, weights);
        expect(meanAt(base)).toBeLessThan(meanAt(base + 0.01));
        expect(meanAt(base)).toBeLessThan(meanAt(base - 0.01));
      }),
    );
  });

  test("weighs a row of weight 2 as two rows, and one of weight 0 as none (W1)", () => {
    fc.assert(
      fc.property(labelled, fc.infiniteStream(fc.nat(3)), (rows, repeats) => {
        const weights = Float32Array.from(rows, () => repeats.next().value ?? 1);
        const repeated = rows.flatMap(([label], r) => new Array<number>(weights[r]).fill(label));
        fc.pre(repeated.includes(0) && repeated.includes(1));
        const labels = Float32Array.from(rows, ([label]) => label);
        const base = loss.baseScore(labels, weights);
        expect(base).toBe(loss.baseScore(Float32Array.from(repeated), null));
        const margins = labels.map((_, r) => (r % 5) - 2);
        const repeatedMargins = rows.flatMap((_, r) => new Array<number>(weights[r]).fill(margins[r]));
        expect(loss.mean(Float64Array.from(margins), labels, weights)).toBeCloseTo(
          loss.mean(Float64Array.from(repeatedMargins), Float32Array.from(repeated)),
          12,
        );
      }),
    );
  });
});
