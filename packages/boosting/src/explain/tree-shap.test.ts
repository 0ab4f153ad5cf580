import fc from "fast-check";
import { expect, test } from "vitest";
import { ForestFormatError } from "../errors.ts";
import { type Forest, makeForest, type NodeRecord, tableOf } from "../forest/forest.ts";
import { predictMargin } from "../forest/predictor.ts";
import { arbitraryForest, arbitraryRow } from "../test/arbitrary-forest.ts";
import { syntheticLeads } from "../test/synthetic.ts";
import { goesLeft } from "../test/walk.ts";
import { train } from "../train/trainer.ts";
import { explain, explainAll } from "./tree-shap.ts";

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
function caterpillar(depth: number, features: number): Forest {
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

const rowOf = (width: number): fc.Arbitrary<Float32Array> =>
  fc
    .array(fc.constantFrom(-3, -2, -1, 0, 1, 2, 3, NaN, -Infinity, Infinity), {
      minLength: width,
      maxLength: width,
    })
    .map((values) => Float32Array.from(values));

function expectShapley(forest: Forest, row: Float32Array): void {
  const { base, contributions } = explain(forest, row);
  expect(base).toBeCloseTo(expectation(forest, row, 0), 9);
  shapley(forest, row).forEach((value, f) => {
    expect(contributions[f]).toBeCloseTo(value, 9);
  });
}

for (const depth of [1, 2, 4, 5, 7, 8, 12]) {
  test(`contributions are the Shapley values of the path-dependent expectations at depth ${depth} (E1)`, () => {
    const property = fc.property(forestAndRow(depth, 6), ({ forest, row }) => expectShapley(forest, row));
    fc.assert(property, { numRuns: depth < 8 ? 100 : 20 });
  });
}

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

test("base and contributions add up to the margin within 1e-9, deep trees included (E3)", () => {
  const addsUp = (forest: Forest, row: Float32Array): void => {
    const { base, contributions } = explain(forest, row);
    const sum = contributions.reduce((total, value) => total + value, base);
    expect(Math.abs(sum - predictMargin(forest, row))).toBeLessThan(1e-9);
  };
  fc.assert(fc.property(forestAndRow(9, 12), ({ forest, row }) => addsUp(forest, row)));
  for (const features of [64, 40, 17]) {
    const forest = caterpillar(64, features);
    fc.assert(
      fc.property(rowOf(features), (row) => addsUp(forest, row)),
      { numRuns: 20 },
    );
  }
});

test("a data set's rows are explained as one by one, bit for bit (E5)", () => {
  const forestAndRows = arbitraryForest({ depth: 6, trees: 5, features: 6 }).chain((forest) =>
    fc.record({
      forest: fc.constant(forest),
      rows: fc.array(arbitraryRow(forest), { minLength: 0, maxLength: 40, size: "max" }),
    }),
  );
  fc.assert(
    fc.property(forestAndRows, ({ forest, rows }) => {
      const columns = forest.features.map((_, f) => Float32Array.from(rows, (row) => row[f]));
      const { base, contributions } = explainAll(forest, {
        rows: rows.length,
        features: forest.features,
        columns,
      });
      expect(base).toBe(forest.expectedMargin);
      expect([...contributions]).toEqual(rows.flatMap((row) => [...explain(forest, row).contributions]));
    }),
  );
});

test("covers too far apart to multiply their ratios are refused (E6)", () => {
  const { objective, baseScore, features, ...table } = caterpillar(3, 3);
  const cover = table.cover.map((rows, node) => (node === 1 ? 1e-70 : rows));
  const forest = makeForest({ ...table, cover }, { objective, baseScore, features });
  expect(() => explain(forest, new Float32Array(3))).toThrow(ForestFormatError);
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
  expect(() => explainAll(forest, { rows: 0, features: [], columns: [] })).toThrow(ForestFormatError);
});
