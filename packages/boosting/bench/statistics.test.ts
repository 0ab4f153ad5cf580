import { expect, test } from "vitest";
import { mean, median, spread, standardError } from "./statistics.ts";

test("the median is the middle value, whatever the order, or the mean of the middle two", () => {
  expect(median([3])).toBe(3);
  expect(median([9, 1, 5])).toBe(5);
  expect(median([9, 1, 5, 2])).toBe(3.5);
  expect(median([])).toBeNaN();
});

test("a slow repetition does not move the median", () => {
  expect(median([1.01, 1, 60, 1.02, 0.99])).toBe(1.01);
});

test("spread, mean and standard error are those of the textbook", () => {
  expect(spread([2, 9, 4])).toEqual([2, 9]);
  expect(mean([2, 4, 9])).toBe(5);
  // Sample variance of 2, 4, 9 is (9 + 1 + 16) ÷ 2 = 13.
  expect(standardError([2, 4, 9])).toBeCloseTo(Math.sqrt(13 / 3), 12);
  expect(standardError([2])).toBeNaN();
});
