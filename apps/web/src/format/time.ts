import type { Locale } from "../i18n/locales.ts";

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

/** "just now", "12 min ago", "3 h ago", then days, then the date in the given zone. */
export function agoText(at: Date, now: Date, timeZone: string, locale: Locale = "en-IN"): string {
  const passed = now.getTime() - at.getTime();
  const { justNow, minutes, hours, yesterday, days } = agoWords[locale];
  if (passed < minute) return justNow;
  if (passed < hour) return minutes(Math.floor(passed / minute));
  if (passed < day) return hours(Math.floor(passed / hour));
  if (passed < 2 * day) return yesterday;
  if (passed < 14 * day) return days(Math.floor(passed / day));
  return dateText(at, timeZone, now, locale);
}

const agoWords = {
  "en-IN": {
    justNow: "just now",
    minutes: (n: number) => `${n} min ago`,
    hours: (n: number) => `${n} h ago`,
    yesterday: "yesterday",
    days: (n: number) => `${n} days ago`,
  },
  "hi-IN": {
    justNow: "अभी",
    minutes: (n: number) => `${n} मिनट पहले`,
    hours: (n: number) => `${n} घंटे पहले`,
    yesterday: "कल",
    days: (n: number) => `${n} दिन पहले`,
  },
} as const satisfies Record<Locale, unknown>;

/** 23 Nov, with the year where it is not this one. */
export function dateText(
  at: Date,
  timeZone: string,
  now: Date = new Date(),
  locale: Locale = "en-IN",
): string {
  const sameYear = yearOf(at, timeZone) === yearOf(now, timeZone);
  return at.toLocaleDateString(locale, {
    timeZone,
    day: "numeric",
    month: "short",
    ...(sameYear ? {} : { year: "numeric" }),
  });
}

/** 23 Nov 2026, 18:02 */
export function momentText(at: Date, timeZone: string, locale: Locale = "en-IN"): string {
  const date = at.toLocaleDateString(locale, { timeZone, day: "numeric", month: "short", year: "numeric" });
  return `${date}, ${clockText(at, timeZone)}`;
}

/** 18:02 */
export function clockText(at: Date, timeZone: string): string {
  return at.toLocaleTimeString("en-GB", { timeZone, hour: "2-digit", minute: "2-digit" });
}

function yearOf(at: Date, timeZone: string): string {
  return at.toLocaleDateString("en-IN", { timeZone, year: "numeric" });
}
