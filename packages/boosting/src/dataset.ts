import { TrainingError } from "./errors.ts";

export type FeatureKind = "numeric" | "categorical";

export interface FeatureSpec {
  name: string;
  kind: FeatureKind;
  /** Categorical only: number of codes; codes are 0 … levels − 1. Taken from the training data when absent. */
  levels?: number;
}

/**
 * Column-major. Each column holds `rows` float32 values; NaN is missing. Categorical columns hold integer
 * codes ≥ 0; anything else in them counts as missing.
 */
export interface Dataset {
  rows: number;
  features: FeatureSpec[];
  columns: Float32Array[];
}

/** Codes must be exact in float32. */
export const maxLevels = 2 ** 24;

/** Throws TrainingError when the data set is empty or its parts do not fit together. */
export function checkDataset(data: Dataset, argument: string): void {
  if (!Number.isInteger(data.rows) || data.rows < 1) {
    throw new TrainingError(`${argument}.rows`, `${argument} has no rows: at least one is needed.`);
  }
  if (data.features.length === 0) {
    throw new TrainingError(`${argument}.features`, `${argument} has no features: at least one is needed.`);
  }
  if (data.columns.length !== data.features.length) {
    throw new TrainingError(
      `${argument}.columns`,
      `${argument} has ${data.columns.length} columns for ${data.features.length} features.`,
    );
  }
  data.features.forEach((feature, f) => {
    const column = data.columns[f];
    if (!(column instanceof Float32Array)) {
      throw new TrainingError(
        `${argument}.columns[${f}]`,
        `Column "${feature.name}" of ${argument} is not a Float32Array.`,
      );
    }
    const { length } = column;
    if (length !== data.rows) {
      throw new TrainingError(
        `${argument}.columns[${f}]`,
        `Column "${feature.name}" of ${argument} has ${length} values for ${data.rows} rows.`,
      );
    }
    const { levels } = feature;
    if (levels !== undefined && !(Number.isInteger(levels) && levels >= 1 && levels <= maxLevels)) {
      throw new TrainingError(
        `${argument}.features[${f}].levels`,
        `Feature "${feature.name}" has ${levels} levels: 1 to ${maxLevels} are possible.`,
      );
    }
  });
}
