import fc from "fast-check";
import { expect, test } from "vitest";
import { allocateFixed, toFixed } from "./fixed-point.ts";

const values = fc.array(fc.double({ min: -1, max: 1, noNaN: true }), { minLength: 1, maxLength: 100 });

test("fixed-point gradients are within half a step, and second derivatives above zero (G1)", () => {
  fc.assert(
    fc.property(values, fc.integer({ min: -30, max: 30 }), (numbers, exponent) => {
      const first = Float64Array.from(numbers, (x) => x * 2 ** exponent);
      const second = first.map(Math.abs);
      const fixed = allocateFixed(first.length);
      toFixed({ first, second }, fixed);
      first.forEach((x, i) => {
        expect(Math.abs(fixed.first[i] * fixed.firstStep - x)).toBeLessThanOrEqual(fixed.firstStep / 2);
        expect(fixed.second[i]).toBeGreaterThanOrEqual(1);
        expect(Math.abs(fixed.first[i])).toBeLessThanOrEqual(2 ** 30);
      });
    }),
  );
});

test("all-zero gradients stay zero (G1)", () => {
  const fixed = allocateFixed(2);
  toFixed({ first: new Float64Array(2), second: new Float64Array(2) }, fixed);
  expect([...fixed.first]).toEqual([0, 0]);
});
