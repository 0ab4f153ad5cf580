import type { Report } from "../report.ts";
import type { Split } from "./split.ts";
import type { TrainingOptions } from "./training-table.ts";

/** Times that are milliseconds of this age or so are when each row was looked at; other numbers only order them. */
export function momentsOf(time: TrainingOptions["time"]): Float64Array | undefined {
  if (time === undefined || time === "row") return undefined;
  return time.values.every((ms) => ms > 1e11 && ms < 1e13) ? time.values : undefined;
}

/** Null where it is not known when rows were looked at. */
export function windowOf(split: Split, { time, about, target }: TrainingOptions): Report["window"] {
  const moments = about?.seenAt ?? momentsOf(time);
  if (!moments || moments.length === 0) return null;
  const text = (ms: number): string => new Date(ms).toISOString();
  const earliest = (rows: Iterable<number>): number => {
    let first = Number.POSITIVE_INFINITY;
    for (const row of rows) first = Math.min(first, moments[row]);
    return first;
  };
  return {
    from: text(earliest(moments.keys())),
    to: text(moments.reduce((last, ms) => Math.max(last, ms))),
    testFrom: split.kind === "time" ? text(earliest(split.test)) : null,
    horizonDays: target.horizonDays ?? null,
  };
}
