import { chunkRows } from "./layout.ts";
import { type Share, shareOf, type TrainingSpace } from "./training-space.ts";

/** Steps of the whole numbers that derivatives become; powers of two. */
export interface Steps {
  first: number;
  second: number;
}

/** Bits of a derivative at most, so that 16 of it still fit an i32. */
const mostBits = 26;
/** A row of whole weight up to this stands for so many rows, exactly. */
export const mostRepeats = 16;

/** Phase: derivatives of the loss at the current margins, and the losses. amounts[0] is 1 for logistic. */
export function differentiate(space: TrainingSpace, share: Share): void {
  const { layout, kernels, amounts } = space;
  const { rows, margins, labels, weights, pairs, losses, greatest } = layout;
  const [from, to] = shareOf(Math.ceil(rows / chunkRows), share).map((chunk) =>
    Math.min(chunk * chunkRows, rows),
  );
  const loss = amounts[0] === 1 ? kernels.differentiateLogistic : kernels.differentiateSquared;
  // Whole weights are left to `quantise`.
  const early = layout.weighted && amounts[1] === 0 ? weights : 0;
  loss(margins, labels, early, from, to, pairs, losses, greatest + 16 * share.thread);
}

/** Phase: derivatives become whole numbers of the steps in amounts[0] and [1]; amounts[2] is 1 with whole weights. */
export function quantise(space: TrainingSpace, share: Share): void {
  const { layout, kernels, amounts } = space;
  const [from, to] = shareOf(layout.rows, share);
  const repeats = amounts[2] === 1 ? layout.repeats : 0;
  kernels.quantise(layout.pairs, repeats, from, to, 1 / amounts[0], 1 / amounts[1]);
}

/**
 * Steps for the derivatives that `differentiate` has left, so that no sum over all rows passes 2^52 (rule G1).
 *
 * @param weight of all rows together
 */
export function chooseSteps(space: TrainingSpace, size: number, weight: number): Steps {
  const greatest = space.doubles(space.layout.greatest, 2 * size);
  const bits = Math.min(mostBits, 52 - Math.ceil(Math.log2(weight + 1)));
  let first = 0;
  let second = 0;
  for (let t = 0; t < size; t++) {
    first = Math.max(first, greatest[2 * t]);
    second = Math.max(second, greatest[2 * t + 1]);
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
