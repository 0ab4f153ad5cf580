import type { FeatureSpec } from "../dataset.ts";
import type { Objective } from "../train/loss.ts";

/**
 * Nodes of one or many trees side by side, one entry a node in every array. A parent comes before its children,
 * and a tree's nodes are together.
 */
export interface NodeTable {
  /** First node of each tree. */
  roots: Int32Array;
  /** Feature tested; −1 in a leaf. */
  feature: Int32Array;
  /** Numeric nodes: x ≤ threshold goes left. NaN elsewhere. */
  threshold: Float32Array;
  /** Numeric nodes: 1 when missing values go left. In categorical nodes they go right. */
  missingLeft: Uint8Array;
  left: Int32Array;
  right: Int32Array;
  /** Margin a leaf adds, learning rate included; 0 in inner nodes. */
  value: Float64Array;
  /** Training rows that reached the node. */
  cover: Float64Array;
  /** Gain of the split; 0 in leaves. */
  gain: Float64Array;
  /** Categorical nodes: their words in `sets` are setStart … setStart + setWords − 1. setWords is 0 elsewhere. */
  setStart: Int32Array;
  setWords: Int32Array;
  /** Bit sets of the codes that go left: code c is bit c mod 32 of word c div 32. */
  sets: Uint32Array;
}

/** A trained ensemble. The margin of a row is baseScore plus the value of the leaf it reaches in each tree. */
export interface Forest extends NodeTable {
  objective: Objective;
  /** Margin before any tree: log-odds for logistic, mean for squared. */
  baseScore: number;
  /** Categorical features carry their number of levels. */
  features: FeatureSpec[];
  /** Mean margin under the training covers: the base of explanations. */
  expectedMargin: number;
  /** Edges of the longest path from a root. */
  depth: number;
}

/** Deepest tree that is grown or read in. */
export const depthLimit = 64;

/** Most words of `sets` that are read in, 256 MiB: a node of a few bytes can name a code of 2^24 − 1. */
export const setWordsLimit = 2 ** 26;

export function makeForest(
  table: NodeTable,
  about: { objective: Objective; baseScore: number; features: FeatureSpec[] },
): Forest {
  const { mean, height } = foldUp(table);
  let expectedMargin = about.baseScore;
  let depth = 0;
  for (const root of table.roots) {
    expectedMargin += mean[root];
    depth = Math.max(depth, height[root]);
  }
  return { ...table, ...about, baseScore: about.baseScore + 0, expectedMargin: expectedMargin + 0, depth };
}

/** Children come after parents, so one backward pass sees them first. */
function foldUp({ feature, left, right, value, cover }: NodeTable): {
  mean: Float64Array;
  height: Uint32Array;
} {
  const mean = new Float64Array(feature.length);
  const height = new Uint32Array(feature.length);
  for (let node = feature.length - 1; node >= 0; node--) {
    if (feature[node] < 0) {
      mean[node] = value[node];
      continue;
    }
    const [l, r] = [left[node], right[node]];
    mean[node] = (cover[l] * mean[l] + cover[r] * mean[r]) / cover[node];
    height[node] = 1 + Math.max(height[l], height[r]);
  }
  return { mean, height };
}

/** One node while tables are built. Children are positions in the tree's list, after their parent. */
export interface NodeRecord {
  feature: number;
  threshold: number;
  missingLeft: boolean;
  left: number;
  right: number;
  value: number;
  cover: number;
  gain: number;
  /** Categorical nodes: the codes that go left, ascending. */
  codes: number[] | null;
}

/** Lays trees side by side; each is a list of nodes with its root first. */
export function tableOf(trees: readonly NodeRecord[][]): NodeTable {
  const nodes = trees.flat();
  const roots = new Int32Array(trees.length);
  const start = new Int32Array(nodes.length);
  trees.forEach((tree, t) => {
    start.fill(roots[t], roots[t], roots[t] + tree.length);
    if (t + 1 < trees.length) roots[t + 1] = roots[t] + tree.length;
  });
  const child = (position: number, node: number): number => (position < 0 ? -1 : start[node] + position);
  const setWords = Int32Array.from(nodes, ({ codes }) => (codes ? (codes[codes.length - 1] >>> 5) + 1 : 0));
  const setStart = new Int32Array(nodes.length);
  for (let i = 1; i < nodes.length; i++) setStart[i] = setStart[i - 1] + setWords[i - 1];
  const sets = new Uint32Array(setWords.reduce((sum, words) => sum + words, 0));
  nodes.forEach(({ codes }, i) => {
    for (const code of codes ?? []) sets[setStart[i] + (code >>> 5)] |= 1 << (code & 31);
  });
  return {
    roots,
    feature: Int32Array.from(nodes, (node) => node.feature),
    // −0 + 0 is 0: JSON knows one zero only.
    threshold: Float32Array.from(nodes, (node) => node.threshold + 0),
    missingLeft: Uint8Array.from(nodes, (node) => Number(node.missingLeft)),
    left: Int32Array.from(nodes, (node, i) => child(node.left, i)),
    right: Int32Array.from(nodes, (node, i) => child(node.right, i)),
    value: Float64Array.from(nodes, (node) => node.value + 0),
    cover: Float64Array.from(nodes, (node) => node.cover),
    gain: Float64Array.from(nodes, (node) => node.gain + 0),
    setStart,
    setWords,
    sets,
  };
}

/** Undoes `tableOf`. */
export function treesOf(table: NodeTable): NodeRecord[][] {
  return Array.from(table.roots, (root, t) => {
    const end = t + 1 < table.roots.length ? table.roots[t + 1] : table.feature.length;
    return Array.from({ length: end - root }, (_, position) => {
      const node = root + position;
      const leaf = table.feature[node] < 0;
      return {
        feature: table.feature[node],
        threshold: table.threshold[node],
        missingLeft: table.missingLeft[node] === 1,
        left: leaf ? -1 : table.left[node] - root,
        right: leaf ? -1 : table.right[node] - root,
        value: table.value[node],
        cover: table.cover[node],
        gain: table.gain[node],
        codes: codesOf(table, node),
      };
    });
  });
}

/** Codes that a categorical node sends left, ascending; null for other nodes. */
export function codesOf(table: NodeTable, node: number): number[] | null {
  const words = table.setWords[node];
  if (words === 0) return null;
  const codes: number[] = [];
  for (let word = 0; word < words; word++) {
    const bits = table.sets[table.setStart[node] + word];
    if (bits === 0) continue;
    for (let bit = 0; bit < 32; bit++) if ((bits >>> bit) & 1) codes.push(word * 32 + bit);
  }
  return codes;
}
