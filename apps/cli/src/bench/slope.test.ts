import { expect, test } from "vitest";
import { slope } from "./slope.ts";

test("the slope of a line is its slope, and noise around it cancels", () => {
  expect(
    slope([
      [0, 5],
      [1, 8],
      [2, 11],
    ]),
  ).toBeCloseTo(3, 12);
  expect(
    slope([
      [0, 1],
      [1, -1],
      [2, 1],
      [3, -1],
      [4, 1],
    ]),
  ).toBeCloseTo(0, 12);
});
