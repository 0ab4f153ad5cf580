import { partOf } from "./balance.ts";
import type { Pointer } from "./kernels.ts";
import { binBytes, itemInts, type Layout, nodeDoubles } from "./layout.ts";
import { splitAt } from "./split.ts";
import type { TrainingSpace } from "./training-space.ts";

/** The columns that a tree may split on, and how their bins lie in a histogram. */
export interface ChosenColumns {
  columns: Uint32Array;
  /** Bytes of a histogram of them. */
  bytes: number;
}

/** Describes the tree's columns to all threads. */
export function writeChosen(
  space: TrainingSpace,
  columns: Uint32Array,
  directions: Int8Array,
  categorical: boolean[],
): ChosenColumns {
  const { layout } = space;
  const { width } = layout;
  const binCounts = space.ints(layout.binCounts, width);
  const offsets = space.words(layout.offsets, width + 1);
  const features = space.ints(layout.features, 3 * width);
  space.words(layout.chosen, width).set(columns);
  let bytes = 0;
  columns.forEach((column, i) => {
    offsets[i] = bytes;
    features.set([binCounts[column], Number(categorical[column]), directions[column]], 3 * i);
    bytes += (binCounts[column] + 1) * binBytes;
  });
  offsets[columns.length] = bytes;
  return { columns, bytes };
}

/** Rows of a piece of `interleave`. */
const pieceRows = 8192;

export function interleavePieces(rows: number): number {
  return Math.ceil(rows / pieceRows);
}

/** Phase: the chosen columns' bins row by row. amounts[0] is how many columns were chosen. */
export function interleave(space: TrainingSpace, piece: number): void {
  const { layout, kernels, amounts } = space;
  const { columns, rows, heldRows, chosen, rowBins } = layout;
  const to = Math.min((piece + 1) * pieceRows, rows);
  kernels.interleave(columns, rows + heldRows, chosen, amounts[0], piece * pieceRows, to, rowBins);
}

/** A node whose histogram is wanted; without rows it is the parent's less the other child's. */
export interface HistogramOf {
  slot: number;
  start: number;
  rows: number;
  /** Whether its best split is sought. */
  searched: boolean;
}

/** A split node's children. `larger` is null for a root, and then `smaller` is that. */
export interface SearchItem {
  smaller: HistogramOf;
  larger: HistogramOf | null;
  /** Whether `larger.slot` holds the parent's histogram, so that the smaller one need only be taken away. */
  subtracts: boolean;
}

export function writeSearch(
  space: TrainingSpace,
  index: number,
  { smaller, larger, subtracts }: SearchItem,
): void {
  const { items } = space;
  let at = index * itemInts;
  for (const node of [smaller, larger]) {
    items[at++] = node ? node.slot : -1;
    items[at++] = node ? node.start : 0;
    items[at++] = node ? node.rows : 0;
    items[at++] = Number(node?.searched ?? false);
  }
  items[at] = Number(subtracts);
}

/** How a search is shared out. */
export interface SearchShape {
  items: number;
  chosen: ChosenColumns;
  /** Whether the one item is a root, whose sums are not known yet. */
  root: boolean;
  /** Every item is searched in so many parts, each with columns of its own. */
  parts: number;
}

export function writeShape(space: TrainingSpace, { items, chosen, root, parts }: SearchShape): void {
  space.amounts.set([items, chosen.columns.length, chosen.bytes, Number(root), parts]);
}

/** Phase: histograms and best splits of the children at an item, in some columns. */
export function searchSplits(space: TrainingSpace, piece: number, thread: number): void {
  const { items, amounts, layout } = space;
  const [, width, bytes, root, parts] = amounts;
  const scratch = layout.scratch + thread * layout.scratchBytes;
  const part = piece % parts;
  const i = (piece - part) / parts;
  const [from, to] = partOf(width, part, parts);
  const at = i * itemInts;
  const [slot, otherSlot] = [items[at], items[at + 4]];
  const search = new ColumnSearch(space, { part, from, to, width, bytes, scratch });
  search.build(slot, items[at + 1], items[at + 2]);
  if (root === 1) search.sumRoot(slot);
  if (items[at + 3]) search.find(slot, 2 * i);
  if (otherSlot < 0) return;
  if (items[at + 8]) search.subtract(otherSlot, slot);
  else search.build(otherSlot, items[at + 5], items[at + 6]);
  if (items[at + 7]) search.find(otherSlot, 2 * i + 1);
}

/** Columns from … to of the chosen ones: one part of a search. */
interface SearchedColumns {
  part: number;
  from: number;
  to: number;
  /** Columns chosen, and bytes of a histogram of them all. */
  width: number;
  bytes: number;
  /** The thread's own room. */
  scratch: Pointer;
}

class ColumnSearch {
  readonly #space: TrainingSpace;
  readonly #layout: Layout;
  readonly #columns: SearchedColumns;
  /** Bytes of a histogram before these columns' bins, and their own. */
  readonly #skipped: number;
  readonly #own: number;

  constructor(space: TrainingSpace, columns: SearchedColumns) {
    this.#space = space;
    this.#layout = space.layout;
    this.#columns = columns;
    const offsets = space.layout.offsets / 4;
    this.#skipped = space.i32[offsets + columns.from];
    this.#own = space.i32[offsets + columns.to] - this.#skipped;
  }

  build(slot: number, start: number, rows: number): void {
    const { kernels } = this.#space;
    const { rowBins, offsets, order, pairs, counted } = this.#layout;
    const { from, to, width } = this.#columns;
    const histogram = this.#histogram(slot);
    kernels.clear(histogram + this.#skipped, this.#own);
    const [bins, places, first] = [rowBins + from, offsets + 4 * from, order + 4 * start];
    kernels.buildHistogram(bins, width, places, to - from, first, rows, pairs, histogram);
    if (!counted) return;
    const counts = this.#counts(slot);
    kernels.clear(counts + this.#skipped / 4, this.#own / 4);
    kernels.countRows(bins, width, places, to - from, first, rows, counts);
  }

  subtract(slot: number, child: number): void {
    const { kernels } = this.#space;
    const skipped = this.#skipped;
    kernels.subtractHistogram(this.#histogram(slot) + skipped, this.#histogram(child) + skipped, this.#own);
    if (!this.#layout.counted) return;
    const [counts, own] = [this.#counts(slot) + skipped / 4, this.#own / 4];
    kernels.subtractCounts(counts, this.#counts(child) + skipped / 4, own);
  }

  /** Any feature's bins add up to the node's sums, so each thread finds the same. */
  sumRoot(slot: number): void {
    const { kernels } = this.#space;
    const bins = this.#space.i32[this.#layout.features / 4 + 3 * this.#columns.from];
    kernels.sumBins(this.#histogram(slot) + this.#skipped, bins + 1, this.#layout.nodes);
  }

  find(slot: number, index: number): void {
    const { kernels } = this.#space;
    const { features, offsets, nodes, rule, counted } = this.#layout;
    const { from, to, scratch, part } = this.#columns;
    kernels.findBestSplit(
      features,
      offsets,
      from,
      to,
      this.#histogram(slot),
      counted ? this.#counts(slot) : 0,
      nodes + 8 * nodeDoubles * index,
      rule,
      scratch,
      splitAt(this.#space, index, part),
    );
  }

  #histogram(slot: number): number {
    return this.#layout.pool + slot * this.#columns.bytes;
  }

  #counts(slot: number): number {
    return this.#layout.counts + (slot * this.#columns.bytes) / 4;
  }
}
