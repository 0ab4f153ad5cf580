import fc from "fast-check";
import { test } from "vitest";
import { caterpillar, expectAddsUp, expectShapley, forestAndRow, rowOf } from "../test/shapley.ts";

test.each([8, 12])(
  "contributions are the Shapley values of the path-dependent expectations at depth %i (E1)",
  (depth) => {
    const property = fc.property(forestAndRow(depth, 6), ({ forest, row }) => expectShapley(forest, row));
    fc.assert(property, { numRuns: 20 });
  },
);

test("so they are on long paths, with a feature tested again and without (E1, E2)", () => {
  for (const [depth, features] of [
    [11, 11],
    [13, 13],
    [13, 5],
    [24, 9],
  ] as const) {
    const forest = caterpillar(depth, features);
    fc.assert(
      fc.property(rowOf(features), (row) => expectShapley(forest, row)),
      { numRuns: 10 },
    );
  }
});

test("base and contributions add up to the margin within 1e-9 in trees of depth 64 (E3)", () => {
  for (const features of [64, 40, 17]) {
    const forest = caterpillar(64, features);
    fc.assert(
      fc.property(rowOf(features), (row) => expectAddsUp(forest, row)),
      { numRuns: 20 },
    );
  }
});
