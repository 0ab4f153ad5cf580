import type { FeatureSpec } from "../dataset.ts";
import { TrainingError } from "../errors.ts";
import { depthLimit } from "../forest/forest.ts";
import type { GrowOptions } from "./grower.ts";
import { losses, type Objective } from "./loss.ts";

export interface TrainOptions {
  /** Default logistic: labels 0 or 1, margins are log-odds. */
  objective?: Objective;
  /** Trees at most. Default 300. */
  rounds?: number;
  /** Share of each tree's values that is added. In (0, 1]; default 0.1. */
  learningRate?: number;
  /** Edges from root to leaf at most. 0 to 64; default 6. */
  maxDepth?: number;
  /** When set, nodes are split best gain first up to this many leaves. ≥ 2. */
  maxLeaves?: number;
  /** Bins of a feature, missing values aside. 2 to 255; default 255. */
  maxBins?: number;
  /** Sum of second derivatives in a child at least. Default 1. */
  minChildWeight?: number;
  /** Training rows in a child at least. Default 1. */
  minSamplesLeaf?: number;
  /** L2 penalty on leaf values. Default 1. */
  lambda?: number;
  /** L1 penalty on leaf values. Default 0. */
  alpha?: number;
  /** A split must gain more than this. Default 0. */
  gamma?: number;
  /** Share of the rows each tree sees. In (0, 1]; default 1. */
  subsample?: number;
  /** Share of the features each tree may split on. In (0, 1]; default 1. */
  colsample?: number;
  /** Second derivatives added to a category when categories are put in order. Default 10. */
  categorySmoothing?: number;
  /** Added to lambda in the children of a split with several categories on both sides. Default 10. */
  categoryL2?: number;
  /** One a feature: 1 when the margin must not fall as the value rises, −1 when it must not rise, else 0. */
  monotone?: readonly (-1 | 0 | 1)[];
  /** One a training row, from 0 to 10^6. Default 1 each. */
  weights?: Float32Array;
  /** Seed of the row and column samples: an integer. Default 0. */
  seed?: number;
  /** Threads at most; small data are not worth several. They change no bit of the forest. 1 to 64; default 1. */
  threads?: number;
  /** Stops after this many rounds without a better validation metric, and keeps the best round's trees. */
  earlyStopping?: { rounds: number; metric?: "logloss" | "auc" | Metric };
  /** Called after each round (1 … total). `metrics` are those of `TrainResult.history`. */
  onRound?: (round: number, total: number, metrics: RoundMetrics) => void;
  /** Looked at before each round. */
  signal?: AbortSignal;
}

/** A measure of margins (one a row) against labels; weights are those of the rows, if they have any. */
export interface Metric {
  of: (margins: Float64Array, labels: Float32Array, weights?: Float32Array) => number;
  /** Default false: less is better. */
  higherIsBetter?: boolean;
}

/** After a round: the training rows' mean loss, and the validation rows' metric (the mean loss unless chosen). */
export interface RoundMetrics {
  train: number;
  validation?: number;
}

export interface ResolvedOptions extends GrowOptions {
  objective: Objective;
  rounds: number;
  learningRate: number;
  maxBins: number;
  subsample: number;
  colsample: number;
  monotone: (-1 | 0 | 1)[];
  seed: number;
  threads: number;
}

/** Fills in the defaults. Throws TrainingError naming the first option out of its range. */
export function resolveOptions(options: TrainOptions, features: readonly FeatureSpec[]): ResolvedOptions {
  const resolved = {
    objective: options.objective ?? "logistic",
    rounds: options.rounds ?? 300,
    learningRate: options.learningRate ?? 0.1,
    maxDepth: options.maxDepth ?? 6,
    maxLeaves: options.maxLeaves,
    maxBins: options.maxBins ?? 255,
    minChildWeight: options.minChildWeight ?? 1,
    minSamplesLeaf: options.minSamplesLeaf ?? 1,
    lambda: options.lambda ?? 1,
    alpha: options.alpha ?? 0,
    gamma: options.gamma ?? 0,
    subsample: options.subsample ?? 1,
    colsample: options.colsample ?? 1,
    categorySmoothing: options.categorySmoothing ?? 10,
    categoryL2: options.categoryL2 ?? 10,
    seed: options.seed ?? 0,
    threads: options.threads ?? 1,
  };
  if (!Object.hasOwn(losses, resolved.objective)) {
    throw new TrainingError("options.objective", `The objective ${resolved.objective} is unknown.`);
  }
  for (const [name, [whole, low, high]] of Object.entries(ranges) as [keyof typeof ranges, Range][]) {
    const value = resolved[name] ?? low;
    if (!(value >= low && value <= high) || (whole && !Number.isInteger(value))) {
      const kind = whole ? "a whole number" : "a number";
      throw new TrainingError(
        `options.${name}`,
        `${name} is ${value}: ${kind} from ${low} to ${high} is needed.`,
      );
    }
  }
  const patience = options.earlyStopping?.rounds ?? 1;
  if (!(Number.isInteger(patience) && patience >= 1)) {
    throw new TrainingError(
      "options.earlyStopping.rounds",
      `earlyStopping.rounds is ${patience}: at least 1 is needed.`,
    );
  }
  const { metric = "logloss" } = options.earlyStopping ?? {};
  if (metric !== "logloss" && metric !== "auc" && typeof metric.of !== "function") {
    throw new TrainingError("options.earlyStopping.metric", `The metric ${metric} is unknown.`);
  }
  return { ...resolved, monotone: resolveMonotone(options.monotone, features) };
}

function resolveMonotone(
  monotone: TrainOptions["monotone"],
  features: readonly FeatureSpec[],
): (-1 | 0 | 1)[] {
  if (monotone === undefined) return features.map(() => 0);
  if (monotone.length !== features.length) {
    throw new TrainingError(
      "options.monotone",
      `monotone has ${monotone.length} entries for ${features.length} features.`,
    );
  }
  monotone.forEach((direction, f) => {
    const { name, kind } = features[f];
    const argument = `options.monotone[${f}]`;
    if (![-1, 0, 1].includes(direction)) {
      throw new TrainingError(argument, `monotone of "${name}" is ${direction}: −1, 0 or 1 is needed.`);
    }
    if (direction !== 0 && kind === "categorical") {
      throw new TrainingError(
        argument,
        `"${name}" is categorical: its codes have no order to be monotone in.`,
      );
    }
  });
  return [...monotone];
}

/** Whole numbers only?, least, most. */
type Range = readonly [whole: boolean, low: number, high: number];

const ranges = {
  rounds: [true, 1, 1_000_000],
  learningRate: [false, Number.MIN_VALUE, 1],
  maxDepth: [true, 0, depthLimit],
  maxLeaves: [true, 2, 2 ** 20],
  maxBins: [true, 2, 255],
  minChildWeight: [false, 0, 1e30],
  minSamplesLeaf: [true, 1, Number.MAX_SAFE_INTEGER],
  lambda: [false, 0, 1e30],
  alpha: [false, 0, 1e30],
  gamma: [false, 0, 1e30],
  subsample: [false, Number.MIN_VALUE, 1],
  colsample: [false, Number.MIN_VALUE, 1],
  categorySmoothing: [false, 0, 1e30],
  categoryL2: [false, 0, 1e30],
  seed: [true, Number.MIN_SAFE_INTEGER, Number.MAX_SAFE_INTEGER],
  threads: [true, 1, 64],
} as const satisfies Record<string, Range>;
