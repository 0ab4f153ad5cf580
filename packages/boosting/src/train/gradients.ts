import { chunkRows } from "./layout.ts";
import type { TrainingSpace } from "./training-space.ts";

/** Steps of the whole numbers that derivatives become; powers of two. */
export interface Steps {
  first: number;
  second: number;
}

/** Bits of a derivative at most, so that 16 of it still fit an i32. */
const mostBits = 26;
/** A row of whole weight up to this stands for so many rows, exactly. */
export const mostRepeats = 16;

/** Rows of a piece: so many that several threads share them evenly, and that taking one costs nothing. */
const pieceRows = 4 * chunkRows;

/** Pieces of the phases below. */
export function gradientPieces(rows: number): number {
  return Math.ceil(rows / pieceRows);
}

function rowsOf(piece: number, rows: number): [from: number, to: number] {
  return [piece * pieceRows, Math.min((piece + 1) * pieceRows, rows)];
}

/** Phase: derivatives of the loss at the current margins, and the losses. amounts[0] is 1 for logistic. */
export function differentiate(space: TrainingSpace, piece: number): void {
  const { layout, kernels, amounts } = space;
  const { rows, margins, labels, pairs, losses, greatest } = layout;
  const [from, to] = rowsOf(piece, rows);
  const loss = amounts[0] === 1 ? kernels.differentiateLogistic : kernels.differentiateSquared;
  // Whole weights are left to `quantise`, but rows without weight must not widen the steps.
  const whole = amounts[1] === 1;
  const weights = layout.weighted && !whole ? layout.weights : 0;
  const repeats = layout.weighted && whole ? layout.repeats : 0;
  loss(margins, labels, weights, repeats, from, to, pairs, losses, greatest + 16 * piece);
}

/** Phase: derivatives become whole numbers of the steps in amounts[0] and [1]; amounts[2] is 1 with whole weights. */
export function quantise(space: TrainingSpace, piece: number): void {
  const { layout, kernels, amounts } = space;
  const [from, to] = rowsOf(piece, layout.rows);
  const repeats = amounts[2] === 1 ? layout.repeats : 0;
  kernels.quantise(layout.pairs, repeats, from, to, 1 / amounts[0], 1 / amounts[1]);
}

/**
 * Steps for the derivatives that `differentiate` has left, so that no sum over all rows passes 2^52 (rule G1).
 *
 * @param rows summed at most, repeated ones as often as they are
 */
export function chooseSteps(space: TrainingSpace, rows: number): Steps {
  const pieces = gradientPieces(space.layout.rows);
  const greatest = space.doubles(space.layout.greatest, 2 * pieces);
  const bits = Math.min(mostBits, 52 - Math.ceil(Math.log2(rows + 1)));
  let first = 0;
  let second = 0;
  for (let i = 0; i < pieces; i++) {
    first = Math.max(first, greatest[2 * i]);
    second = Math.max(second, greatest[2 * i + 1]);
  }
  return { first: stepFor(first, bits), second: stepFor(second, bits) };
}

function stepFor(greatest: number, bits: number): number {
  if (greatest === 0) return 1;
  return 2 ** Math.max(-1000, Math.floor(Math.log2(greatest)) + 1 - bits);
}

/** Mean unweighted loss that `differentiate` has found; chunks are added in order, whoever computed them. */
export function meanLoss(space: TrainingSpace): number {
  const { layout } = space;
  let sum = 0;
  for (const loss of space.doubles(layout.losses, Math.ceil(layout.rows / chunkRows))) sum += loss;
  return sum / layout.rows;
}
