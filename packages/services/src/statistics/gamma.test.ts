import fc from "fast-check";
import { expect, test } from "vitest";
import { gammaCdf, gammaQuantile, logGamma } from "./gamma.ts";

test("the logarithm of Γ goes from each number to the next by the number", () => {
  fc.assert(
    fc.property(fc.double({ min: 0.01, max: 1_000, noNaN: true }), (x) => {
      expect(logGamma(x + 1) - logGamma(x)).toBeCloseTo(Math.log(x), 9);
    }),
  );
  expect(logGamma(0.5)).toBeCloseTo(Math.log(Math.sqrt(Math.PI)), 12);
});

test("the distribution is the one of the tables", () => {
  // Of shape 1 it is the exponential; χ² with 10 degrees of freedom has 95 % below 18.307038.
  expect(gammaCdf(2, 1, 0.5)).toBeCloseTo(1 - Math.exp(-1), 12);
  expect(gammaCdf(18.307038, 5, 0.5)).toBeCloseTo(0.95, 7);
  // Two of a Poisson count of mean 3 or more: 1 − e⁻³(1 + 3).
  expect(gammaCdf(3, 2, 1)).toBeCloseTo(1 - Math.exp(-3) * 4, 12);
});

test("a quantile has its share below it", () => {
  fc.assert(
    fc.property(
      fc.double({ min: 0.001, max: 0.999, noNaN: true }),
      fc.double({ min: 0.2, max: 2_000, noNaN: true }),
      fc.double({ min: 0.01, max: 500, noNaN: true }),
      (share, shape, rate) => {
        expect(gammaCdf(gammaQuantile(share, shape, rate), shape, rate)).toBeCloseTo(share, 6);
      },
    ),
  );
});
