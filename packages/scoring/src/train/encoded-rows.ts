import type { Dataset } from "@leadlift/boosting";
import { encodeColumns } from "../features/encode-record.ts";
import { type FeatureSchema, featuresOf, sourceOf } from "../features/feature-schema.ts";
import type { RawValue } from "../features/raw-value.ts";
import type { Fold } from "./split.ts";

/** Rows as the trainer sees them, with their labels. */
export interface EncodedRows {
  data: Dataset;
  labels: Uint8Array;
  learnt: readonly LearntFeature[];
}

/** A feature that was learnt from labels. */
export interface LearntFeature {
  name: string;
  /** Of the rows it was learnt from, each by others' labels. */
  values: Float32Array;
  /** Learnt from a fold's rows to fit on: their values, and those of the rows held out. */
  inFold(fold: Fold): { fit: Float32Array; held: Float32Array };
}

/**
 * @param columns all rows, by name.
 * @param learnt their values, one for each of `rows`, stand instead of the encoder's, which has seen these rows' labels.
 */
export function encodeRows(
  schema: FeatureSchema,
  columns: Readonly<Record<string, readonly RawValue[]>>,
  labels: Uint8Array,
  rows: Uint32Array,
  asOf?: (row: number) => Date,
  learnt: readonly LearntFeature[] = [],
): EncodedRows {
  const sources = schema.columns.map((column) => columns[sourceOf(column)]);
  const features = featuresOf(schema);
  const encoded = encodeColumns(schema, sources, rows, asOf);
  return {
    data: {
      rows: rows.length,
      features: features.map(({ name, kind, levels }) =>
        levels === undefined ? { name, kind } : { name, kind, levels },
      ),
      columns: features.map(({ name }, f) => {
        const feature = learnt.find((one) => one.name === name);
        return feature ? feature.values : encoded[f];
      }),
    },
    labels: Uint8Array.from(rows, (row) => labels[row]),
    learnt,
  };
}

/** The two parts of a fold. What is learnt from labels is learnt anew from the rows to fit on. */
export function rowsOfFold(rows: EncodedRows, fold: Fold): { fit: EncodedRows; held: EncodedRows } {
  const fit = takeRows(rows, fold.fit);
  const held = takeRows(rows, fold.held);
  for (const feature of rows.learnt) {
    const at = rows.data.features.findIndex(({ name }) => name === feature.name);
    const values = feature.inFold(fold);
    fit.data.columns[at] = values.fit;
    held.data.columns[at] = values.held;
  }
  return { fit, held };
}

export function takeRows({ data, labels }: EncodedRows, rows: Uint32Array): EncodedRows {
  return {
    data: {
      rows: rows.length,
      features: data.features,
      columns: data.columns.map((column) => Float32Array.from(rows, (row) => column[row])),
    },
    labels: Uint8Array.from(rows, (row) => labels[row]),
    learnt: [],
  };
}

/** One row's vector. */
export function rowOf({ data }: EncodedRows, row: number): Float32Array {
  return Float32Array.from(data.columns, (column) => column[row]);
}
