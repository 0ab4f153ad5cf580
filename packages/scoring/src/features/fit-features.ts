import { dateOf, numberOf } from "./encode-record.ts";
import type { DatePart, FeatureColumn, FeatureSchema } from "./feature-schema.ts";
import { type ColumnProfile, categoryKey } from "./profile-column.ts";
import { isMissing, type RawValue } from "./raw-value.ts";
import { choicesIn, separatorOf } from "./split-choices.ts";

/** Rows a level needs for a code of its own. */
const rareBelow = 5;
/** A feature's bins are bytes: 255 at most, one of them for the rare levels. */
const mostLevels = 254;
/** Choices of a multi-select that become features. */
const mostOptions = 24;
const leastForCap = 20;
const leastForQuantiles = 200;

/**
 * Learns from the fit rows how each column becomes features: category tables with rare levels grouped, the parts of
 * dates that vary, a text's length and presence. Columns that are ids, empty or constant there are left out.
 *
 * @param columns by column name, all rows.
 * @param fitRows 0-based; no other row is looked at.
 * @param winsorised columns whose extremes are capped.
 * @param withAge whether rows have an as-of time, so that a date's age can be a feature.
 */
export function fitFeatures(
  profiles: readonly ColumnProfile[],
  columns: Readonly<Record<string, readonly RawValue[]>>,
  fitRows: Uint32Array,
  withAge = false,
  winsorised: (name: string) => boolean = () => false,
): FeatureSchema {
  return {
    columns: profiles.flatMap((profile) => {
      const cells = columns[profile.name] ?? [];
      const column = fitColumn(
        profile,
        Array.from(fitRows, (row) => cells[row]),
        withAge,
        winsorised(profile.name),
      );
      return column ? [column] : [];
    }),
  };
}

function fitColumn(
  profile: ColumnProfile,
  cells: readonly RawValue[],
  withAge: boolean,
  winsorised: boolean,
): FeatureColumn | null {
  const { name, kind } = profile;
  switch (kind) {
    case "numeric": {
      const decimal = profile.decimal ?? ".";
      const varies = differs(cells, (cell) => numberOf(cell, decimal));
      if (!varies) return null;
      const cap = winsorised ? fitCap(cells.map((cell) => numberOf(cell, decimal))) : null;
      return cap ? { name, kind, decimal, cap } : { name, kind, decimal };
    }
    case "boolean":
      return differs(cells, (cell) => (isMissing(cell) ? null : categoryKey(cell))) ? { name, kind } : null;
    case "text":
      return (
        fitChoices(name, cells) ??
        (differs(cells, (cell) => (isMissing(cell) ? null : categoryKey(cell))) ? { name, kind } : null)
      );
    case "categorical":
      return fitChoices(name, cells) ?? fitCategories(name, cells);
    case "date":
      return fitDates(profile, cells, withAge);
    case "id":
    case "empty":
      return null;
  }
}

/** Whether there are two different values; missing is one. */
function differs(cells: readonly RawValue[], read: (cell: RawValue) => unknown): boolean {
  const first = read(cells[0]);
  return cells.some((cell) => !Object.is(read(cell), first));
}

/** The middle 99 %; of few values, ten median absolute deviations around the median (Huber 1981). */
function fitCap(values: readonly number[]): { low: number; high: number } | null {
  const sorted = Float64Array.from(values.filter((x) => !Number.isNaN(x))).sort();
  if (sorted.length < leastForCap) return null;
  let [low, high] = [quantile(sorted, 0.005), quantile(sorted, 0.995)];
  if (sorted.length < leastForQuantiles) {
    const middle = quantile(sorted, 0.5);
    const spread = quantile(sorted.map((x) => Math.abs(x - middle)).sort(), 0.5);
    // More than half of the values are the same: there is no spread to go by.
    if (spread === 0) return null;
    [low, high] = [middle - 10 * spread, middle + 10 * spread];
  }
  return low < high ? { low, high } : null;
}

function quantile(sorted: Float64Array, share: number): number {
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? Number.NaN;
}

function fitChoices(name: string, cells: readonly RawValue[]): FeatureColumn | null {
  const separator = separatorOf(cells);
  if (!separator) return null;
  const counts = new Map<string, number>();
  for (const cell of cells) {
    for (const choice of choicesIn(cell, separator)) counts.set(choice, (counts.get(choice) ?? 0) + 1);
  }
  const options = [...counts]
    .filter(([, count]) => count >= rareBelow)
    .sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1))
    .slice(0, mostOptions)
    .map(([option]) => option);
  return options.length === 0 ? null : { name, kind: "multi", separator, options };
}

function fitCategories(name: string, cells: readonly RawValue[]): FeatureColumn | null {
  const counts = new Map<string, number>();
  let missing = 0;
  for (const cell of cells) {
    if (isMissing(cell)) missing++;
    else counts.set(categoryKey(cell), (counts.get(categoryKey(cell)) ?? 0) + 1);
  }
  const ranked = [...counts].sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1));
  const frequent = ranked.filter(([, count]) => count >= rareBelow).slice(0, mostLevels);
  const levels = (frequent.length > 0 ? frequent : ranked.slice(0, 1)).map(([level]) => level);
  const rare = ranked.slice(levels.length).map(([level]) => level);
  const kinds = levels.length + Math.min(1, rare.length) + Math.min(1, missing);
  return kinds < 2 ? null : { name, kind: "categorical", levels, rare };
}

function fitDates(
  profile: ColumnProfile,
  cells: readonly RawValue[],
  withAge: boolean,
): FeatureColumn | null {
  const formats = profile.dateFormats ?? [];
  const dates = cells.flatMap((cell) => dateOf(cell, formats) ?? []);
  const varies = (read: (date: Date) => number) => new Set(dates.map(read)).size > 1;
  const parts: DatePart[] = [];
  if (withAge) parts.push("age");
  if (varies((date) => date.getUTCMonth())) parts.push("month");
  if (varies((date) => date.getUTCDay())) parts.push("weekday");
  if (varies((date) => date.getUTCHours())) parts.push("hour");
  return parts.length === 0 ? null : { name: profile.name, kind: "date", formats, parts };
}
