import { setImmediate } from "node:timers/promises";
import { type Forest, predictMargins, type TrainOptions, train } from "@leadlift/boosting";
import { type EncodedRows, rowsOfFold } from "./encoded-rows.ts";
import { auc } from "./metrics.ts";
import type { Parameters } from "./parameters.ts";
import type { Fold } from "./split.ts";

const common = { rounds: 400, learningRate: 0.1, lambda: 1, maxBins: 255 };

/** The most dependable first: when there is time for one only, it is this one. */
const candidates: readonly Parameters[] = [
  { ...common, maxDepth: 4, minChildWeight: 1, subsample: 0.8, colsample: 0.7 },
  { ...common, maxDepth: 3, minChildWeight: 1, subsample: 0.8, colsample: 0.5 },
  { ...common, maxDepth: 5, minChildWeight: 5, subsample: 0.7, colsample: 0.5, lambda: 5 },
  { ...common, maxDepth: 2, minChildWeight: 1, subsample: 0.8, colsample: 0.5 },
  { ...common, maxDepth: 6, minChildWeight: 10, subsample: 0.7, colsample: 0.4, lambda: 10 },
];

/** Cells × rounds that a search may take: about 30 s of one core. A count, so that the result never hangs on speed. */
const workBudget = 1.5e9;
const typicalRounds = 100;
const patience = 25;
/** The fits after the search take more and shorter steps: less noise from the samples each tree sees. */
const refinement = 2;
const finalists = 2;
/** Beyond this many features a tree sees about as many as it would of this many, in coarser bins. */
const wide = 500;
const fewestBins = 16;
/** Sorting a feature into bins costs as much as about this many rounds over it. */
const binningRounds = 30;

export interface Trial {
  parameters: Parameters;
  /** Mean over the folds tried so far: AUC in ordered folds, −log-loss otherwise. */
  value: number;
  /** Mean best round. */
  rounds: number;
}

export interface SearchContext {
  rows: EncodedRows;
  folds: readonly Fold[];
  /** Folds in time order are compared by AUC, since the share of positives moves between them. */
  ordered: boolean;
  seed: number;
  threads: number;
  signal: AbortSignal | undefined;
  onStep: (share: number) => void;
}

/** Tries the candidates on the first two folds, the best two of them on the others, and returns the winner. */
export async function searchParameters(context: SearchContext): Promise<Trial> {
  const { rows, folds } = context;
  const tried = affordable(rows, folds.length);
  const early = folds.slice(0, 2);
  // A lone candidate has nobody to be compared with.
  const late = tried.length > 1 ? folds.slice(2) : [];
  const steps = tried.length * early.length + finalists * late.length;
  let done = 0;
  const run = async (parameters: Parameters, on: readonly Fold[]) => {
    const outcomes: { value: number; rounds: number }[] = [];
    for (const fold of on) {
      outcomes.push(await tryOn(fold, parameters, context));
      context.onStep(++done / steps);
    }
    return outcomes;
  };
  const trials: { parameters: Parameters; outcomes: { value: number; rounds: number }[] }[] = [];
  for (const parameters of tried) trials.push({ parameters, outcomes: await run(parameters, early) });
  trials.sort((a, b) => meanOf(b.outcomes, "value") - meanOf(a.outcomes, "value"));
  const best = trials.slice(0, finalists);
  for (const trial of best) trial.outcomes.push(...(await run(trial.parameters, late)));
  const [winner] = best
    .map(({ parameters, outcomes }) => ({
      parameters,
      value: meanOf(outcomes, "value"),
      rounds: Math.max(5, Math.round(meanOf(outcomes, "rounds"))),
    }))
    .sort((a, b) => b.value - a.value);
  return winner;
}

function affordable({ data }: EncodedRows, folds: number): Parameters[] {
  const width = data.features.length;
  const thinning = Math.min(1, wide / width);
  const workEach = data.rows * width * (thinning * typicalRounds + binningRounds);
  // Two folds for each candidate; the finalists' other folds, the out-of-fold margins and the last fit besides.
  const fixed = workEach * (finalists * Math.max(0, folds - 2) + refinement * (folds + 1));
  const count = Math.floor((workBudget - fixed) / (2 * workEach));
  return candidates.slice(0, Math.max(1, count)).map((parameters) => ({
    ...parameters,
    colsample: parameters.colsample * thinning,
    maxBins: Math.max(fewestBins, Math.floor(parameters.maxBins * thinning)),
  }));
}

/** What stands for a search where its outcome is given. */
export function chosen(given: Partial<Parameters>): Trial {
  const parameters = { ...candidates[0], ...given };
  return { parameters, value: Number.NaN, rounds: parameters.rounds };
}

/** The winner as it is trained in earnest. */
export function refined({ parameters, rounds }: Trial): Parameters {
  return { ...parameters, rounds: rounds * refinement, learningRate: parameters.learningRate / refinement };
}

async function tryOn(fold: Fold, parameters: Parameters, context: SearchContext) {
  const { fit, held } = rowsOfFold(context.rows, fold);
  const { forest, bestRound } = await fitForest(fit, parameters, context, held);
  const margins = predictMargins(forest, held.data);
  const value = context.ordered ? auc(margins, held.labels) : -meanLogLoss(margins, held.labels);
  return { value, rounds: Math.max(1, bestRound) };
}

/** With held-out rows, stops early on them; without, trains all rounds. */
export async function fitForest(
  rows: EncodedRows,
  parameters: Parameters,
  { seed, threads, ordered, signal }: Pick<SearchContext, "seed" | "threads" | "ordered" | "signal">,
  held?: EncodedRows,
): Promise<{ forest: Forest; bestRound: number }> {
  // Training blocks; this is where a cancellation from the same thread can get in.
  await setImmediate();
  signal?.throwIfAborted();
  const options: TrainOptions = { ...parameters, seed, threads };
  if (!held) return train(rows.data, Float32Array.from(rows.labels), options);
  return train(
    rows.data,
    Float32Array.from(rows.labels),
    { ...options, earlyStopping: { rounds: patience, metric: ordered ? "auc" : "logloss" } },
    { data: held.data, labels: Float32Array.from(held.labels) },
  );
}

function meanLogLoss(margins: Float64Array, labels: Uint8Array): number {
  const sum = margins.reduce(
    (total, m, i) => total + Math.max(m, 0) - labels[i] * m + Math.log1p(Math.exp(-Math.abs(m))),
    0,
  );
  return sum / margins.length;
}

function meanOf<K extends string>(items: readonly Record<K, number>[], key: K): number {
  return items.reduce((sum, item) => sum + item[key], 0) / items.length;
}
