import fc from "fast-check";
import { expect, test } from "vitest";
import { dispersionOf, priorOf, shrink, type Tally } from "./shrinkage.ts";

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
      const prior = priorOf(tallies);
      for (const each of tallies) {
        const { ratio, low, high } = shrink(each, prior, 0.95);
        const raw = each.result / each.expectation;
        expect(ratio).toBeGreaterThanOrEqual(Math.min(raw, prior.mean) - 1e-9);
        expect(ratio).toBeLessThanOrEqual(Math.max(raw, prior.mean) + 1e-9);
        expect(low).toBeLessThan(ratio);
        expect(high).toBeGreaterThan(ratio);
      }
    }),
    { numRuns: 60 },
  );
});

test("more leads of the same kind move a ratio further and make its interval narrower", () => {
  const prior = { mean: 1, spread: 0.25, weight: 16, candidates: [{ mean: 1, weight: 16, likely: 1 }] };
  const few = shrink({ result: 6, expectation: 4, variance: 3.4 }, prior, 0.95);
  const many = shrink({ result: 60, expectation: 40, variance: 34 }, prior, 0.95);
  expect(many.ratio).toBeGreaterThan(few.ratio);
  expect(many.high - many.low).toBeLessThan(few.high - few.low);
});

test("brokers who differ more are drawn together less", () => {
  const team = (ratios: readonly number[]) =>
    ratios.map((ratio) => ({ result: 40 * ratio, expectation: 40, variance: 34 }));
  const alike = priorOf(team([0.95, 1, 1.05, 1, 1]));
  const apart = priorOf(team([0.5, 0.75, 1, 1.25, 1.5]));
  expect(apart.weight).toBeLessThan(alike.weight);
  expect(alike.mean).toBeCloseTo(apart.mean, 2);
});

test("what a month leaves open about the team makes an interval wider, and its shown ratio no other", () => {
  const tally = { result: 12, expectation: 10, variance: 8.5 };
  const known = { mean: 1, spread: 0.25, weight: 16, candidates: [{ mean: 1, weight: 16, likely: 1 }] };
  const open = {
    ...known,
    candidates: [
      { mean: 0.8, weight: 10, likely: 0.5 },
      { mean: 1.2, weight: 40, likely: 0.5 },
    ],
  };
  const [sure, unsure] = [shrink(tally, known, 0.95), shrink(tally, open, 0.95)];
  expect(unsure.high - unsure.low).toBeGreaterThan(sure.high - sure.low);
  expect(unsure.ratio).toBe(sure.ratio);
});

test("the ratio is what the shown arithmetic comes to, of leads however likely", () => {
  const certain = fc.double({ min: 0.5, max: 0.999, noNaN: true });
  fc.assert(
    fc.property(certain, fc.integer({ min: 20, max: 100 }), (probability, leads) => {
      const each = {
        result: Math.round(leads * probability),
        expectation: leads * probability,
        variance: leads * probability * (1 - probability),
      };
      const prior = priorOf([each, { result: 8, expectation: 9, variance: 8 }]);
      const phi = dispersionOf(each);
      const shown = (prior.mean * prior.weight + each.result / phi) / (prior.weight + each.expectation / phi);
      expect(shrink(each, prior, 0.95).ratio).toBeCloseTo(shown, 12);
    }),
  );
});
