import fc from "fast-check";
import { expect, test } from "vitest";
import { ForestFormatError } from "./errors.ts";
import type { Forest } from "./forest.ts";
import { goesLeft, predictMargin } from "./predictor.ts";
import { arbitraryForest, arbitraryRow } from "./test/arbitrary-forest.ts";
import { syntheticLeads } from "./test/synthetic.ts";
import { train } from "./trainer.ts";
import { explain } from "./tree-shap.ts";

const forestAndRow = (depth: number, features: number) =>
  arbitraryForest({ depth, trees: 3, features }).chain((forest) =>
    fc.record({ forest: fc.constant(forest), row: arbitraryRow(forest) }),
  );

/** Expected margin when only the features in `known` are: other splits are averaged by cover. */
function expectation(forest: Forest, row: Float32Array, known: number): number {
  const below = (node: number): number => {
    const f = forest.feature[node];
    if (f < 0) return forest.value[node];
    const [left, right] = [forest.left[node], forest.right[node]];
    if ((known >> f) & 1) return below(goesLeft(forest, node, row[f]) ? left : right);
    return (forest.cover[left] * below(left) + forest.cover[right] * below(right)) / forest.cover[node];
  };
  return forest.roots.reduce((sum, root) => sum + below(root), forest.baseScore);
}

function factorial(n: number): number {
  return n < 2 ? 1 : n * factorial(n - 1);
}

/** Shapley's formula over all subsets of features. */
function shapley(forest: Forest, row: Float32Array): number[] {
  const size = forest.features.length;
  return forest.features.map((_, f) => {
    let value = 0;
    for (let subset = 0; subset < 2 ** size; subset++) {
      if ((subset >> f) & 1) continue;
      const members = subset.toString(2).replaceAll("0", "").length;
      const weight = (factorial(members) * factorial(size - members - 1)) / factorial(size);
      value += weight * (expectation(forest, row, subset | (1 << f)) - expectation(forest, row, subset));
    }
    return value;
  });
}

test("contributions are the Shapley values of the path-dependent expectations (E1)", () => {
  fc.assert(
    fc.property(forestAndRow(5, 5), ({ forest, row }) => {
      const { base, contributions } = explain(forest, row);
      expect(base).toBeCloseTo(expectation(forest, row, 0), 9);
      shapley(forest, row).forEach((value, f) => {
        expect(contributions[f]).toBeCloseTo(value, 9);
      });
    }),
  );
});

test("base and contributions add up to the margin within 1e-9, deep trees included (E3)", () => {
  fc.assert(
    fc.property(forestAndRow(9, 12), ({ forest, row }) => {
      const { base, contributions } = explain(forest, row);
      const sum = contributions.reduce((total, value) => total + value, base);
      expect(Math.abs(sum - predictMargin(forest, row))).toBeLessThan(1e-9);
    }),
  );
});

test("a trained forest's rows add up within 1e-9, and the base is their mean margin (E3, E4)", () => {
  const { data, labels } = syntheticLeads(1000, 3);
  const { forest } = train(data, labels, { rounds: 40, maxDepth: 8 });
  let meanMargin = 0;
  for (let r = 0; r < data.rows; r++) {
    const row = Float32Array.from(data.columns, (column) => column[r]);
    const margin = predictMargin(forest, row);
    meanMargin += margin / data.rows;
    const { base, contributions } = explain(forest, row);
    expect(Math.abs(base + contributions.reduce((a, b) => a + b) - margin)).toBeLessThan(1e-9);
  }
  expect(forest.expectedMargin).toBeCloseTo(meanMargin, 9);
});

test("a row of another length is refused (P4)", () => {
  const [forest] = fc.sample(arbitraryForest({ depth: 2, trees: 1, features: 3 }), 1);
  expect(() => explain(forest, new Float32Array(9))).toThrow(ForestFormatError);
});
