import { TrainingError } from "../errors.ts";
import type { Pointer } from "./kernels.ts";

/** What decides how much memory a training needs. */
export interface Extent {
  /** Training rows. */
  rows: number;
  /** Rows that are only carried along: the validation set. */
  heldRows: number;
  /** Features. */
  width: number;
  maxBins: number;
  threads: number;
  /** Histograms that are wanted at a time. */
  openNodes: number;
  /** Whether rows are counted by bin. */
  counted: boolean;
  weighted: boolean;
}

/** Where everything is in the one memory that all threads of a training share. Names say what; units in brackets. */
export interface Layout extends Extent {
  /** Nodes that are split at a time. */
  batch: number;
  /** Room for so many histograms. */
  slots: number;
  bytes: number;
  /** Signals between threads [i32]. */
  control: Pointer;
  /** Numbers for a phase [f64]. */
  amounts: Pointer;
  /** Work items of a phase, `itemInts` [i32] each. */
  items: Pointer;
  /** Rows that went left, a slice [i32]; `threads` slices an item. */
  sliceLefts: Pointer;
  /** Which bins go left, 256 [u8] a node of the batch. */
  tables: Pointer;
  /** First, second, rows, low, high [f64] of a node whose split is sought. */
  nodes: Pointer;
  /** Best splits, `splitBytes` a node and thread. */
  splits: Pointer;
  /** Penalties and limits [f64]. */
  rule: Pointer;
  /** Columns of the tree being grown [u32]. */
  chosen: Pointer;
  /** Where their bins begin in a histogram [u32 bytes]. */
  offsets: Pointer;
  /** Bins, kind, direction [i32] of each. */
  features: Pointer;
  /** Bins of a feature, missing aside [i32]. */
  binCounts: Pointer;
  /** Cuts [f32] or codes [i32], 256 a feature. */
  cuts: Pointer;
  /** Bins column by column [u8], training rows first, then held ones. */
  columns: Pointer;
  /** Bins of the training rows and chosen columns, row by row [u8]. */
  rowBins: Pointer;
  /** Margins [f64] of all rows. */
  margins: Pointer;
  labels: Pointer;
  weights: Pointer;
  repeats: Pointer;
  /** Derivatives: pairs of f32, then of i32. */
  pairs: Pointer;
  /** Sums of losses [f64], one a chunk of rows. */
  losses: Pointer;
  /** Greatest derivatives [2 × f64], a piece of rows. */
  greatest: Pointer;
  /** Row numbers [u32] in the order of the leaves; lefts and rights while they are divided. */
  order: Pointer;
  lefts: Pointer;
  rights: Pointer;
  pool: Pointer;
  counts: Pointer;
  /** Per thread, `scratchBytes`. */
  scratch: Pointer;
  scratchBytes: number;
}

export const chunkRows = 4096;
export const itemInts = 16;
export const splitBytes = 320;
export const nodeDoubles = 5;
export const binBytes = 16;
/** Leaves whose values are added at a time; also bounds the items of any phase. */
export const itemLimit = 4096;

const largestBatch = 32;
const histogramBudget = 512 * 2 ** 20;
const memoryLimit = 2 ** 32 - 2 ** 16;
/** The kernels' own constants are below. */
const firstByte = 2 ** 16;

/** Throws TrainingError when the data would not fit into the 4 GiB that WebAssembly can address. */
export function layoutFor(extent: Extent): Layout {
  const { rows, heldRows, width, maxBins, threads, counted, weighted } = extent;
  const histogramBytes = width * (maxBins + 1) * binBytes;
  const affordable = Math.max(4, Math.floor(histogramBudget / histogramBytes));
  const slots = Math.max(4, Math.min(extent.openNodes, affordable));
  // One thread keeps the fewest histograms warm; several need more than a node's work between their meetings.
  const batch = threads === 1 ? 1 : Math.max(1, Math.min(largestBatch, Math.floor((slots - 2) / 2)));
  const all = rows + heldRows;
  const widest = Math.max(rows, heldRows);
  const scratchBytes = aligned(4 * widest * (weighted ? 5 : 3) + 3 * 8192 + 4096);

  let end = firstByte;
  const room = (bytes: number): Pointer => {
    const at = end;
    end = aligned(end + bytes);
    return at;
  };
  const layout = {
    ...extent,
    batch,
    slots,
    control: room(4096),
    amounts: room(8 * itemLimit),
    items: room(4 * itemInts * itemLimit),
    sliceLefts: room(4 * 2 * batch * threads),
    tables: room(256 * batch),
    nodes: room(8 * nodeDoubles * 2 * batch),
    splits: room(splitBytes * 2 * batch * threads),
    rule: room(64),
    chosen: room(4 * width),
    offsets: room(4 * (width + 1)),
    features: room(12 * width),
    binCounts: room(4 * width),
    cuts: room(1024 * width),
    columns: room(all * width),
    rowBins: room(rows * width),
    margins: room(8 * (all + 2)),
    labels: room(4 * (rows + 2)),
    weights: weighted ? room(4 * (rows + 2)) : 0,
    repeats: weighted ? room(rows + 1) : 0,
    pairs: room(8 * (rows + 2)),
    losses: room(8 * Math.ceil(rows / chunkRows)),
    greatest: room(16 * Math.ceil(rows / chunkRows)),
    order: room(4 * all),
    lefts: room(4 * (all + 1)),
    rights: room(4 * (all + 1)),
    pool: room(slots * histogramBytes),
    counts: counted ? room((slots * histogramBytes) / 4) : 0,
    scratch: room(scratchBytes * threads),
    scratchBytes,
  };
  if (end > memoryLimit) {
    throw new TrainingError(
      "data",
      `${rows} rows of ${width} features need ${(end / 2 ** 30).toFixed(1)} GiB to train on: 4 GiB can be addressed.`,
    );
  }
  return { ...layout, bytes: end };
}

function aligned(bytes: number): number {
  return Math.ceil(bytes / 64) * 64;
}
