import { type Dataset, toRowMajor } from "./dataset.ts";
import { ForestFormatError } from "./errors.ts";
import type { Forest, NodeTable } from "./forest.ts";

/** Rows transposed at a time, so that memory does not grow with the data set. */
const blockRows = 1024;

/** Whether value x goes left at an inner node. */
export function goesLeft(table: NodeTable, node: number, x: number): boolean {
  const words = table.setWords[node];
  if (words === 0) return x <= table.threshold[node] || (Number.isNaN(x) && table.missingLeft[node] === 1);
  // Also false for NaN, ±Infinity, negative and fractional values.
  if (!(x >= 0 && x < words * 32 && x === Math.trunc(x))) return false;
  return ((table.sets[table.setStart[node] + (x >>> 5)] >>> (x & 31)) & 1) === 1;
}

/** Index of the leaf that the row starting at values[offset] reaches from `root`. */
export function leafOf(table: NodeTable, root: number, values: Float32Array, offset: number): number {
  let node = root;
  for (let f = table.feature[node]; f >= 0; f = table.feature[node]) {
    node = goesLeft(table, node, values[offset + f]) ? table.left[node] : table.right[node];
  }
  return node;
}

/**
 * Margin of one row: log-odds for logistic, value for squared. `row` holds one value a feature, in feature order.
 * Throws ForestFormatError when its length is not the number of features.
 */
export function predictMargin(forest: Forest, row: Float32Array): number {
  checkRow(forest, row);
  return marginAt(forest, row, 0);
}

/** Margins of all rows of a data set whose columns are in the forest's feature order. */
export function predictMargins(forest: Forest, data: Dataset): Float64Array {
  checkColumns(forest, data);
  const width = forest.features.length;
  const margins = new Float64Array(data.rows);
  for (let from = 0; from < data.rows; from += blockRows) {
    const to = Math.min(from + blockRows, data.rows);
    const block = toRowMajor(data, from, to);
    for (let r = from; r < to; r++) margins[r] = marginAt(forest, block, (r - from) * width);
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
}

function marginAt(forest: Forest, values: Float32Array, offset: number): number {
  let margin = forest.baseScore;
  for (const root of forest.roots) margin += forest.value[leafOf(forest, root, values, offset)];
  return margin;
}
