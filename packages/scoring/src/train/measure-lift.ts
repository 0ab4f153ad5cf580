import { predictMargins } from "@leadlift/boosting";
import { featureByName } from "../features/catalogue.ts";
import { type FeatureSchema, featuresOf } from "../features/feature-schema.ts";
import type { Report } from "../report.ts";
import { type EncodedRows, rowsOfFold } from "./encoded-rows.ts";
import { type FeatureSet, featureSets, holds } from "./feature-sets.ts";
import type { Learnt } from "./learn.ts";
import { auc, aucGain, aucInterval } from "./metrics.ts";
import { fitForest, refined } from "./search.ts";
import { innerFolds } from "./split.ts";
import type { TrainingOptions } from "./training-table.ts";

/** The later folds of those that the search used: enough to tell how many rounds a smaller set can bear. */
const foldsTried = 2;
/**
 * Trains on the profile alone and with the canonical features, where the table has these, with the settings that were
 * found for everything; only the rounds are found anew. Null where nothing is computed from events.
 *
 * @param margins the model's own, of the test rows.
 */
export async function measureLift(
  learnt: Learnt,
  test: EncodedRows,
  margins: Float64Array,
  options: TrainingOptions,
): Promise<Report["lift"]> {
  const names = learnt.schema.columns.map(({ name }) => name);
  if (!names.some(isFromEvents)) return null;
  const sizes = new Map(featureSets.map((of) => [of, names.filter((name) => holds(of, name)).length]));
  const smaller = [...sizes].filter(
    ([of, columns], i, all) => of !== "all" && columns > (all[i - 1]?.[1] ?? 0) && columns < names.length,
  );
  const ranked: { of: FeatureSet; columns: number; scores: Float64Array }[] = [];
  for (const [of, columns] of smaller) {
    ranked.push({ of, columns, scores: await rankedBy(of, learnt, test, options) });
  }
  if (ranked.length === 0) return null;
  ranked.push({ of: "all", columns: names.length, scores: margins });
  const { labels } = test;
  return {
    sets: ranked.map(({ of, columns, scores }, i) => ({
      of,
      columns,
      auc: auc(scores, labels),
      aucInterval: aucInterval(scores, labels),
      gain: i === 0 ? null : aucGain(scores, ranked[0].scores, labels),
    })),
    reference: null,
    testRows: labels.length,
    positives: labels.reduce((sum, y) => sum + y, 0),
  };
}

/** "month" and "day_of_week" are in many a table that knows of no events. */
function isFromEvents(name: string): boolean {
  return (featureByName(name)?.needs.length ?? 0) > 0;
}

/** Margins of the test rows by a model that was given this set. */
async function rankedBy(
  set: FeatureSet,
  { schema, train, trial, seed }: Learnt,
  test: EncodedRows,
  { time, threads = 1, signal }: TrainingOptions,
): Promise<Float64Array> {
  const settings = { ordered: time !== undefined, seed, threads, signal };
  const rows = withSet(train, schema, set);
  const folds = innerFolds(train.labels, settings.ordered, seed).slice(-foldsTried);
  let rounds = 0;
  for (const fold of folds) {
    const { fit, held } = rowsOfFold(rows, fold);
    rounds += (await fitForest(fit, trial.parameters, settings, held)).bestRound / folds.length;
  }
  const parameters = refined({ ...trial, rounds: Math.max(5, Math.round(rounds)) });
  const { forest } = await fitForest(rows, parameters, settings);
  return predictMargins(forest, withSet(test, schema, set).data);
}

function withSet({ data, labels, learnt }: EncodedRows, schema: FeatureSchema, set: FeatureSet): EncodedRows {
  const kept = featuresOf(schema).flatMap(({ column }, place) =>
    holds(set, schema.columns[column].name) ? [place] : [],
  );
  const features = kept.map((place) => data.features[place]);
  return {
    data: { rows: data.rows, features, columns: kept.map((place) => data.columns[place]) },
    labels,
    learnt: learnt.filter(({ name }) => features.some((feature) => feature.name === name)),
  };
}
