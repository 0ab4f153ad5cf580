import fc from "fast-check";
import { expect, test } from "vitest";
import { sampleIndices, seededRandom } from "./random.ts";

test("a seed gives the same numbers again, and another seed others (R1)", () => {
  const draw = (seed: number): number[] => Array.from({ length: 20 }, seededRandom(seed));
  expect(draw(5)).toEqual(draw(5));
  expect(draw(5)).not.toEqual(draw(6));
});

test("numbers are uniform in [0, 1) (R1)", () => {
  const random = seededRandom(1);
  const tenths = new Uint32Array(10);
  for (let i = 0; i < 100_000; i++) tenths[Math.floor(random() * 10)]++;
  for (const count of tenths) expect(Math.abs(count - 10_000)).toBeLessThan(500);
});

test("a sample has its share of distinct indices in ascending order, one at least (R2)", () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 200 }),
      fc.double({ min: 0.001, max: 1, noNaN: true }),
      (size, share) => {
        const sample = [...sampleIndices(size, share, seededRandom(size))];
        expect(sample).toHaveLength(Math.max(1, Math.round(size * share)));
        expect(sample).toEqual([...new Set(sample)].sort((a, b) => a - b));
        expect(sample.every((index) => index < size)).toBe(true);
      },
    ),
  );
});
