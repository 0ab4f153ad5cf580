import { dateOf, encodeRecord, numberOf } from "../features/encode-record.ts";
import { type FeatureColumn, type FeatureSchema, sourceOf } from "../features/feature-schema.ts";
import { isMissing, type RawValue } from "../features/raw-value.ts";
import type { Manifest } from "../model/manifest.ts";
import { seededRandom } from "./random.ts";

type Cell = string | number | boolean | null;
export interface GoldenRecord {
  record: Record<string, Cell>;
  vector: Float32Array;
}

const drawn = 21;
/** Any moment will do: it stands in the manifest beside the cases. */
export const goldenAsOf: Manifest["golden"]["asOf"] = "2026-01-01T00:00:00Z";

/**
 * Made-up records to check a model by: nothing known, extremes, and mixtures in which each column's value is drawn
 * from another training row, a rare or unseen category, or nothing. No record is a person's, and no text is kept.
 */
export function goldenRecords(
  schema: FeatureSchema,
  columns: Readonly<Record<string, readonly RawValue[]>>,
  trainRows: Uint32Array,
  seed: number,
): GoldenRecord[] {
  const random = seededRandom(seed + 2);
  const make = (cellOf: (column: FeatureColumn) => Cell): GoldenRecord => {
    const cells = schema.columns.map((column) => [sourceOf(column), cellOf(column)] as const);
    // Two columns may be made from one cell: the first one's holds.
    const record = Object.fromEntries(cells.toReversed());
    return { record, vector: encodeRecord(schema, record, new Date(goldenAsOf)) };
  };
  return [
    make(() => null),
    make((column) => extreme(column, 1e30)),
    make((column) => extreme(column, -1e30)),
    ...Array.from({ length: drawn }, () =>
      make((column) => {
        const cell = columns[sourceOf(column)][trainRows[Math.floor(random() * trainRows.length)]];
        return draw(column, cell, random());
      }),
    ),
  ];
}

function extreme(column: FeatureColumn, size: number): Cell {
  switch (column.kind) {
    case "numeric":
      return size;
    case "boolean":
      return size > 0;
    case "categorical":
      return size > 0 ? (column.rare[0] ?? "never seen before") : column.levels[column.levels.length - 1];
    case "date":
      return size > 0 ? "2199-12-31" : "1900-01-01";
    case "text":
      return size > 0 ? "x".repeat(2000) : "x";
    case "multi":
      return size > 0 ? column.options.join(column.separator) : "never seen before";
    case "target":
      return size > 0 ? "never seen before" : (column.levels[0] ?? null);
  }
}

function draw(column: FeatureColumn, cell: RawValue, dice: number): Cell {
  if (isMissing(cell) || dice < 0.15) return null;
  switch (column.kind) {
    case "numeric": {
      const value = numberOf(cell, column.decimal);
      return Number.isNaN(value) ? null : value;
    }
    case "boolean":
      return dice < 0.6;
    case "categorical": {
      const keys = [...column.levels, ...column.rare.slice(0, 3)];
      return keys[Math.floor(((dice - 0.15) / 0.85) * keys.length)];
    }
    case "multi":
      return column.options.filter((_, i) => (dice * (i + 7)) % 1 < 0.3).join(column.separator);
    case "target":
      return column.levels[Math.floor(dice * column.levels.length)] ?? null;
    case "date":
      return dateOf(cell, column.formats)?.toISOString().slice(0, 13).concat(":00:00Z") ?? null;
    case "text":
      return "x".repeat(Math.min(2000, String(cell).length));
  }
}
