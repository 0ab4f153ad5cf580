import { booleanOf, dateOf, numberOf, rateReader } from "../features/encode-record.ts";
import { type FeatureColumn, type FeatureSchema, sourceOf } from "../features/feature-schema.ts";
import { isMissing, type RawRecord, type RawValue, tidy } from "../features/raw-value.ts";
import { type Explained, pointsOf, type Reason } from "../grade.ts";
import { labelOf } from "../words/word-reason.ts";

/** How many reasons are told by themselves: so many of each sign, or so many in all. */
export type MostReasons = { each: number } | { total: number };

/** Sums the features' contributions into their source columns'. */
export function byColumn(
  contributions: Float64Array,
  columnOf: readonly number[],
  columns: number,
): Float64Array {
  const sums = new Float64Array(columns);
  contributions.forEach((c, feature) => {
    sums[columnOf[feature]] += c;
  });
  return sums;
}

/**
 * The rows of an explanation, whose points and 50 make the score before rounding. With `most`, the strongest that
 * many, of each sign or in all, are kept and the others are one row.
 *
 * @param contributions one a column of the schema.
 */
export function reasonsOf(
  contributions: Float64Array,
  explained: Explained,
  { columns }: FeatureSchema,
  record: RawRecord,
  most: MostReasons = { each: Infinity },
): Reason[] {
  const { average, points } = pointsOf(contributions, explained);
  const ranked = [...points.keys()]
    .filter((c) => points[c] !== 0)
    .sort((a, b) => Math.abs(points[b]) - Math.abs(points[a]) || a - b);
  const kept = new Set(strongest(ranked, points, most));
  const others = ranked.filter((c) => !kept.has(c));
  return [
    { feature: "average", code: "average", params: {}, points: average },
    ...ranked.filter((c) => kept.has(c)).map((c) => reasonOf(columns[c], record, points[c])),
    ...(others.length === 0 ? [] : [restOf(others, points)]),
  ];
}

function strongest(ranked: readonly number[], points: Float64Array, most: MostReasons): readonly number[] {
  if ("total" in most) return ranked.slice(0, most.total);
  const up = ranked.filter((c) => points[c] > 0).slice(0, most.each);
  const down = ranked.filter((c) => points[c] < 0).slice(0, most.each);
  return [...up, ...down];
}

function restOf(others: readonly number[], points: Float64Array): Reason {
  const sum = others.reduce((total, c) => total + points[c], 0);
  return { feature: "others", code: "others", params: { count: others.length }, points: sum };
}

function reasonOf(column: FeatureColumn, record: RawRecord, points: number): Reason {
  const { name } = column;
  const source = sourceOf(column);
  const value = ownValue(column, Object.hasOwn(record, source) ? record[source] : null);
  const code =
    value === null ? "missing" : column.kind === "date" || column.kind === "text" ? column.kind : "value";
  return { feature: name, code, params: { label: labelOf(name), value }, points };
}

/** What the column reads in the cell, short and plain; null when it reads nothing. A text gives its length only. */
function ownValue(column: FeatureColumn, cell: RawValue): string | number | boolean | null {
  switch (column.kind) {
    case "numeric":
      return finite(numberOf(cell, column.decimal));
    case "boolean": {
      const value = booleanOf(cell);
      return Number.isNaN(value) ? null : value === 1;
    }
    case "target":
      return finite(rateReader(column)(cell));
    case "text":
      return isMissing(cell) ? null : String(cell).length;
    case "date":
      return dateOf(cell, column.formats)?.toISOString() ?? null;
    case "categorical":
    case "multi":
      return isMissing(cell)
        ? null
        : tidy(cell instanceof Date ? cell.toISOString() : String(cell)).slice(0, 80);
  }
}

function finite(value: number): number | null {
  return Number.isNaN(value) ? null : value;
}
