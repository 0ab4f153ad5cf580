import type { Report } from "../report.ts";
import {
  auc,
  aucInterval,
  averagePrecision,
  brier,
  calibrationBins,
  expectedCalibrationError,
  logLoss,
  positivesAt,
} from "./metrics.ts";

const gainShares = Array.from({ length: 20 }, (_, i) => (i + 1) / 20);
/** Rows of the rarer class in the test part that make its AUC worth a verdict. */
const enoughHeldOut = 50;

export type Evaluation = Pick<
  Report,
  | "auc"
  | "aucInterval"
  | "prAuc"
  | "brier"
  | "logLoss"
  | "ece"
  | "precisionAt20"
  | "liftAt10"
  | "liftAt20"
  | "calibration"
  | "gains"
>;

/** Measures probabilities of rows that nothing was fitted on. Both classes must be there. */
export function evaluate(probabilities: Float64Array, labels: Uint8Array): Evaluation {
  const positives = labels.reduce((sum, y) => sum + y, 0);
  const [at10, at20] = positivesAt(probabilities, labels, [0.1, 0.2]).map((top) => top.positives / top.rows);
  const prevalence = positives / labels.length;
  return {
    auc: auc(probabilities, labels),
    aucInterval: aucInterval(probabilities, labels),
    prAuc: averagePrecision(probabilities, labels),
    brier: brier(probabilities, labels),
    logLoss: logLoss(probabilities, labels),
    ece: expectedCalibrationError(probabilities, labels),
    precisionAt20: at20,
    liftAt10: at10 / prevalence,
    liftAt20: at20 / prevalence,
    calibration: { bins: calibrationBins(probabilities, labels) },
    gains: positivesAt(probabilities, labels, gainShares).map((top, i) => ({
      share: gainShares[i],
      captured: Math.min(1, top.positives / positives),
    })),
  };
}

interface Judged {
  scores: Float64Array;
  labels: Uint8Array;
}

/**
 * Null when the model ranks better than chance, else a sentence. The test rows decide; where they are few, the
 * out-of-fold margins of the training rows do, unless the test rows say the opposite.
 */
export function noBetterThanChance(test: Judged, outOfFold: Judged): string | null {
  const positives = test.labels.reduce((sum, y) => sum + y, 0);
  const few = Math.min(positives, test.labels.length - positives) < enoughHeldOut;
  const { scores, labels } = few ? outOfFold : test;
  const { low, high } = aucInterval(scores, labels);
  const contradicted = few && auc(test.scores, test.labels) <= 0.5;
  if (low > 0.5 && !contradicted) return null;
  if (low > 0.5) {
    return `No better than chance: on the ${test.labels.length} test rows the AUC is ${auc(test.scores, test.labels).toFixed(2)}.`;
  }
  const rows = few ? "training rows, each judged by models that had not seen it," : "test rows";
  return `No better than chance: on ${labels.length} ${rows} the AUC lies between ${low.toFixed(2)} and ${high.toFixed(2)} (95 %), which does not exclude 0.5.`;
}
