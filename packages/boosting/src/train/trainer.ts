import type { Dataset } from "../dataset.ts";
import { TrainingError } from "../errors.ts";
import type { Forest } from "../forest/forest.ts";
import { Boosting } from "./boosting.ts";
import { type Loss, losses } from "./loss.ts";
import { auc } from "./metrics.ts";
import { type Metric, type RoundMetrics, resolveOptions, type TrainOptions } from "./train-options.ts";
import { checkInput, type LabelledData, type TrainingInput } from "./training-input.ts";

export interface TrainResult {
  forest: Forest;
  /** Rounds trained. */
  rounds: number;
  /** Rounds kept in the forest: the best by validation with early stopping, else all. */
  bestRound: number;
  /** Metrics after each round. */
  history: RoundMetrics[];
}

/**
 * Trains a forest by gradient boosting (Friedman 2001; second order as in Chen & Guestrin 2016). Synchronous and
 * CPU-bound: `trainAsync` does the same without blocking. The same data, labels, options and seed give the same
 * forest, bit for bit, for any number of threads.
 *
 * @param labels one per row: 0 or 1 for logistic, at most 10^30 in size for squared.
 * @param validation rows the trees do not see; needed for early stopping.
 * @throws TrainingError when something cannot be trained on, or `options.signal` was aborted.
 */
export function train(
  data: Dataset,
  labels: Float32Array,
  options: TrainOptions = {},
  validation?: LabelledData,
): TrainResult {
  const aborted = (): boolean => options.signal?.aborted ?? false;
  return runTraining({ data, labels, options, validation }, { aborted, onRound: options.onRound });
}

/** How a training keeps in touch with whoever asked for it. */
export interface TrainingContact {
  /** Looked at before each round. */
  aborted: () => boolean;
  onRound: TrainOptions["onRound"] | undefined;
}

/** What `train` does, wherever its caller is. */
export function runTraining(input: TrainingInput, contact: TrainingContact): TrainResult {
  const { data, labels, options, validation } = input;
  const resolved = resolveOptions(options, data.features);
  checkInput(input);
  const loss = losses[resolved.objective];
  const metric = chooseMetric(options, loss);
  const boosting = new Boosting({
    data,
    labels,
    weights: options.weights ?? null,
    held: validation?.data ?? null,
    options: resolved,
  });
  try {
    const history: RoundMetrics[] = [];
    const best = new BestRound(options.earlyStopping?.rounds ?? Infinity);
    for (let round = 1; round <= resolved.rounds; round++) {
      if (contact.aborted()) {
        throw new TrainingError("options.signal", "Training was aborted.", { cause: options.signal?.reason });
      }
      boosting.addTree();
      boosting.differentiate();
      const metrics: RoundMetrics = { train: boosting.trainingLoss() };
      if (validation) {
        metrics.validation = metric.of(boosting.heldMargins, validation.labels, validation.weights);
        if (Number.isNaN(metrics.validation)) {
          throw new TrainingError(
            "options.earlyStopping.metric",
            `The metric is not a number in round ${round}.`,
          );
        }
      }
      history.push(metrics);
      contact.onRound?.(round, resolved.rounds, metrics);
      if (!options.earlyStopping || metrics.validation === undefined) best.round = round;
      else if (best.isOver(round, metric.higherIsBetter ? metrics.validation : -metrics.validation)) break;
    }
    return { forest: boosting.forest(best.round), rounds: history.length, bestRound: best.round, history };
  } finally {
    boosting.close();
  }
}

/** The round of the highest value; the first among equals. */
class BestRound {
  round = 0;
  readonly #patience: number;
  #value = -Infinity;

  constructor(patience: number) {
    this.#patience = patience;
  }

  /** Whether no better round has come for as long as patience lasts. */
  isOver(round: number, value: number): boolean {
    if (value > this.#value) {
      this.round = round;
      this.#value = value;
      return false;
    }
    return round - this.round >= this.#patience;
  }
}

function chooseMetric({ earlyStopping }: TrainOptions, loss: Loss): Metric {
  const metric = earlyStopping?.metric ?? "logloss";
  if (typeof metric === "object") return metric;
  return metric === "auc" ? { of: auc, higherIsBetter: true } : { of: loss.mean };
}
