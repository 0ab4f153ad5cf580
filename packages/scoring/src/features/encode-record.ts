import {
  type DatePart,
  type FeatureColumn,
  type FeatureSchema,
  featuresOf,
  sourceOf,
} from "./feature-schema.ts";
import { parseBoolean } from "./parse-boolean.ts";
import { type DateFormat, parseDate } from "./parse-date.ts";
import { parseNumber } from "./parse-number.ts";
import { categoryKey } from "./profile-column.ts";
import { isMissing, type RawRecord, type RawValue } from "./raw-value.ts";
import { choicesIn } from "./split-choices.ts";
import { textReader } from "./text-grams.ts";

const largest = 3.4e38;
const day = 86_400_000;

/** Turns cells of one column into its features; NaN is missing, unseen or not of the column's kind. */
export interface ColumnEncoder {
  /** Features it writes. */
  width: number;
  /** Writes into out[at] … out[at + width − 1]. */
  encode(value: RawValue, asOf: Date | undefined, out: Float32Array, at: number): void;
}

/** The record as the model sees it: one float32 a feature. Columns it does not have are missing. */
export function encodeRecord(schema: FeatureSchema, record: RawRecord, asOf?: Date): Float32Array {
  return encodeWith(encodersOf(schema), schema, record, asOf);
}

/** `encodeRecord` for many records, without building the tables again for each. */
export function encodeWith(
  encoders: readonly ColumnEncoder[],
  schema: FeatureSchema,
  record: RawRecord,
  asOf?: Date,
): Float32Array {
  const vector = new Float32Array(encoders.reduce((sum, { width }) => sum + width, 0));
  let at = 0;
  encoders.forEach((encoder, c) => {
    const column = schema.columns[c];
    const name = column ? sourceOf(column) : "";
    encoder.encode(Object.hasOwn(record, name) ? record[name] : null, asOf, vector, at);
    at += encoder.width;
  });
  return vector;
}

/** Column-major features of the given rows. `columns` are the sources of the schema's, in its order. */
export function encodeColumns(
  schema: FeatureSchema,
  columns: readonly (readonly RawValue[])[],
  rows: Uint32Array,
  asOf?: (row: number) => Date,
): Float32Array[] {
  const features = featuresOf(schema).map(() => new Float32Array(rows.length));
  let first = 0;
  encodersOf(schema).forEach((encoder, c) => {
    const cells = columns[c] ?? [];
    const buffer = new Float32Array(encoder.width);
    rows.forEach((row, i) => {
      encoder.encode(cells[row], asOf?.(row), buffer, 0);
      buffer.forEach((x, part) => {
        const feature = features[first + part];
        if (feature) feature[i] = x;
      });
    });
    first += encoder.width;
  });
  return features;
}

export function encodersOf(schema: FeatureSchema): ColumnEncoder[] {
  return schema.columns.map(encoderOf);
}

function encoderOf(column: FeatureColumn): ColumnEncoder {
  switch (column.kind) {
    case "numeric":
      return single(cappedNumber(column));
    case "boolean":
      return single(booleanOf);
    case "text":
      return textParts(column);
    case "multi":
      return choices(column);
    case "target":
      return single(rateReader(column));
    case "categorical":
      return categories(column);
    case "date":
      return dateParts(column);
  }
}

function single(read: (value: RawValue) => number): ColumnEncoder {
  return {
    width: 1,
    encode(value, _, out, at) {
      out[at] = read(value);
    },
  };
}

/** The number a numeric column reads in a cell; NaN when it reads none. */
export function numberOf(value: RawValue, decimal: "." | ","): number {
  if (isMissing(value) || value instanceof Date) return Number.NaN;
  const number = typeof value === "string" ? (parseNumber(value, decimal) ?? Number.NaN) : Number(value);
  return Math.abs(number) <= largest ? number : Number.NaN;
}

/** 1, 0, or NaN. */
export function booleanOf(value: RawValue): number {
  if (isMissing(value) || value instanceof Date) return Number.NaN;
  if (typeof value === "string") return Number(parseBoolean(value) ?? Number.NaN);
  return value === true || value === 1 ? 1 : value === false || value === 0 ? 0 : Number.NaN;
}

function categories({ levels, rare }: Extract<FeatureColumn, { kind: "categorical" }>): ColumnEncoder {
  const codes = new Map(levels.map((level, code) => [level, code]));
  for (const level of rare) codes.set(level, levels.length);
  return single((value) => (isMissing(value) ? Number.NaN : (codes.get(categoryKey(value)) ?? Number.NaN)));
}

function cappedNumber({ decimal, cap }: Extract<FeatureColumn, { kind: "numeric" }>) {
  if (!cap) return (value: RawValue) => numberOf(value, decimal);
  // Math.min and Math.max hand NaN on.
  return (value: RawValue) => Math.min(cap.high, Math.max(cap.low, numberOf(value, decimal)));
}

function textParts({ words }: Extract<FeatureColumn, { kind: "text" }>): ColumnEncoder {
  const length = (value: RawValue) => (isMissing(value) ? Number.NaN : String(value).length);
  if (!words) return single(length);
  const read = textReader(words);
  return {
    width: 2,
    encode(value, _, out, at) {
      out[at] = length(value);
      out[at + 1] = isMissing(value) ? Number.NaN : read(String(value));
    },
  };
}

/** 1 or 0 for each choice and how many there are; all NaN where nothing was chosen. */
function choices({ options, separator }: Extract<FeatureColumn, { kind: "multi" }>): ColumnEncoder {
  const placeOf = new Map(options.map((option, i) => [option, i]));
  const width = options.length + 1;
  return {
    width,
    encode(value, _, out, at) {
      const chosen = choicesIn(value, separator);
      out.fill(chosen.length === 0 ? Number.NaN : 0, at, at + width);
      if (chosen.length === 0) return;
      for (const choice of chosen) {
        const place = placeOf.get(choice);
        if (place !== undefined) out[at + place] = 1;
      }
      out[at + options.length] = chosen.length;
    },
  };
}

/** How often rows of the cell's level were successes; NaN for an empty cell. */
export function rateReader({ levels, rates, prior }: Extract<FeatureColumn, { kind: "target" }>) {
  const rateOf = new Map(levels.map((level, i) => [level, rates[i]]));
  return (value: RawValue) => (isMissing(value) ? Number.NaN : (rateOf.get(categoryKey(value)) ?? prior));
}

function dateParts({ formats, parts }: Extract<FeatureColumn, { kind: "date" }>): ColumnEncoder {
  return {
    width: parts.length,
    encode(value, asOf, out, at) {
      const date = dateOf(value, formats);
      parts.forEach((part, i) => {
        out[at + i] = date ? partOf(date, part, asOf) : Number.NaN;
      });
    },
  };
}

/** The date a date column reads in a cell; null when it reads none. */
export function dateOf(value: RawValue, formats: readonly DateFormat[]): Date | null {
  if (isMissing(value)) return null;
  if (value instanceof Date) return value;
  if (typeof value !== "string") return null;
  for (const format of formats) {
    const date = parseDate(value, format);
    if (date) return date;
  }
  // Records from an API carry ISO 8601 whatever the file looked like.
  return parseDate(value, "ymd");
}

function partOf(date: Date, part: DatePart, asOf: Date | undefined): number {
  switch (part) {
    case "age":
      return asOf ? (asOf.getTime() - date.getTime()) / day : Number.NaN;
    case "month":
      return date.getUTCMonth() + 1;
    case "weekday":
      return date.getUTCDay();
    case "hour":
      return date.getUTCHours();
  }
}
