import { TrainingError } from "./errors.ts";
import { logLoss, meanSquaredError } from "./metrics.ts";

export type Objective = "logistic" | "squared";

/** First and second derivatives of the loss by the margin, one per row. */
export interface Gradients {
  first: Float64Array;
  second: Float64Array;
}

/** What boosting needs of a loss (Friedman 2001; second order as in Chen & Guestrin 2016, eq. 3). */
export interface Loss {
  /** Throws TrainingError on labels the loss is not defined for. */
  checkLabels(labels: Float32Array, argument: string): void;
  /** Throws TrainingError on labels that hold nothing to learn. */
  checkVariety(labels: Float32Array, argument: string): void;
  /** The constant margin of least loss. */
  baseScore(labels: Float32Array): number;
  differentiate(margins: Float64Array, labels: Float32Array, out: Gradients): void;
  mean(margins: Float64Array, labels: Float32Array): number;
}

export function sigmoid(margin: number): number {
  return 1 / (1 + Math.exp(-margin));
}

const logistic: Loss = {
  checkLabels(labels, argument) {
    const at = labels.findIndex((y) => y !== 0 && y !== 1);
    if (at >= 0) throw new TrainingError(argument, `${argument}[${at}] is ${labels[at]}: labels are 0 or 1.`);
  },
  checkVariety(labels, argument) {
    const positives = sum(labels);
    if (positives === 0 || positives === labels.length) {
      throw new TrainingError(
        argument,
        `All ${labels.length} ${argument} are ${positives === 0 ? 0 : 1}: both classes are needed to learn from.`,
      );
    }
  },
  baseScore(labels) {
    const positives = sum(labels);
    return Math.log(positives / (labels.length - positives));
  },
  differentiate(margins, labels, { first, second }) {
    for (let i = 0; i < margins.length; i++) {
      const p = sigmoid(margins[i]);
      first[i] = p - labels[i];
      second[i] = p * (1 - p);
    }
  },
  mean: logLoss,
};

/** ½ (margin − label)², so that the second derivative is 1; `mean` reports the mean squared error. */
const squared: Loss = {
  checkLabels(labels, argument) {
    const at = labels.findIndex((y) => !Number.isFinite(y));
    if (at >= 0)
      throw new TrainingError(argument, `${argument}[${at}] is ${labels[at]}: not a finite number.`);
  },
  checkVariety() {},
  baseScore(labels) {
    return sum(labels) / labels.length;
  },
  differentiate(margins, labels, { first, second }) {
    for (let i = 0; i < margins.length; i++) first[i] = margins[i] - labels[i];
    second.fill(1);
  },
  mean: meanSquaredError,
};

export const losses: Readonly<Record<Objective, Loss>> = { logistic, squared };

function sum(labels: Float32Array): number {
  return labels.reduce((total, y) => total + y, 0);
}
