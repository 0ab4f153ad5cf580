import type { Dataset } from "./dataset.ts";

/** Bin b holds cuts[b − 1] < x ≤ cuts[b]; `count` bins, and bin `count` for missing values. */
export interface NumericBins {
  kind: "numeric";
  count: number;
  cuts: Float32Array;
}

/** Bin b holds the code codes[b] (ascending); bin `count` holds missing values and every other code. */
export interface CategoricalBins {
  kind: "categorical";
  count: number;
  codes: Int32Array;
}

export type FeatureBins = NumericBins | CategoricalBins;

/** A training set reduced to one byte a cell. */
export interface BinnedData {
  rows: number;
  features: FeatureBins[];
  /** Per feature, the bin of each row. */
  bins: Uint8Array[];
  /** Where each feature's bins begin in a histogram; one more entry than features. */
  offsets: Int32Array;
}

export function binDataset(data: Dataset, maxBins: number): BinnedData {
  const features = data.features.map((feature, f) =>
    feature.kind === "numeric"
      ? numericBins(data.columns[f], maxBins)
      : categoricalBins(data.columns[f], maxBins, feature.levels),
  );
  const offsets = new Int32Array(features.length + 1);
  features.forEach((feature, f) => {
    offsets[f + 1] = offsets[f] + feature.count + 1;
  });
  return { rows: data.rows, features, bins: features.map((b, f) => applyBins(b, data.columns[f])), offsets };
}

/** Quantile bins; equal values always share one, and up to maxBins distinct values each get their own. */
export function numericBins(column: Float32Array, maxBins: number): NumericBins {
  const sorted = column.filter((x) => !Number.isNaN(x)).sort();
  const ends = distinctEnds(sorted);
  const cuts = ends.length <= maxBins ? everyCut(sorted, ends) : quantileCuts(sorted, ends, maxBins);
  return { kind: "numeric", count: cuts.length + 1, cuts };
}

/** One bin a code, for the maxBins most frequent codes; among equals the lower code stays. */
export function categoricalBins(column: Float32Array, maxBins: number, levels = Infinity): CategoricalBins {
  const rowsOf = new Map<number, number>();
  for (const x of column) {
    if (isCode(x, levels)) rowsOf.set(x, (rowsOf.get(x) ?? 0) + 1);
  }
  const kept = [...rowsOf]
    .sort(([codeA, rowsA], [codeB, rowsB]) => rowsB - rowsA || codeA - codeB)
    .slice(0, maxBins)
    .map(([code]) => code);
  const codes = Int32Array.from(kept).sort();
  return { kind: "categorical", count: codes.length, codes };
}

export function applyBins(feature: FeatureBins, column: Float32Array): Uint8Array {
  const bins = new Uint8Array(column.length);
  if (feature.kind === "numeric") {
    for (let r = 0; r < column.length; r++) {
      const x = column[r];
      bins[r] = Number.isNaN(x) ? feature.count : lowerBound(feature.cuts, x);
    }
    return bins;
  }
  const binOf = new Map<number, number>();
  feature.codes.forEach((code, bin) => {
    binOf.set(code, bin);
  });
  for (let r = 0; r < column.length; r++) bins[r] = binOf.get(column[r]) ?? feature.count;
  return bins;
}

function isCode(x: number, levels: number): boolean {
  return Number.isInteger(x) && x >= 0 && x < levels;
}

/** First index whose cut is ≥ x, which is the bin of x under "x ≤ cut goes left". */
function lowerBound(cuts: Float32Array, x: number): number {
  let low = 0;
  let high = cuts.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (cuts[middle] < x) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Index after the last occurrence of each distinct value. */
function distinctEnds(sorted: Float32Array): number[] {
  const ends: number[] = [];
  for (let i = 1; i <= sorted.length; i++) {
    if (i === sorted.length || sorted[i] !== sorted[i - 1]) ends.push(i);
  }
  return ends;
}

function everyCut(sorted: Float32Array, ends: number[]): Float32Array {
  return Float32Array.from(ends.slice(0, -1), (end) => cutBetween(sorted[end - 1], sorted[end]));
}

/**
 * Greedy quantiles: a bin closes once it holds its share of the rows that are left, or half of it when the next
 * value alone fills a bin.
 */
function quantileCuts(sorted: Float32Array, ends: number[], maxBins: number): Float32Array {
  const cuts: number[] = [];
  let start = 0;
  for (let d = 0; d + 1 < ends.length && cuts.length < maxBins - 1; d++) {
    const end = ends[d];
    const share = (sorted.length - start) / (maxBins - cuts.length);
    const held = end - start;
    const next = ends[d + 1] - end;
    if (held >= share || (next >= share && held >= share / 2)) {
      cuts.push(cutBetween(sorted[end - 1], sorted[end]));
      start = end;
    }
  }
  return Float32Array.from(cuts);
}

/** A float32 t with low ≤ t < high: the midpoint where float32 has room for one, else low. */
function cutBetween(low: number, high: number): number {
  const middle = Math.fround((low + high) / 2);
  return middle >= low && middle < high ? middle : low;
}
