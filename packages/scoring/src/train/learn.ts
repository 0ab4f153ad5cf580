import { type Forest, predictMargins } from "@leadlift/boosting";
import type { Calibration } from "../calibration.ts";
import type { FeatureSchema } from "../features/feature-schema.ts";
import { type EncodedRows, rowsOfFold } from "./encoded-rows.ts";
import { fitCalibration } from "./fit-calibration.ts";
import type { Parameters } from "./parameters.ts";
import { chosen, fitForest, refined, type SearchContext, searchParameters, type Trial } from "./search.ts";
import { innerFolds } from "./split.ts";
import type { TrainingOptions } from "./training-table.ts";
import { weighColumns } from "./weigh-columns.ts";

/** What was learnt, before it is written down. */
export interface Learnt {
  schema: FeatureSchema;
  forest: Forest;
  calibration: Calibration;
  parameters: Parameters;
  /** What the search found, before its steps were made smaller. */
  trial: Trial;
  train: EncodedRows;
  weights: Float64Array;
  seed: number;
  /** Margins of training rows from forests that had not seen them, with their labels. */
  outOfFold: { scores: Float64Array; labels: Uint8Array };
}

/** Searches parameters, calibrates on out-of-fold margins and fits the forest, all on the training rows. */
export async function learn(
  schema: FeatureSchema,
  train: EncodedRows,
  { time, seed = 42, threads = 1, signal, parameters: given }: TrainingOptions,
  progress: (share: number) => void,
): Promise<Learnt> {
  const ordered = time !== undefined;
  const folds = innerFolds(train.labels, ordered, seed);
  const context: SearchContext = {
    rows: train,
    folds,
    ordered,
    seed,
    threads,
    signal,
    onStep: (share) => progress(0.75 * share),
  };
  const trial = given ? chosen(given) : await searchParameters(context);
  const parameters = given ? trial.parameters : refined(trial);

  const scores: Float64Array[] = [];
  const labels: Uint8Array[] = [];
  for (const fold of folds) {
    const { fit, held } = rowsOfFold(train, fold);
    const { forest } = await fitForest(fit, parameters, context);
    scores.push(predictMargins(forest, held.data));
    labels.push(held.labels);
    progress(0.75 + (0.2 * scores.length) / folds.length);
  }
  const outOfFold = { scores: concatenate(scores, Float64Array), labels: concatenate(labels, Uint8Array) };
  const { forest } = await fitForest(train, parameters, context);
  progress(1);
  return {
    schema,
    forest,
    calibration: fitCalibration(outOfFold.scores, outOfFold.labels),
    parameters,
    trial,
    train,
    weights: weighColumns(forest, train, schema),
    seed,
    outOfFold,
  };
}

function concatenate<T extends Float64Array | Uint8Array>(
  parts: readonly T[],
  make: new (length: number) => T,
): T {
  const all = new make(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}
