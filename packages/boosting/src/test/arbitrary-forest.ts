import fc from "fast-check";
import type { FeatureSpec } from "../dataset.ts";
import { type Forest, makeForest, type NodeRecord, tableOf } from "../forest.ts";

/** Values that sit on thresholds, beside them and beyond them. */
const edgeValues = [-Infinity, -2.5, -1, 0, 0.5, 1, 1.5, Math.fround(1e-40), Math.fround(3.4e38), Infinity];

type Tree =
  | { kind: "leaf"; value: number; rows: number }
  | {
      kind: "inner";
      feature: number;
      threshold: number;
      missingLeft: boolean;
      codes: number[];
      left: Tree;
      right: Tree;
    };

const finite = fc.double({ min: -4, max: 4, noNaN: true });
const leaf: fc.Arbitrary<Tree> = fc.record({
  kind: fc.constant("leaf" as const),
  value: finite,
  rows: fc.integer({ min: 1, max: 50 }),
});

function treeOf(depth: number): fc.Arbitrary<Tree> {
  if (depth === 0) return leaf;
  const inner = fc.record({
    kind: fc.constant("inner" as const),
    feature: fc.nat(1000),
    threshold: fc.oneof(fc.constantFrom(...edgeValues), fc.float({ noNaN: true })),
    missingLeft: fc.boolean(),
    codes: fc.array(fc.nat(1000), { minLength: 1, maxLength: 8 }),
    left: fc.constant(null).chain(() => treeOf(depth - 1)),
    right: fc.constant(null).chain(() => treeOf(depth - 1)),
  });
  return fc.oneof({ weight: 1, arbitrary: leaf }, { weight: 4, arbitrary: inner });
}

const feature: fc.Arbitrary<FeatureSpec> = fc.oneof(
  fc.constant({ name: "number", kind: "numeric" as const }),
  fc
    .constantFrom(1, 3, 31, 33, 70, 300)
    .map((levels) => ({ name: "code", kind: "categorical" as const, levels })),
);

export interface ForestLimits {
  depth: number;
  trees: number;
  features: number;
}

/** Forests that need not come from training: any shape, thresholds and sets, covers that add up. */
export function arbitraryForest({ depth, trees, features }: ForestLimits): fc.Arbitrary<Forest> {
  return fc
    .record({
      features: fc.array(feature, { minLength: 1, maxLength: features }),
      trees: fc.array(treeOf(depth), { minLength: 1, maxLength: trees }),
      baseScore: finite,
    })
    .map(({ features: specs, trees: shapes, baseScore }) =>
      makeForest(tableOf(shapes.map((shape) => recordsOf(shape, specs))), {
        objective: "logistic",
        baseScore,
        features: specs,
      }),
    );
}

function recordsOf(shape: Tree, specs: FeatureSpec[]): NodeRecord[] {
  const records: NodeRecord[] = [];
  const append = (tree: Tree): number => {
    const record: NodeRecord = {
      feature: -1,
      threshold: NaN,
      missingLeft: false,
      left: -1,
      right: -1,
      value: 0,
      cover: 0,
      gain: 0,
      codes: null,
    };
    const position = records.push(record) - 1;
    if (tree.kind === "leaf") {
      record.value = tree.value;
      record.cover = tree.rows;
      return position;
    }
    record.feature = tree.feature % specs.length;
    record.gain = 1;
    const spec = specs[record.feature];
    if (spec.kind === "numeric") {
      record.threshold = tree.threshold;
      record.missingLeft = tree.missingLeft;
    } else {
      record.codes = [...new Set(tree.codes.map((code) => code % (spec.levels ?? 1)))].sort((a, b) => a - b);
    }
    record.left = append(tree.left);
    record.right = append(tree.right);
    record.cover = records[record.left].cover + records[record.right].cover;
    return position;
  };
  append(shape);
  return records;
}

/** Rows of hostile values: missing, infinite, on a threshold, fractional, negative and unseen codes. */
export function arbitraryRow(forest: Forest): fc.Arbitrary<Float32Array> {
  const value = fc.oneof(
    fc.constantFrom(NaN, 2 ** 24, -3, 1e9, 2.5, 31.5, ...edgeValues),
    fc.constantFrom(...forest.threshold.filter((t) => !Number.isNaN(t)), 0),
    fc.nat(80),
    fc.float(),
  );
  const width = forest.features.length;
  return fc.array(value, { minLength: width, maxLength: width }).map((values) => Float32Array.from(values));
}
