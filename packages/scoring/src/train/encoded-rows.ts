import type { Dataset } from "@leadlift/boosting";
import { encodeColumns } from "../features/encode-record.ts";
import { type FeatureSchema, featuresOf } from "../features/feature-schema.ts";
import type { RawValue } from "../features/raw-value.ts";

/** Rows as the trainer sees them, with their labels. */
export interface EncodedRows {
  data: Dataset;
  labels: Uint8Array;
}

export function encodeRows(
  schema: FeatureSchema,
  columns: Readonly<Record<string, readonly RawValue[]>>,
  labels: Uint8Array,
  rows: Uint32Array,
  asOf?: (row: number) => Date,
): EncodedRows {
  const sources = schema.columns.map(({ name }) => columns[name]);
  return {
    data: {
      rows: rows.length,
      features: featuresOf(schema).map(({ name, kind, levels }) =>
        levels === undefined ? { name, kind } : { name, kind, levels },
      ),
      columns: encodeColumns(schema, sources, rows, asOf),
    },
    labels: Uint8Array.from(rows, (row) => labels[row]),
  };
}

export function takeRows({ data, labels }: EncodedRows, rows: Uint32Array): EncodedRows {
  return {
    data: {
      rows: rows.length,
      features: data.features,
      columns: data.columns.map((column) => Float32Array.from(rows, (row) => column[row])),
    },
    labels: Uint8Array.from(rows, (row) => labels[row]),
  };
}

/** One row's vector. */
export function rowOf({ data }: EncodedRows, row: number): Float32Array {
  return Float32Array.from(data.columns, (column) => column[row]);
}
