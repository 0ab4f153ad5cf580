import { binColumns } from "./binning.ts";
import { addLeaves, collectSlices, divideItems, divideSlices } from "./division.ts";
import { differentiate, quantise } from "./gradients.ts";
import { interleave, searchSplits } from "./histogram.ts";
import type { Share, TrainingColumns, TrainingSpace } from "./training-space.ts";

/** The work that threads share, in parts. A phase reads what it is to do from the space and writes its results there. */
const phases = {
  binColumns,
  interleave,
  differentiate,
  quantise,
  searchSplits,
  divideItems,
  divideSlices,
  collectSlices,
  addLeaves,
} satisfies Record<string, (space: TrainingSpace, share: Share, columns: TrainingColumns) => void>;

export type PhaseName = keyof typeof phases;
export const phaseNames = Object.keys(phases) as PhaseName[];

export function performPhase(
  phase: PhaseName,
  space: TrainingSpace,
  share: Share,
  columns: TrainingColumns,
): void {
  phases[phase](space, share, columns);
}
