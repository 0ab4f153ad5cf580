import { checkDataset, type Dataset, maxLevels } from "../dataset.ts";
import { TrainingError } from "../errors.ts";
import { type Loss, losses } from "./loss.ts";
import type { TrainOptions } from "./train-options.ts";

export interface LabelledData {
  data: Dataset;
  labels: Float32Array;
  /** One a row, from 0 to 10^6; for the metric. Default 1 each. */
  weights?: Float32Array;
}

export interface TrainingInput {
  data: Dataset;
  labels: Float32Array;
  options: TrainOptions;
  validation: LabelledData | undefined;
}

const largestWeight = 1e6;

/** Throws TrainingError naming the first part of the data that cannot be trained on; options are in order by then. */
export function checkInput({ data, labels, options, validation }: TrainingInput): void {
  const loss = losses[options.objective ?? "logistic"];
  checkDataset(data, "data");
  checkCodes(data);
  const { weights } = options;
  checkWeights(weights, data.rows, "options.weights");
  checkLabels({ data, labels }, loss, "labels");
  loss.checkVariety(labels, weights ?? null, "labels");
  if (validation) checkValidation(validation, data, loss, options);
  else if (options.earlyStopping) {
    throw new TrainingError("validation", "Early stopping needs a validation set.");
  }
}

/** Where a feature does not say how many levels it has, its codes do. */
function checkCodes({ features, columns }: Dataset): void {
  features.forEach(({ name, kind, levels }, f) => {
    if (kind === "numeric" || levels !== undefined) return;
    const code = columns[f].find((x) => x >= maxLevels && Number.isInteger(x));
    if (code === undefined) return;
    throw new TrainingError(
      `data.columns[${f}]`,
      `Column "${name}" has the code ${code}: ${maxLevels} levels are possible.`,
    );
  });
}

function checkLabels({ data, labels }: LabelledData, loss: Loss, argument: string): void {
  if (labels.length !== data.rows) {
    throw new TrainingError(argument, `There are ${labels.length} ${argument} for ${data.rows} rows.`);
  }
  loss.checkLabels(labels, argument);
}

function checkWeights(weights: Float32Array | undefined, rows: number, argument: string): void {
  if (!weights) return;
  if (weights.length !== rows) {
    throw new TrainingError(argument, `There are ${weights.length} weights for ${rows} rows.`);
  }
  const at = weights.findIndex((w) => !(w >= 0 && w <= largestWeight));
  if (at >= 0) {
    throw new TrainingError(
      argument,
      `${argument}[${at}] is ${weights[at]}: a number from 0 to ${largestWeight} is needed.`,
    );
  }
  if (!weights.some((w) => w > 0)) throw new TrainingError(argument, "No row has a weight above 0.");
}

function checkValidation(validation: LabelledData, data: Dataset, loss: Loss, options: TrainOptions): void {
  checkDataset(validation.data, "validation.data");
  checkLabels(validation, loss, "validation.labels");
  checkWeights(validation.weights, validation.data.rows, "validation.weights");
  const expected = data.features.map(({ name, kind }) => `${kind} ${name}`).join();
  if (validation.data.features.map(({ name, kind }) => `${kind} ${name}`).join() !== expected) {
    throw new TrainingError(
      "validation.data.features",
      "The validation set's features are not those of the data.",
    );
  }
  if (options.earlyStopping?.metric !== "auc") return;
  if (options.objective === "squared") {
    throw new TrainingError("options.earlyStopping.metric", "AUC needs the logistic objective.");
  }
  loss.checkVariety(validation.labels, validation.weights ?? null, "validation.labels");
}
