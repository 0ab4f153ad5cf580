import { explain, type Forest } from "@leadlift/boosting";
import type { FeatureSchema } from "../features/feature-schema.ts";
import { featuresOf } from "../features/feature-schema.ts";
import { byColumn } from "../model/reasons-of.ts";
import type { Report } from "../report.ts";
import { labelOf } from "../words/word-reason.ts";
import { type EncodedRows, rowOf } from "./encoded-rows.ts";

/** Mean absolute contributions settle long before this many rows. */
const sampleRows = 1000;

/** Mean absolute contribution of each column of the schema, in margin units, over evenly spaced rows. */
export function weighColumns(forest: Forest, rows: EncodedRows, schema: FeatureSchema): Float64Array {
  const columnOf = featuresOf(schema).map(({ column }) => column);
  const weights = new Float64Array(schema.columns.length);
  const count = Math.min(sampleRows, rows.data.rows);
  for (let i = 0; i < count; i++) {
    const row = rowOf(rows, Math.floor((i * rows.data.rows) / count));
    const { contributions } = explain(forest, row);
    byColumn(contributions, columnOf, weights.length).forEach((c, column) => {
      weights[column] += Math.abs(c) / count;
    });
  }
  return weights;
}

export function topFeatures(weights: Float64Array, schema: FeatureSchema): Report["topFeatures"] {
  const all = weights.reduce((sum, weight) => sum + weight, 0);
  return schema.columns
    .map(({ name }, column) => ({
      feature: name,
      label: labelOf(name),
      weight: weights[column],
      share: all > 0 ? weights[column] / all : 0,
    }))
    .filter(({ weight }) => weight > 0)
    .sort((a, b) => b.weight - a.weight)
    .slice(0, 20);
}
