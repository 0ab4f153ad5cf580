import { TrainingError } from "./errors.ts";
import { depthLimit } from "./forest.ts";
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
  /** Seed of the row and column samples: an integer. Default 0. */
  seed?: number;
  /** Stops after this many rounds without a better validation metric, and keeps the best round's trees. */
  earlyStopping?: { rounds: number; metric?: "logloss" | "auc" };
  /** Called after each round (1 … total). `metrics` are those of `TrainResult.history`. */
  onRound?: (round: number, total: number, metrics: RoundMetrics) => void;
  /** Looked at before each round. */
  signal?: AbortSignal;
}

/** Mean loss (log-loss, or mean squared error) after a round; AUC when early stopping goes by it. */
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
  seed: number;
}

/** Fills in the defaults. Throws TrainingError naming the first option out of its range. */
export function resolveOptions(options: TrainOptions): ResolvedOptions {
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
    gamma: options.gamma ?? 0,
    subsample: options.subsample ?? 1,
    colsample: options.colsample ?? 1,
    categorySmoothing: options.categorySmoothing ?? 10,
    categoryL2: options.categoryL2 ?? 10,
    seed: options.seed ?? 0,
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
  return resolved;
}

/** Whole numbers only?, least, most. */
type Range = readonly [whole: boolean, low: number, high: number];

const ranges = {
  rounds: [true, 1, 1_000_000],
  learningRate: [false, Number.MIN_VALUE, 1],
  maxDepth: [true, 0, depthLimit],
  maxLeaves: [true, 2, 2 ** 20],
  maxBins: [true, 2, 255],
  minChildWeight: [false, 0, Number.MAX_VALUE],
  minSamplesLeaf: [true, 1, Number.MAX_SAFE_INTEGER],
  lambda: [false, 0, Number.MAX_VALUE],
  gamma: [false, 0, Number.MAX_VALUE],
  subsample: [false, Number.MIN_VALUE, 1],
  colsample: [false, Number.MIN_VALUE, 1],
  categorySmoothing: [false, 0, Number.MAX_VALUE],
  categoryL2: [false, 0, Number.MAX_VALUE],
  seed: [true, Number.MIN_SAFE_INTEGER, Number.MAX_SAFE_INTEGER],
} as const satisfies Record<string, Range>;
