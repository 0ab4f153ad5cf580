import type { StepCount } from "../outcome/count-steps.ts";

/** Outcomes of each kind that a first training needs. */
const least = 40;

/** How far an organisation is from a model of its own. */
export interface Learning {
  step: string;
  label: string;
  reached: number;
  notReached: number;
  /** of each kind */
  least: number;
  /** outcomes that are missing in all; 0: a model can learn now */
  missing: number;
}

/**
 * Of the chosen target, or of the step that is nearest to enough outcomes; of several alike, the furthest. Null on a
 * ladder without steps.
 */
export function learningOf(steps: readonly StepCount[], targetStep: string | null): Learning | null {
  const all = steps.map(({ step, label, reached, notReached }) => ({
    ...{ step, label, reached, notReached, least },
    missing: Math.max(0, least - reached) + Math.max(0, least - notReached),
  }));
  const chosen = all.find(({ step }) => step === targetStep);
  if (chosen) return chosen;
  const fewest = Math.min(...all.map(({ missing }) => missing));
  return all.findLast(({ missing }) => missing === fewest) ?? null;
}
