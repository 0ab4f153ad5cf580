import { binColumn } from "./binning.ts";
import { addLeaf, collectSlice, divideItem, divideSlice } from "./division.ts";
import { differentiate, quantise } from "./gradients.ts";
import { interleave, searchSplits } from "./histogram.ts";
import type { TrainingColumns, TrainingSpace } from "./training-space.ts";

/** Does one piece of a phase's work, whatever the order and whichever the thread. */
type Perform = (space: TrainingSpace, piece: number, thread: number, columns: TrainingColumns) => void;

/** A phase reads what is to be done from the space, and writes its results there. */
const phases = {
  binColumn,
  interleave,
  differentiate,
  quantise,
  searchSplits,
  divideItem,
  divideSlice,
  collectSlice,
  addLeaf,
} satisfies Record<string, Perform>;

export type PhaseName = keyof typeof phases;
export const phaseNames = Object.keys(phases) as PhaseName[];

export function performPiece(
  phase: PhaseName,
  space: TrainingSpace,
  piece: number,
  thread: number,
  columns: TrainingColumns,
): void {
  const perform: Perform = phases[phase];
  perform(space, piece, thread, columns);
}
