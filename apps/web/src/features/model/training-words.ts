import type { TrainingRunView } from "@leadlift/services/model/training-run";
import { countText } from "../../format/number.ts";

export const enough = 40;

const stages: Readonly<Record<NonNullable<TrainingRunView["stage"]>, string>> = {
  reading: "Reading leads and outcomes",
  fitting: "Preparing the columns",
  training: "Learning",
  checking: "Checking on leads it has not seen",
  saving: "Saving the model",
};

export function runText(run: Pick<TrainingRunView, "status" | "stage">): string {
  if (run.status === "queued") return "Waiting for the worker";
  if (run.status === "failed") return "Not finished";
  if (run.status === "done") return "Finished";
  return run.stage ? stages[run.stage] : "Starting";
}

/** What a step still lacks before a model can learn it; null when it has enough of both. */
export function missingText(step: { reached: number; notReached: number }): string | null {
  const reached = Math.max(0, enough - step.reached);
  const notReached = Math.max(0, enough - step.notReached);
  if (reached && notReached)
    return `${countText(reached)} that reached it and ${countText(notReached)} that did not`;
  if (reached) return `${countText(reached)} more that reached it`;
  if (notReached) return `${countText(notReached)} more that did not`;
  return null;
}

/** The area under the ROC curve as a bet: how often the better of two leads comes first. */
export function aucText(auc: number): string {
  return `Shown one lead that got there and one that did not, it puts the right one first ${Math.round(auc * 100)} times in 100.`;
}

export function aucWord(auc: number): string {
  if (auc >= 0.9) return "very good";
  if (auc >= 0.8) return "good";
  if (auc >= 0.7) return "useful";
  if (auc >= 0.6) return "weak";
  return "close to chance";
}

export function liftText(lift: number): string {
  return `${lift.toFixed(1)}×`;
}
