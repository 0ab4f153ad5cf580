import fc from "fast-check";
import type { FeatureSpec } from "../dataset.ts";
import { codesOf, type Forest, makeForest, type NodeRecord, tableOf } from "../forest/forest.ts";

/** Ends of float32: the least and greatest subnormals, the least normal, the greatest finite. */
const extremes = [2 ** -149, 2 ** -126 - 2 ** -149, 2 ** -126, 2 ** 128 - 2 ** 104];

/** Values that sit on thresholds, beside them and beyond them. */
const edgeValues = [
  ...extremes,
  ...extremes.map((x) => -x),
  ...[-Infinity, -2.5, -1, -0, 0, 0.5, 1, 1 + 2 ** -23, 1.5, 2 ** 24, Infinity],
];

type Tree =
  | { kind: "leaf"; value: number; rows: number }
  | {
      kind: "inner";
      feature: number;
      threshold: number;
      missingLeft: boolean;
      gain: number;
      codes: number[];
      left: Tree;
      right: Tree;
    };

const finite = fc.double({ min: -4, max: 4, noNaN: true });
const leaf: fc.Arbitrary<Tree> = fc.record({
  kind: fc.constant("leaf" as const),
  value: finite,
  rows: fc.oneof(fc.integer({ min: 1, max: 70_000 }), fc.double({ min: 1e-3, max: 50, noNaN: true })),
});

function treeOf(depth: number): fc.Arbitrary<Tree> {
  if (depth === 0) return leaf;
  const inner = fc.record({
    kind: fc.constant("inner" as const),
    feature: fc.nat(1000),
    threshold: fc.oneof(fc.constantFrom(...edgeValues), fc.float({ noNaN: true })),
    missingLeft: fc.boolean(),
    gain: fc.oneof(fc.nat(300), fc.float({ min: 0, noNaN: true, noDefaultInfinity: true }), finite),
    codes: fc.array(fc.nat(4999), { minLength: 1, maxLength: 12 }),
    left: fc.constant(null).chain(() => treeOf(depth - 1)),
    right: fc.constant(null).chain(() => treeOf(depth - 1)),
  });
  return fc.oneof({ weight: 1, arbitrary: leaf }, { weight: 4, arbitrary: inner });
}

/** Names that text formats and object keys may stumble over, too. */
const featureName = fc.oneof(
  fc.string(),
  fc.constantFrom("", "__proto__", "\ud800", "\ufeffé\u0000", "区分"),
);

const feature: fc.Arbitrary<FeatureSpec> = fc.oneof(
  featureName.map((name) => ({ name, kind: "numeric" as const })),
  fc
    .tuple(featureName, fc.constantFrom(1, 3, 31, 33, 70, 300, 5000))
    .map(([name, levels]) => ({ name, kind: "categorical" as const, levels })),
);

export interface ForestLimits {
  depth: number;
  trees: number;
  features: number;
}

/**
 * Forests that need not come from training: any shape, order of nodes, thresholds and sets; covers that add up.
 */
export function arbitraryForest({ depth, trees, features }: ForestLimits): fc.Arbitrary<Forest> {
  return fc
    .record({
      features: fc.array(feature, { minLength: 1, maxLength: features, size: "max" }),
      trees: fc.array(fc.record({ shape: treeOf(depth), byLevel: fc.boolean() }), {
        minLength: 1,
        maxLength: trees,
        size: "max",
      }),
      objective: fc.constantFrom("logistic" as const, "squared" as const),
      baseScore: finite,
    })
    .map(({ features: specs, trees: shapes, objective, baseScore }) =>
      makeForest(tableOf(shapes.map(({ shape, byLevel }) => recordsOf(shape, specs, byLevel))), {
        objective,
        baseScore,
        features: specs,
      }),
    );
}

/** Nodes in the order of a walk down the left, or level by level. */
function recordsOf(shape: Tree, specs: FeatureSpec[], byLevel: boolean): NodeRecord[] {
  const records: NodeRecord[] = [];
  const waiting: { tree: Tree; attach: (position: number) => void }[] = [{ tree: shape, attach: () => {} }];
  for (let next = waiting.pop(); next; next = byLevel ? waiting.shift() : waiting.pop()) {
    const { tree, attach } = next;
    const record = recordOf(tree, specs);
    attach(records.push(record) - 1);
    if (tree.kind === "leaf") continue;
    const children = [
      {
        tree: tree.left,
        attach: (position: number) => {
          record.left = position;
        },
      },
      {
        tree: tree.right,
        attach: (position: number) => {
          record.right = position;
        },
      },
    ];
    waiting.push(...(byLevel ? children : children.reverse()));
  }
  for (const record of records.toReversed()) {
    if (record.feature >= 0) record.cover = records[record.left].cover + records[record.right].cover;
  }
  return records;
}

function recordOf(tree: Tree, specs: FeatureSpec[]): NodeRecord {
  const blank = { threshold: NaN, missingLeft: false, left: -1, right: -1, codes: null, value: 0, cover: 0 };
  if (tree.kind === "leaf") return { ...blank, feature: -1, gain: 0, value: tree.value, cover: tree.rows };
  const feature = tree.feature % specs.length;
  const { kind, levels } = specs[feature];
  const { gain, threshold, missingLeft } = tree;
  if (kind === "numeric") return { ...blank, feature, gain, threshold, missingLeft };
  const codes = [...new Set(tree.codes.map((code) => code % (levels ?? 1)))].sort((a, b) => a - b);
  return { ...blank, feature, gain, codes };
}

/** Rows of hostile values: missing, infinite, on a threshold, beside a code, fractional, negative and unseen codes. */
export function arbitraryRow(forest: Forest): fc.Arbitrary<Float32Array> {
  const thresholds = forest.threshold.filter((threshold) => !Number.isNaN(threshold));
  const codes = Array.from(forest.feature, (_, node) => codesOf(forest, node) ?? []).flat();
  const value = fc.oneof(
    fc.constant(NaN),
    fc.constantFrom(299, 4999, -3, 1e9, 2.5, 31.5, ...edgeValues),
    fc.constantFrom(0, ...thresholds),
    fc.constantFrom(0, ...codes, ...codes.map((code) => code + 1), ...codes.map((code) => code + 0.5)),
    fc.nat(80),
    fc.float(),
  );
  const width = forest.features.length;
  return fc.array(value, { minLength: width, maxLength: width }).map((values) => Float32Array.from(values));
}
