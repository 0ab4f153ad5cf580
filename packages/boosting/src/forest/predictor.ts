import type { Dataset } from "../dataset.ts";
import { ForestFormatError } from "../errors.ts";
import type { Forest } from "./forest.ts";
import { type PredictionLayout, predictionLayout, type TreeLayout } from "./prediction-layout.ts";

/** Rows laid out at a time: they stay in the nearest cache, and memory does not grow with the data set. */
const blockRows = 64;
/** Rows of one tree, or trees of one row, that step down together: each waits for memory while the others go on. */
const lanes = 8;

/**
 * Margin of one row: log-odds for logistic, value for squared. `row` holds one value a feature, in feature order.
 * Throws ForestFormatError when its length is not the number of features.
 */
export function predictMargin(forest: Forest, row: Float32Array): number {
  checkRow(forest, row);
  const layout = predictionLayout(forest);
  const values = new Float32Array(layout.rowValues);
  for (let f = 0; f < row.length; f++) layValue(values, 2 * f, row[f]);
  values[2 * row.length] = -Infinity;
  return marginOf(layout, values, forest.baseScore);
}

/**
 * Margins of all rows of a data set whose columns are in the forest's feature order, the same bits as row by row.
 * Throws ForestFormatError when it has another number of columns, or a column that is not `rows` long.
 */
export function predictMargins(forest: Forest, data: Dataset): Float64Array {
  checkColumns(forest, data);
  const layout = predictionLayout(forest);
  const margins = new Float64Array(data.rows);
  const width = layout.rowValues;
  // Rows that the last block lacks are predicted too, and dropped.
  const values = new Float32Array(Math.min(blockRows, Math.ceil(data.rows / lanes) * lanes) * width);
  const sums = new Float64Array(values.length / width);
  for (let at = width - 1; at < values.length; at += width) values[at] = -Infinity;
  for (let from = 0; from < data.rows; from += blockRows) {
    const rows = Math.min(blockRows, data.rows - from);
    data.columns.forEach((column, f) => {
      for (let r = 0; r < rows; r++) layValue(values, r * width + 2 * f, column[from + r]);
    });
    sums.fill(forest.baseScore);
    for (const tree of layout.trees) addTree(layout, tree, values, sums, rows);
    margins.set(sums.subarray(0, rows), from);
  }
  return margins;
}

export function checkRow(forest: Forest, row: Float32Array): void {
  if (row.length !== forest.features.length) {
    throw new ForestFormatError(
      "row",
      `The row has ${row.length} values, the forest ${forest.features.length}.`,
    );
  }
}

export function checkColumns(forest: Forest, data: Dataset): void {
  if (data.columns.length !== forest.features.length) {
    throw new ForestFormatError(
      "data.columns",
      `The data has ${data.columns.length} columns, the forest ${forest.features.length}.`,
    );
  }
  data.columns.forEach(({ length }, f) => {
    if (length === data.rows) return;
    throw new ForestFormatError(`data.columns[${f}]`, `It has ${length} values for ${data.rows} rows.`);
  });
}

/** For missing values to go right, and left: no comparison holds with NaN, every one with −Infinity. */
function layValue(values: Float32Array, at: number, x: number): void {
  values[at] = x;
  values[at + 1] = Number.isNaN(x) ? -Infinity : x;
}

/** Eight trees at a time, their leaves added in order. */
function marginOf(layout: PredictionLayout, values: Float32Array, baseScore: number): number {
  const { nodes, thresholds, sets, leaves, trees } = layout;
  let margin = baseScore;
  let t = 0;
  for (; t + lanes <= trees.length; t += lanes) {
    let steps = 0;
    let together = true;
    for (let lane = 0; lane < lanes; lane++) {
      const { depth, skewed } = trees[t + lane];
      steps = Math.max(steps, depth);
      together &&= !skewed;
    }
    if (!together) {
      for (let lane = 0; lane < lanes; lane++)
        margin += leaves[leafBelow(layout, trees[t + lane].root, values, 0)];
      continue;
    }
    let a = trees[t].root;
    let b = trees[t + 1].root;
    let c = trees[t + 2].root;
    let d = trees[t + 3].root;
    let e = trees[t + 4].root;
    let f = trees[t + 5].root;
    let g = trees[t + 6].root;
    let h = trees[t + 7].root;
    for (; steps > 0; steps--) {
      a = stepDown(nodes, thresholds, sets, values, a, 0);
      b = stepDown(nodes, thresholds, sets, values, b, 0);
      c = stepDown(nodes, thresholds, sets, values, c, 0);
      d = stepDown(nodes, thresholds, sets, values, d, 0);
      e = stepDown(nodes, thresholds, sets, values, e, 0);
      f = stepDown(nodes, thresholds, sets, values, f, 0);
      g = stepDown(nodes, thresholds, sets, values, g, 0);
      h = stepDown(nodes, thresholds, sets, values, h, 0);
    }
    margin += leaves[a >>> 2];
    margin += leaves[b >>> 2];
    margin += leaves[c >>> 2];
    margin += leaves[d >>> 2];
    margin += leaves[e >>> 2];
    margin += leaves[f >>> 2];
    margin += leaves[g >>> 2];
    margin += leaves[h >>> 2];
  }
  for (; t < trees.length; t++) margin += leaves[leafBelow(layout, trees[t].root, values, 0)];
  return margin;
}

/** Adds the leaf of each of the first `rows` rows to its sum. */
function addTree(
  layout: PredictionLayout,
  tree: TreeLayout,
  values: Float32Array,
  sums: Float64Array,
  rows: number,
): void {
  if (tree.skewed) {
    for (let r = 0; r < rows; r++) {
      sums[r] += layout.leaves[leafBelow(layout, tree.root, values, r * layout.rowValues)];
    }
  } else if (tree.categorical) addAnyTree(layout, tree, values, sums, rows);
  else addNumericTree(layout, tree, values, sums, rows);
}

function addNumericTree(
  { nodes, thresholds, leaves, rowValues }: PredictionLayout,
  { root, depth }: TreeLayout,
  values: Float32Array,
  sums: Float64Array,
  rows: number,
): void {
  for (let r = 0; r < rows; r += lanes) {
    const row = r * rowValues;
    let a = root;
    let b = root;
    let c = root;
    let d = root;
    let e = root;
    let f = root;
    let g = root;
    let h = root;
    for (let steps = depth; steps > 0; steps--) {
      a = stepNumeric(nodes, thresholds, values, a, row);
      b = stepNumeric(nodes, thresholds, values, b, row + rowValues);
      c = stepNumeric(nodes, thresholds, values, c, row + 2 * rowValues);
      d = stepNumeric(nodes, thresholds, values, d, row + 3 * rowValues);
      e = stepNumeric(nodes, thresholds, values, e, row + 4 * rowValues);
      f = stepNumeric(nodes, thresholds, values, f, row + 5 * rowValues);
      g = stepNumeric(nodes, thresholds, values, g, row + 6 * rowValues);
      h = stepNumeric(nodes, thresholds, values, h, row + 7 * rowValues);
    }
    sums[r] += leaves[a >>> 2];
    sums[r + 1] += leaves[b >>> 2];
    sums[r + 2] += leaves[c >>> 2];
    sums[r + 3] += leaves[d >>> 2];
    sums[r + 4] += leaves[e >>> 2];
    sums[r + 5] += leaves[f >>> 2];
    sums[r + 6] += leaves[g >>> 2];
    sums[r + 7] += leaves[h >>> 2];
  }
}

function addAnyTree(
  { nodes, thresholds, sets, leaves, rowValues }: PredictionLayout,
  { root, depth }: TreeLayout,
  values: Float32Array,
  sums: Float64Array,
  rows: number,
): void {
  for (let r = 0; r < rows; r += lanes) {
    const row = r * rowValues;
    let a = root;
    let b = root;
    let c = root;
    let d = root;
    let e = root;
    let f = root;
    let g = root;
    let h = root;
    for (let steps = depth; steps > 0; steps--) {
      a = stepDown(nodes, thresholds, sets, values, a, row);
      b = stepDown(nodes, thresholds, sets, values, b, row + rowValues);
      c = stepDown(nodes, thresholds, sets, values, c, row + 2 * rowValues);
      d = stepDown(nodes, thresholds, sets, values, d, row + 3 * rowValues);
      e = stepDown(nodes, thresholds, sets, values, e, row + 4 * rowValues);
      f = stepDown(nodes, thresholds, sets, values, f, row + 5 * rowValues);
      g = stepDown(nodes, thresholds, sets, values, g, row + 6 * rowValues);
      h = stepDown(nodes, thresholds, sets, values, h, row + 7 * rowValues);
    }
    sums[r] += leaves[a >>> 2];
    sums[r + 1] += leaves[b >>> 2];
    sums[r + 2] += leaves[c >>> 2];
    sums[r + 3] += leaves[d >>> 2];
    sums[r + 4] += leaves[e >>> 2];
    sums[r + 5] += leaves[f >>> 2];
    sums[r + 6] += leaves[g >>> 2];
    sums[r + 7] += leaves[h >>> 2];
  }
}

/** The child a row goes to in a tree without categorical splits; a leaf stays where it is. */
function stepNumeric(
  nodes: Int32Array,
  thresholds: Float32Array,
  values: Float32Array,
  node: number,
  row: number,
): number {
  return nodes[node + 2] + (Number(!(values[row + nodes[node]] <= thresholds[node + 1])) << 2);
}

/** The same in any tree. Comparisons are taken as numbers, for there to be no branch to mispredict. */
function stepDown(
  nodes: Int32Array,
  thresholds: Float32Array,
  sets: Uint32Array,
  values: Float32Array,
  node: number,
  row: number,
): number {
  const value = nodes[node];
  const right =
    value < 0
      ? 1 ^ inSet(sets, nodes[node + 1], nodes[node + 3], values[row + ~value])
      : Number(!(values[row + value] <= thresholds[node + 1]));
  return nodes[node + 2] + (right << 2);
}

/** Position in `leaves` of the leaf that the row starting at values[row] reaches: for trees of any shape. */
function leafBelow(layout: PredictionLayout, root: number, values: Float32Array, row: number): number {
  const { nodes, thresholds, sets } = layout;
  let node = root;
  let next = stepDown(nodes, thresholds, sets, values, node, row);
  while (next !== node) {
    node = next;
    next = stepDown(nodes, thresholds, sets, values, node, row);
  }
  return node >>> 2;
}

/** 1 or 0. NaN, ±Infinity and fractional values are no int32; negative ones are past the words, unsigned. */
function inSet(sets: Uint32Array, start: number, words: number, x: number): number {
  const code = x | 0;
  const word = code >>> 5;
  const known = Number(code === x) & Number(word < words);
  return known & (sets[start + (word & -known)] >>> (code & 31));
}
