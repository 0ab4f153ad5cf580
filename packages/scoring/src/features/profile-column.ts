import { parseBoolean } from "./parse-boolean.ts";
import { type DateFormat, parseDate } from "./parse-date.ts";
import { type DecimalMark, parseNumber } from "./parse-number.ts";
import { isMissing, type RawValue, tidy } from "./raw-value.ts";

export type ColumnKind = "numeric" | "categorical" | "boolean" | "date" | "text" | "id" | "empty";

export interface ColumnProfile {
  name: string;
  kind: ColumnKind;
  rows: number;
  /** Cells with nothing in them; odd cells are not among these. */
  missing: number;
  /** Distinct values that are not missing. */
  distinct: number;
  /** Every row holds the same value, or nothing at all. */
  constant: boolean;
  /** Cells that are not of the column's kind and count as missing; rows are 0-based. */
  odd: { count: number; examples: { row: number; value: string }[] };
  /** Dates only: the formats met, the column's choice between dd/mm and mm/dd among them. */
  dateFormats?: DateFormat[];
  /** Numbers only. */
  decimal?: DecimalMark;
}

/** Cells that may be of another kind before a column stops being numbers or dates. */
const oddShare = 0.2;
const examplesKept = 5;

interface Reading {
  /** Cells that were read as this kind. */
  read: number;
  accepts: (value: RawValue) => boolean;
}

/** Decides what a column holds from all its cells. */
export function profileColumn(name: string, values: readonly RawValue[]): ColumnProfile {
  const cells = new DistinctCells(values);
  const base = {
    name,
    rows: values.length,
    missing: values.length - cells.known,
    distinct: cells.counts.size,
    constant: cells.counts.size === 0 || (cells.counts.size === 1 && cells.known === values.length),
    odd: { count: 0, examples: [] },
  };
  if (cells.known === 0) return { ...base, kind: "empty" };
  const enough = cells.known * (1 - oddShare);
  if (readAs(cells, isBoolean).read === cells.known) return { ...base, kind: "boolean" };

  const { decimal, reading: numbers } = readNumbers(cells);
  if (numbers.read >= enough) {
    const kind = isRunningNumber(name, cells, decimal) ? "id" : "numeric";
    return { ...base, kind, decimal, odd: oddCells(cells, values, numbers) };
  }
  const { formats, reading: dates } = readDates(cells);
  if (dates.read >= enough)
    return { ...base, kind: "date", dateFormats: formats, odd: oddCells(cells, values, dates) };
  return { ...base, kind: kindOfStrings(cells) };
}

/** The known cells by value; most columns repeat theirs, so that each is parsed once. */
class DistinctCells {
  readonly counts = new Map<RawValue, number>();
  known = 0;
  /** Of strings only. */
  characters = 0;
  longest = 0;
  spaced = 0;

  constructor(values: readonly RawValue[]) {
    for (const value of values) {
      if (isMissing(value)) continue;
      this.known++;
      const key = value instanceof Date ? value.toISOString() : value;
      this.counts.set(key, (this.counts.get(key) ?? 0) + 1);
      if (typeof value !== "string") continue;
      this.characters += value.length;
      this.longest = Math.max(this.longest, value.length);
      if (value.length > 200 || /\S\s+\S/.test(value)) this.spaced++;
    }
  }
}

function readAs(cells: DistinctCells, accepts: Reading["accepts"]): Reading {
  let read = 0;
  for (const [value, count] of cells.counts) if (accepts(value)) read += count;
  return { read, accepts };
}

function isBoolean(value: RawValue): boolean {
  if (typeof value === "string") return parseBoolean(value) !== null;
  return typeof value === "boolean" || value === 0 || value === 1;
}

/** Whichever decimal mark reads more cells; the point when they are equal. */
function readNumbers(cells: DistinctCells): { decimal: DecimalMark; reading: Reading } {
  const as = (decimal: DecimalMark): Reading =>
    readAs(
      cells,
      (v) => typeof v === "number" || (typeof v === "string" && parseNumber(v, decimal) !== null),
    );
  const point = as(".");
  if (point.read === cells.known) return { decimal: ".", reading: point };
  const comma = as(",");
  return comma.read > point.read ? { decimal: ",", reading: comma } : { decimal: ".", reading: point };
}

/** Named formats mix freely; between dd/mm and mm/dd the column decides, for the one that reads more cells. */
function readDates(cells: DistinctCells): { formats: DateFormat[]; reading: Reading } {
  const always: DateFormat[] = ["ymd", "d-mon-y", "mon-d-y"];
  const as = (formats: readonly DateFormat[]): Reading =>
    readAs(
      cells,
      (v) => v instanceof Date || (typeof v === "string" && formats.some((f) => parseDate(v, f) !== null)),
    );
  const dayFirst = as([...always, "dmy"]);
  const monthFirst = as([...always, "mdy"]);
  const byDay = dayFirst.read >= monthFirst.read;
  const formats: DateFormat[] = [...always, byDay ? "dmy" : "mdy"];
  return {
    formats: formats.filter((format) => as([format]).read > 0),
    reading: byDay ? dayFirst : monthFirst,
  };
}

function oddCells(cells: DistinctCells, values: readonly RawValue[], reading: Reading): ColumnProfile["odd"] {
  const odd: ColumnProfile["odd"] = { count: 0, examples: [] };
  if (reading.read === cells.known) return odd;
  values.forEach((value, row) => {
    if (isMissing(value) || value instanceof Date || reading.accepts(value)) return;
    odd.count++;
    if (odd.examples.length < examplesKept) odd.examples.push({ row, value: String(value).slice(0, 80) });
  });
  return odd;
}

/** Whole numbers that are all distinct and either named like a key or without gaps. */
function isRunningNumber(name: string, cells: DistinctCells, decimal: DecimalMark): boolean {
  if (cells.counts.size < 20 || cells.counts.size < cells.known * 0.99) return false;
  let [low, high] = [Infinity, -Infinity];
  for (const value of cells.counts.keys()) {
    const x = typeof value === "string" ? parseNumber(value, decimal) : Number(value);
    if (x === null) continue;
    if (!Number.isInteger(x)) return false;
    low = Math.min(low, x);
    high = Math.max(high, x);
  }
  return high - low < cells.counts.size * 1.02 || namedLikeKey(name);
}

function namedLikeKey(name: string): boolean {
  return /(^|[^a-z])(id|ids|uuid|guid|key|number|no|code|phone|mobile|pincode|ref)\.?$|[a-z](Id|ID)$/i.test(
    name.trim(),
  );
}

function kindOfStrings(cells: DistinctCells): ColumnKind {
  const mean = cells.characters / cells.known;
  const distinctShare = cells.counts.size / cells.known;
  if (cells.longest > 1000 || mean > 60) return "text";
  if (cells.counts.size < 20 || distinctShare < 0.5) return "categorical";
  if (cells.spaced > cells.known * 0.5) return distinctShare > 0.8 || mean > 20 ? "text" : "categorical";
  return distinctShare > 0.9 ? "id" : "categorical";
}

/** What a category is compared by: case, surrounding and repeated space do not count. */
export function categoryKey(value: RawValue): string {
  if (value instanceof Date) return value.toISOString();
  return tidy(String(value).slice(0, 200)).replace(/\s+/g, " ").toLowerCase();
}
