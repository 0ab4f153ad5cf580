import { z } from "zod";
import { ServiceError } from "../errors.ts";
import { calendarDay, startOfDay } from "../work/local-day.ts";

export const monthSchema = z.string().regex(/^20\d\d-(0[1-9]|1[0-2])$/, "A month is written as 2026-11.");

export interface Month {
  /** "2026-11" */
  key: string;
  /** "2026-11-01" */
  firstDay: string;
  from: Date;
  to: Date;
}

export function monthOf(key: string, timezone: string): Month {
  const firstDay = `${key}-01`;
  return {
    key,
    firstDay,
    from: startOfDay(firstDay, timezone),
    to: startOfDay(`${shifted(key, 1)}-01`, timezone),
  };
}

export function currentMonth(now: Date, timezone: string): string {
  return calendarDay(now, timezone).slice(0, 7);
}

/** Throws BAD_INPUT for a month that has not begun. */
export function refuseFuture(key: string, now: Date, timezone: string): void {
  if (key > currentMonth(now, timezone)) throw new ServiceError("BAD_INPUT", "This month has not begun.");
}

/** As far as a month has come. */
export function reachedOf({ to }: Month, now: Date): Date {
  return new Date(Math.min(now.getTime(), to.getTime()));
}

/** The months up to one, oldest first. */
export function monthsUpTo(key: string, count: number): string[] {
  return Array.from({ length: count }, (_, i) => shifted(key, i + 1 - count));
}

function shifted(key: string, by: number): string {
  const [year = 0, month = 1] = key.split("-").map(Number);
  return new Date(Date.UTC(year, month - 1 + by, 1)).toISOString().slice(0, 7);
}
