import type { BinnedData } from "./binning.ts";
import type { FixedGradients } from "./fixed-point.ts";

/** Numbers kept per bin: sum of first derivatives, of second derivatives (both fixed-point), and rows. */
export const binWidth = 3;

/** For every bin of every feature `binWidth` exact integers, at (offsets[f] + bin) · binWidth. */
export type Histogram = Float64Array;

export function allocateHistogram(data: BinnedData): Histogram {
  return new Float64Array(data.offsets[data.features.length] * binWidth);
}

/** A node's gradients gathered in the order of its rows, so that each feature reads them in sequence. */
export interface GatherBuffer {
  first: Int32Array;
  second: Int32Array;
}

export function allocateGather(rows: number): GatherBuffer {
  return { first: new Int32Array(rows), second: new Int32Array(rows) };
}

/** Sums the given rows into `out` for the given features; other features' bins become zero. */
export function buildHistogram(
  data: BinnedData,
  features: Uint32Array,
  rows: Uint32Array,
  gradients: FixedGradients,
  gather: GatherBuffer,
  out: Histogram,
): void {
  out.fill(0);
  const { first, second } = gather;
  for (let i = 0; i < rows.length; i++) {
    first[i] = gradients.first[rows[i]];
    second[i] = gradients.second[rows[i]];
  }
  for (const f of features) {
    const start = data.offsets[f] * binWidth;
    const end = data.offsets[f + 1] * binWidth;
    sumFeature(data.bins[f], rows, first, second, out.subarray(start, end));
  }
}

/** The inner loop of training. */
function sumFeature(
  bins: Uint8Array,
  rows: Uint32Array,
  first: Int32Array,
  second: Int32Array,
  out: Float64Array,
): void {
  for (let i = 0; i < rows.length; i++) {
    const at = bins[rows[i]] * binWidth;
    out[at] += first[i];
    out[at + 1] += second[i];
    out[at + 2] += 1;
  }
}

/** Turns a parent's histogram into that of its other child: exact, because the sums are integers. */
export function subtractHistogram(parent: Histogram, child: Histogram): void {
  for (let i = 0; i < parent.length; i++) parent[i] -= child[i];
}
