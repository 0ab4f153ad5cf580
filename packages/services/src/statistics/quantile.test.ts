import { expect, test } from "vitest";
import { medianOf, quantileOf } from "./quantile.ts";

test("a median lies in the middle, between two where two are, and is none of none", () => {
  expect(medianOf([5, 1, 9])).toBe(5);
  expect(medianOf([1, 2, 10, 20])).toBe(6);
  expect(medianOf([])).toBeNull();
  expect(quantileOf([10, 20, 30, 40, 50], 0.25)).toBe(20);
});
