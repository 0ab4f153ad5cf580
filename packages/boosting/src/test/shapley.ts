import fc from "fast-check";
import { expect } from "vitest";
import { explain } from "../explain/tree-shap.ts";
import { type Forest, makeForest, type NodeRecord, tableOf } from "../forest/forest.ts";
import { predictMargin } from "../forest/predictor.ts";
import { arbitraryForest, arbitraryRow } from "./arbitrary-forest.ts";
import { goesLeft } from "./walk.ts";

export const forestAndRow = (depth: number, features: number) =>
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
  const expected = Float64Array.from({ length: 2 ** size }, (_, known) => expectation(forest, row, known));
  return forest.features.map((_, f) => {
    let value = 0;
    for (let subset = 0; subset < 2 ** size; subset++) {
      if ((subset >> f) & 1) continue;
      const members = subset.toString(2).replaceAll("0", "").length;
      const weight = (factorial(members) * factorial(size - members - 1)) / factorial(size);
      value += weight * (expected[subset | (1 << f)] - expected[subset]);
    }
    return value;
  });
}

/** One tree of a single long path, feature after feature in turn; rows fork off it with shares of all sizes. */
export function caterpillar(depth: number, features: number): Forest {
  const blank = { threshold: NaN, missingLeft: false, left: -1, right: -1, value: 0, gain: 0, codes: null };
  const records: NodeRecord[] = [];
  for (let d = 0, cover = 2 ** 20; d < depth; d++) {
    const side = Math.max(1, Math.floor((cover * ((d % 7) + 1)) / 9));
    const long = 2 * d + 2;
    const short = 2 * d + 1;
    const [left, right] = d % 2 === 0 ? [long, short] : [short, long];
    records[2 * d] = { ...blank, feature: d % features, threshold: (d % 5) - 2, left, right, cover };
    records[short] = { ...blank, feature: -1, value: Math.sin(d), cover: side };
    cover = Math.max(1, cover - side);
    records[long] = { ...blank, feature: -1, value: 1, cover };
  }
  return makeForest(tableOf([records]), {
    objective: "squared",
    baseScore: 0.5,
    features: Array.from({ length: features }, (_, f) => ({ name: `f${f}`, kind: "numeric" as const })),
  });
}

export const rowOf = (width: number): fc.Arbitrary<Float32Array> =>
  fc
    .array(fc.constantFrom(-3, -2, -1, 0, 1, 2, 3, NaN, -Infinity, Infinity), {
      minLength: width,
      maxLength: width,
    })
    .map((values) => Float32Array.from(values));

export function expectShapley(forest: Forest, row: Float32Array): void {
  const { base, contributions } = explain(forest, row);
  expect(base).toBeCloseTo(expectation(forest, row, 0), 9);
  shapley(forest, row).forEach((value, f) => {
    expect(contributions[f]).toBeCloseTo(value, 9);
  });
}

export function expectAddsUp(forest: Forest, row: Float32Array): void {
  const { base, contributions } = explain(forest, row);
  const sum = contributions.reduce((total, value) => total + value, base);
  expect(Math.abs(sum - predictMargin(forest, row))).toBeLessThan(1e-9);
}
