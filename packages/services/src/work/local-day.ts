const dayMs = 86_400_000;
const minuteMs = 60_000;

const formats = new Map<string, Intl.DateTimeFormat>();

// No zone's clock has changed but on a quarter of an hour: what was asked once holds for all of it.
const quarterMs = 15 * minuteMs;
const mostKnown = 100_000;
const known = new Map<string, Map<number, number>>();

/** The day of the calendar ("2026-11-23") that a moment falls on in a time zone. */
export function calendarDay(at: Date, timezone: string): string {
  return new Date(at.getTime() + offsetAt(at.getTime(), timezone)).toISOString().slice(0, 10);
}

/** ms UTC at which a day's clock shows so many minutes; what a change of the clock skips or repeats is one moment. */
export function instantOf(day: string, minutes: number, timezone: string): number {
  const shown = Date.parse(`${day}T00:00:00Z`) + minutes * minuteMs;
  const near = shown - offsetAt(shown, timezone);
  return shown - offsetAt(near, timezone);
}

export function startOfDay(day: string, timezone: string): Date {
  return new Date(instantOf(day, 0, timezone));
}

export function nextDay(day: string): string {
  return shifted(day, 1);
}

export function dayBefore(day: string): string {
  return shifted(day, -1);
}

/** 1 (Monday) to 7. */
export function weekdayOf(day: string): number {
  return new Date(`${day}T00:00:00Z`).getUTCDay() || 7;
}

function shifted(day: string, days: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * dayMs).toISOString().slice(0, 10);
}

/** ms that the zone's clocks are ahead of UTC. */
function offsetAt(at: number, timezone: string): number {
  const quarter = Math.floor(at / quarterMs);
  const offsets = known.get(timezone) ?? new Map<number, number>();
  const found = offsets.get(quarter);
  if (found !== undefined) return found;
  if (offsets.size >= mostKnown) offsets.clear();
  const offset = askOffset(quarter * quarterMs, timezone);
  known.set(timezone, offsets.set(quarter, offset));
  return offset;
}

function askOffset(at: number, timezone: string): number {
  const format = formats.get(timezone) ?? formatOf(timezone);
  const part = new Map(format.formatToParts(at).map(({ type, value }) => [type, Number(value)]));
  const of = (type: Intl.DateTimeFormatPartTypes) => part.get(type) ?? 0;
  const shown = Date.UTC(of("year"), of("month") - 1, of("day"), of("hour"), of("minute"), of("second"));
  return shown - Math.floor(at / 1000) * 1000;
}

function formatOf(timezone: string): Intl.DateTimeFormat {
  const made = new Intl.DateTimeFormat("en-GB", {
    timeZone: timezone,
    year: "numeric",
    month: "numeric",
    day: "numeric",
    hour: "numeric",
    minute: "numeric",
    second: "numeric",
    hourCycle: "h23",
  });
  formats.set(timezone, made);
  return made;
}
