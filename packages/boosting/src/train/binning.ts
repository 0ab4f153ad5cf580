import type { Pointer } from "./kernels.ts";
import type { TrainingColumns, TrainingSpace } from "./training-space.ts";

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

/** Codes below this are looked up in a table, above in a map. */
const tableLimit = 2 ** 16;

/** Phase, a piece a feature: finds its bins, and each row's bin. */
export function binColumn(space: TrainingSpace, f: number, thread: number, columns: TrainingColumns): void {
  const { count } =
    columns.kinds[f] === "numeric" ? binNumbers(space, thread, f, columns) : binCodes(space, f, columns);
  space.ints(space.layout.binCounts, space.layout.width)[f] = count;
}

/** The bins that `binColumn` has found. */
export function readBins(space: TrainingSpace, kinds: TrainingColumns["kinds"]): FeatureBins[] {
  const { layout } = space;
  const counts = space.ints(layout.binCounts, layout.width);
  return kinds.map((kind, f) => {
    const at = layout.cuts + 1024 * f;
    const count = counts[f];
    return kind === "numeric"
      ? { kind, count, cuts: space.floats(at, count - 1).slice() }
      : { kind, count, codes: space.ints(at, count).slice() };
  });
}

function binNumbers(space: TrainingSpace, thread: number, f: number, columns: TrainingColumns): NumericBins {
  const { kernels, layout } = space;
  const { rows, heldRows, maxBins } = layout;
  const values = layout.scratch + thread * layout.scratchBytes;
  const bins = numericBins(space, values, columns.rows[f], maxBins);
  const padded = layout.cuts + 1024 * f;
  space.floats(padded, 256).fill(Infinity);
  space.floats(padded, 256).set(bins.cuts);
  const out = layout.columns + f * (rows + heldRows);
  // Rows without weight were taken out to find the cuts.
  if (layout.weighted) space.floats(values, rows).set(columns.rows[f]);
  kernels.binNumbers(values, rows, padded, bins.count, out);
  if (heldRows > 0) {
    space.floats(values, heldRows).set(columns.held[f]);
    kernels.binNumbers(values, heldRows, padded, bins.count, out + rows);
  }
  return bins;
}

/** Quantile bins; equal values always share one, and up to maxBins distinct values each get their own (B1, B2). */
function numericBins(
  space: TrainingSpace,
  scratch: Pointer,
  column: Float32Array,
  maxBins: number,
): NumericBins {
  const { kernels, layout } = space;
  const { rows, weighted } = layout;
  const [keys, spare, order, spareOrder] = [1, 2, 3, 4].map((i) => scratch + 4 * rows * i);
  const counts = scratch + 4 * rows * (weighted ? 5 : 3);
  const values = space.floats(scratch, rows);
  values.set(column);
  if (!weighted) {
    const size = kernels.sortNumbers(scratch, rows, keys, spare, 0, 0, counts);
    return cutsOf(space.floats(spare, size), null, maxBins);
  }
  const weights = space.floats(layout.weights, rows);
  for (let r = 0; r < rows; r++) if (weights[r] === 0) values[r] = NaN;
  const size = kernels.sortNumbers(scratch, rows, keys, spare, order, spareOrder, counts);
  let sum = 0;
  const upTo = Float64Array.from(space.words(spareOrder, size), (row) => {
    sum += weights[row];
    return sum;
  });
  return cutsOf(space.floats(spare, size), upTo, maxBins);
}

/**
 * Cuts between sorted values. Where the distinct ones do not fit, greedy quantiles: a bin closes once it holds its
 * share of the weight that is left, or half of it when the next value alone fills a bin.
 *
 * @param upTo weight of the values up to and including each; null when each weighs 1
 */
export function cutsOf(sorted: Float32Array, upTo: Float64Array | null, maxBins: number): NumericBins {
  const ends = distinctEnds(sorted);
  const weightUpTo = (end: number): number => (upTo ? upTo[end - 1] : end);
  const total = sorted.length > 0 ? weightUpTo(sorted.length) : 0;
  const every = ends.length <= maxBins;
  const cuts: number[] = [];
  let start = 0;
  for (let d = 0; d + 1 < ends.length && cuts.length < maxBins - 1; d++) {
    const end = weightUpTo(ends[d]);
    const share = (total - start) / (maxBins - cuts.length);
    const held = end - start;
    const next = weightUpTo(ends[d + 1]) - end;
    if (every || held >= share || (next >= share && held >= share / 2)) {
      cuts.push(cutBetween(sorted[ends[d] - 1], sorted[ends[d]]));
      start = end;
    }
  }
  return { kind: "numeric", count: cuts.length + 1, cuts: Float32Array.from(cuts) };
}

/** Index after the last occurrence of each distinct value. */
function distinctEnds(sorted: Float32Array): Uint32Array {
  const ends = new Uint32Array(sorted.length);
  let count = 0;
  for (let i = 1; i <= sorted.length; i++) {
    if (i === sorted.length || sorted[i] !== sorted[i - 1]) ends[count++] = i;
  }
  return ends.subarray(0, count);
}

/** A float32 t with low ≤ t < high: the midpoint where float32 has room for one, else low. */
function cutBetween(low: number, high: number): number {
  const middle = Math.fround((low + high) / 2);
  return middle >= low && middle < high ? middle : low;
}

function binCodes(space: TrainingSpace, f: number, columns: TrainingColumns): CategoricalBins {
  const { layout } = space;
  const { rows, heldRows, maxBins, weighted } = layout;
  const weights = weighted ? space.floats(layout.weights, rows) : null;
  const bins = categoricalBins(columns.rows[f], weights, maxBins, columns.levels[f]);
  space.ints(layout.cuts + 1024 * f, 256).set(bins.codes);
  const out = layout.columns + f * (rows + heldRows);
  applyCodes(bins, columns.rows[f], space.bytes(out, rows));
  if (heldRows > 0) applyCodes(bins, columns.held[f], space.bytes(out + rows, heldRows));
  return bins;
}

/** One bin a code, for the maxBins codes of greatest weight; among equals the lower code stays (B3). */
export function categoricalBins(
  column: Float32Array,
  weights: Float32Array | null,
  maxBins: number,
  levels = Infinity,
): CategoricalBins {
  const weightOf = weightsOfCodes(column, weights, levels);
  const seen = Float64Array.from(weightOf.values())
    .filter((weight) => weight > 0)
    .sort();
  // Codes as heavy as the lightest that is kept may not all fit.
  const lightest = seen.length > maxBins ? seen[seen.length - maxBins] : 0;
  let equals = maxBins - seen.reduce((count, weight) => count + Number(weight > lightest), 0);
  const kept: number[] = [];
  weightOf.forEach((weight, code) => {
    if (weight > 0 && weight >= lightest) kept.push(code);
  });
  const codes = Int32Array.from(kept)
    .sort()
    .filter(
      (code) => (weightOf instanceof Map ? weightOf.get(code) : weightOf[code]) !== lightest || equals-- > 0,
    );
  return { kind: "categorical", count: codes.length, codes };
}

/** A table by code where codes are dense; a map of millions would not fit a thread's heap. */
function weightsOfCodes(
  column: Float32Array,
  weights: Float32Array | null,
  levels: number,
): Float64Array | Map<number, number> {
  let highest = -1;
  for (const x of column) if (x > highest && isCode(x, levels)) highest = x;
  if (highest < Math.max(tableLimit, 8 * column.length)) {
    const table = new Float64Array(highest + 1);
    for (let r = 0; r < column.length; r++) {
      if (isCode(column[r], levels)) table[column[r]] += weights ? weights[r] : 1;
    }
    return table;
  }
  const map = new Map<number, number>();
  for (let r = 0; r < column.length; r++) {
    const x = column[r];
    if (isCode(x, levels)) map.set(x, (map.get(x) ?? 0) + (weights ? weights[r] : 1));
  }
  return map;
}

function applyCodes({ count, codes }: CategoricalBins, column: Float32Array, out: Uint8Array): void {
  if (count === 0 || codes[count - 1] < tableLimit) {
    const binOf = new Uint8Array(count === 0 ? 0 : codes[count - 1] + 1).fill(count);
    codes.forEach((code, bin) => {
      binOf[code] = bin;
    });
    // A fraction or a code beyond the table is no index of it.
    for (let r = 0; r < column.length; r++) out[r] = binOf[column[r]] ?? count;
    return;
  }
  const binOf = new Map<number, number>();
  codes.forEach((code, bin) => {
    binOf.set(code, bin);
  });
  for (let r = 0; r < column.length; r++) out[r] = binOf.get(column[r]) ?? count;
}

function isCode(x: number, levels: number): boolean {
  return Number.isInteger(x) && x >= 0 && x < levels;
}
