import type { TrainingRunView } from "@leadlift/services/model/training-run";

export const enough = 40;

/** The key of what a run does at this moment, or came to. */
export function runState({ status, stage }: Pick<TrainingRunView, "status" | "stage">) {
  return status === "running" && stage ? (`stages.${stage}` as const) : (`states.${status}` as const);
}

/** How many a step still lacks before a model can learn it; null when it has enough of both. */
export function missingOf(step: { reached: number; notReached: number }) {
  const reached = Math.max(0, enough - step.reached);
  const notReached = Math.max(0, enough - step.notReached);
  return reached || notReached ? { reached, notReached } : null;
}

/** The key of a word for an area under the ROC curve. */
export function aucWord(auc: number) {
  if (auc >= 0.9) return "veryGood";
  if (auc >= 0.8) return "good";
  if (auc >= 0.7) return "useful";
  if (auc >= 0.6) return "weak";
  return "chance";
}

/** 2.4× */
export function timesText(lift: number): string {
  return `${lift.toFixed(1)}×`;
}
