import { dateOf, numberOf, profileColumn, type RawValue } from "@leadlift/scoring/features";
import { CommandError } from "../command-error.ts";

const earliest = -Number.MAX_VALUE;

export interface RowTimes {
  /** larger is later: seconds since 1970 (they only order; score has no such time to count ages to), or numbers */
  values: Float64Array;
  /** rows whose time is not known; they count as the earliest */
  unknown: number;
  /** when rows happened, in ms since 1970; null: the column holds numbers, or lacks some */
  moments: Float64Array | null;
}

/** The order of rows by a column of dates or numbers; CommandError when it holds neither. */
export function readTimes(column: string, values: readonly RawValue[]): RowTimes {
  const profile = profileColumn(column, values);
  const { decimal, dateFormats } = profile;
  const times = Float64Array.from(values, (value) => {
    const time = dateFormats
      ? (dateOf(value, dateFormats)?.getTime() ?? Number.NaN) / 1000
      : numberOf(value, decimal ?? ".");
    return Number.isNaN(time) ? earliest : time;
  });
  const unknown = times.filter((time) => time === earliest).length;
  if (unknown === times.length) {
    const row = values.findIndex((value) => String(value ?? "").trim() !== "");
    const example = row < 0 ? "" : `, for instance "${String(values[row]).slice(0, 40)}" in data row ${row}`;
    throw new CommandError(`Column "${column}" (--time) holds neither dates nor numbers${example}.`);
  }
  const moments = dateFormats && unknown === 0 ? times.map((seconds) => 1000 * seconds) : null;
  return { values: times, unknown, moments };
}
