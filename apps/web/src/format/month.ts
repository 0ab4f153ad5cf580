import type { Locale } from "../i18n/locales.ts";

/** "2026-11" as November 2026, or Nov where there is little room. */
export function monthText(key: string, locale: Locale, length: "long" | "short" = "long"): string {
  return new Date(`${key}-01T00:00:00Z`).toLocaleDateString(locale, {
    timeZone: "UTC",
    month: length,
    ...(length === "long" && { year: "numeric" }),
  });
}

/** The month so many later; earlier where `by` is negative. */
export function shiftMonth(key: string, by: number): string {
  const [year = 0, month = 1] = key.split("-").map(Number);
  return new Date(Date.UTC(year, month - 1 + by, 1)).toISOString().slice(0, 7);
}

/** A day of the calendar, "2026-11-23", as 23 Nov; with the year where it is asked for. */
export function dayText(day: string, locale: Locale, withYear = false): string {
  return new Date(`${day}T00:00:00Z`).toLocaleDateString(locale, {
    timeZone: "UTC",
    day: "numeric",
    month: "short",
    ...(withYear && { year: "numeric" }),
  });
}

/** The Monday of an ISO week, "2026-W47" → "2026-11-16". */
export function mondayOf(week: string): string {
  const [year = 0, number = 1] = week.split("-W").map(Number);
  const fourth = new Date(Date.UTC(year, 0, 4));
  const monday = fourth.getTime() - ((fourth.getUTCDay() || 7) - 1) * 86_400_000;
  return new Date(monday + (number - 1) * 7 * 86_400_000).toISOString().slice(0, 10);
}
