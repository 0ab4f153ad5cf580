import fc from "fast-check";
import { expect, test } from "vitest";
import { shrink, spreadOf, type Tally } from "./shrinkage.ts";

const tally: fc.Arbitrary<Tally> = fc
  .record({
    leads: fc.integer({ min: 20, max: 400 }),
    probability: fc.double({ min: 0.02, max: 0.6, noNaN: true }),
    luck: fc.double({ min: 0, max: 1, noNaN: true }),
  })
  .map(({ leads, probability, luck }) => ({
    result: Math.round(leads * probability * 2 * luck),
    expectation: leads * probability,
    variance: leads * probability * (1 - probability),
  }));

test("a ratio is drawn towards the organisation's, never past it, and its interval holds it", () => {
  fc.assert(
    fc.property(fc.array(tally, { minLength: 1, maxLength: 25 }), (tallies) => {
      const spread = spreadOf(tallies);
      for (const each of tallies) {
        const { ratio, low, high } = shrink(each, spread, 0.95);
        const raw = each.result / each.expectation;
        expect(ratio).toBeGreaterThanOrEqual(Math.min(raw, spread.mean) - 1e-9);
        expect(ratio).toBeLessThanOrEqual(Math.max(raw, spread.mean) + 1e-9);
        expect(low).toBeLessThan(ratio);
        expect(high).toBeGreaterThan(ratio);
      }
    }),
    { numRuns: 60 },
  );
});

test("more leads of the same kind move a ratio further and make its interval narrower", () => {
  const spread = { mean: 1, spread: 0.25, weight: 16 };
  const few = shrink({ result: 6, expectation: 4, variance: 3.4 }, spread, 0.95);
  const many = shrink({ result: 60, expectation: 40, variance: 34 }, spread, 0.95);
  expect(many.ratio).toBeGreaterThan(few.ratio);
  expect(many.high - many.low).toBeLessThan(few.high - few.low);
});

test("brokers who differ more are drawn together less", () => {
  const team = (ratios: readonly number[]) =>
    ratios.map((ratio) => ({ result: 40 * ratio, expectation: 40, variance: 34 }));
  const alike = spreadOf(team([0.95, 1, 1.05, 1, 1]));
  const apart = spreadOf(team([0.5, 0.75, 1, 1.25, 1.5]));
  expect(apart.weight).toBeLessThan(alike.weight);
  expect(alike.mean).toBeCloseTo(apart.mean, 2);
});
