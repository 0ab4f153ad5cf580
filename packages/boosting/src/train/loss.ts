import { TrainingError } from "../errors.ts";
import { logLoss, meanSquaredError } from "./metrics.ts";

export type Objective = "logistic" | "squared";

/**
 * What boosting needs of a loss besides its derivatives (assembly/training/gradients.ts). Weights are one a row;
 * without them each is 1.
 */
export interface Loss {
  /** Throws TrainingError on labels the loss is not defined for. */
  checkLabels(labels: Float32Array, argument: string): void;
  /** Throws TrainingError on labels that hold nothing to learn. */
  checkVariety(labels: Float32Array, weights: Float32Array | null, argument: string): void;
  /** The constant margin of least loss (Friedman 2001). */
  baseScore(labels: Float32Array, weights: Float32Array | null): number;
  mean(margins: Float64Array, labels: Float32Array, weights?: Float32Array | null): number;
}

/** Weighted derivatives up to this still fit a float32. */
const largestTarget = 1e30;

export function sigmoid(margin: number): number {
  return 1 / (1 + Math.exp(-margin));
}

const logistic: Loss = {
  checkLabels(labels, argument) {
    const at = labels.findIndex((y) => y !== 0 && y !== 1);
    if (at >= 0) throw new TrainingError(argument, `${argument}[${at}] is ${labels[at]}: labels are 0 or 1.`);
  },
  checkVariety(labels, weights, argument) {
    const counted = weights ? labels.filter((_, i) => weights[i] > 0) : labels;
    if (counted.includes(0) && counted.includes(1)) return;
    const which = weights ? `All ${argument} of weight above 0` : `All ${labels.length} ${argument}`;
    throw new TrainingError(argument, `${which} are ${counted[0]}: both classes are needed to learn from.`);
  },
  baseScore(labels, weights) {
    const positives = weightedSum(labels, weights);
    return Math.log(positives / (totalWeight(labels, weights) - positives));
  },
  mean: logLoss,
};

/** ½ (margin − label)², so that the second derivative is 1; `mean` reports the mean squared error. */
const squared: Loss = {
  checkLabels(labels, argument) {
    const at = labels.findIndex((y) => !(Math.abs(y) <= Math.fround(largestTarget)));
    if (at >= 0) {
      const range = `a number from −${largestTarget} to ${largestTarget} is needed`;
      throw new TrainingError(argument, `${argument}[${at}] is ${labels[at]}: ${range}.`);
    }
  },
  checkVariety() {},
  baseScore(labels, weights) {
    return weightedSum(labels, weights) / totalWeight(labels, weights);
  },
  mean: meanSquaredError,
};

export const losses: Readonly<Record<Objective, Loss>> = { logistic, squared };

function weightedSum(labels: Float32Array, weights: Float32Array | null): number {
  return labels.reduce((sum, y, i) => sum + y * (weights ? weights[i] : 1), 0);
}

function totalWeight(labels: Float32Array, weights: Float32Array | null): number {
  return weights ? weights.reduce((sum, w) => sum + w, 0) : labels.length;
}
