import type { BusinessHours, Holidays } from "./business-hours.ts";
import { calendarDay, dayBefore, instantOf, nextDay, weekdayOf } from "./local-day.ts";

const minuteMs = 60_000;

/** When an organisation can be expected to answer. Hours that never open count as always open. */
export interface BusinessCalendar {
  readonly timezone: string;
  /** Of a day of the calendar ("2026-11-23"): from and to, in ms UTC, in order and apart. */
  openings(day: string): readonly (readonly [number, number])[];
}

/** Keeps the days that were asked for: one calendar serves many questions. */
export function businessCalendar(settings: {
  timezone: string;
  businessHours: BusinessHours;
  holidays: Holidays;
}): BusinessCalendar {
  const { timezone, businessHours } = settings;
  const holidays = new Set(settings.holidays.map(({ day }) => day));
  const hours = new Map(Object.entries(businessHours).map(([day, spans]) => [day, joined(spans ?? [])]));
  const neverOpens = [...hours.values()].every((spans) => spans.length === 0);
  const known = new Map<string, readonly (readonly [number, number])[]>();

  const openingsOf = (day: string) => {
    if (neverOpens) return [[0, 24 * 60] as const];
    return holidays.has(day) ? [] : (hours.get(String(weekdayOf(day))) ?? []);
  };
  return {
    timezone,
    openings(day) {
      const found = known.get(day);
      if (found) return found;
      const made: [number, number][] = [];
      for (const [from, to] of openingsOf(day)) {
        // Where the clock skips an hour, what lies in it can come out after what follows it.
        const since = Math.max(instantOf(day, from, timezone), made.at(-1)?.[1] ?? Number.NEGATIVE_INFINITY);
        made.push([since, Math.max(since, instantOf(day, to, timezone))]);
      }
      known.set(day, made);
      return made;
    },
  };
}

/** Minutes of business between two moments, 0 where the second comes first. */
export function businessMinutes(from: Date, to: Date, calendar: BusinessCalendar): number {
  const start = from.getTime();
  const end = to.getTime();
  if (end <= start) return 0;
  // Most answers come while it is still open: no other day need be looked at.
  for (const [opens, closes] of calendar.openings(calendarDay(from, calendar.timezone))) {
    if (opens <= start && end <= closes) return (end - start) / minuteMs;
  }
  let open = 0;
  const last = nextDay(calendarDay(to, calendar.timezone));
  for (let day = dayBefore(calendarDay(from, calendar.timezone)); day <= last; day = nextDay(day)) {
    for (const [opens, closes] of calendar.openings(day)) {
      open += Math.max(0, Math.min(end, closes) - Math.max(start, opens));
    }
  }
  return open / minuteMs;
}

/** The first moment by which so many minutes of business have passed since `from`; `from` itself for none. */
export function addBusinessMinutes(from: Date, minutes: number, calendar: BusinessCalendar): Date {
  const start = from.getTime();
  let left = minutes * minuteMs;
  if (left <= 0) return from;
  for (let day = dayBefore(calendarDay(from, calendar.timezone)); ; day = nextDay(day)) {
    for (const [opens, closes] of calendar.openings(day)) {
      const since = Math.max(start, opens);
      const room = closes - since;
      if (room <= 0) continue;
      if (left <= room) return new Date(since + left);
      left -= room;
    }
  }
}

/** In order, with what touches or overlaps made one. */
function joined(spans: readonly (readonly [number, number])[]): [number, number][] {
  const made: [number, number][] = [];
  for (const [from, to] of spans.toSorted((a, b) => a[0] - b[0])) {
    const last = made.at(-1);
    if (last && from <= last[1]) last[1] = Math.max(last[1], to);
    else made.push([from, to]);
  }
  return made;
}
