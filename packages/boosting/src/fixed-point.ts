import type { Gradients } from "./loss.ts";

/**
 * Gradients as integers, `value · step` each. Any sum of them over the training rows is an exact integer in a
 * double, so sums do not depend on their order and subtraction equals a scan. Steps are powers of two.
 */
export interface FixedGradients {
  first: Int32Array;
  second: Int32Array;
  firstStep: number;
  secondStep: number;
}

export function allocateFixed(rows: number): FixedGradients {
  return { first: new Int32Array(rows), second: new Int32Array(rows), firstStep: 1, secondStep: 1 };
}

/** Rounds to nearest. A second derivative never becomes 0, so that a bin with rows has weight. */
export function toFixed(gradients: Gradients, out: FixedGradients): void {
  const rows = gradients.first.length;
  // Below 2^30 each, and below 2^52 in sum.
  const bits = Math.min(30, 52 - Math.ceil(Math.log2(rows + 1)));
  out.firstStep = stepFor(gradients.first, bits);
  out.secondStep = stepFor(gradients.second, bits);
  for (let i = 0; i < rows; i++) {
    out.first[i] = Math.round(gradients.first[i] / out.firstStep);
    out.second[i] = Math.max(1, Math.round(gradients.second[i] / out.secondStep));
  }
}

function stepFor(values: Float64Array, bits: number): number {
  let largest = 0;
  for (const value of values) largest = Math.max(largest, Math.abs(value));
  if (largest === 0) return 1;
  return 2 ** Math.max(-1000, Math.floor(Math.log2(largest)) + 1 - bits);
}
