import { calendarDay, instantOf, nextDay, weekdayOf } from "@leadlift/services/work/local-day";

export type ChipName = "hour" | "today" | "tomorrow" | "saturday" | "sunday" | "week";

export interface DateChip {
  name: ChipName;
  at: Date;
}

const hourMs = 3_600_000;
const quarterMs = 900_000;
const [morning, noonish] = [10 * 60, 11 * 60];

/** When somebody is to be called again: in an hour, tomorrow at ten, on Saturday at eleven, by the organisation's clock. */
export function followUpChips(now: Date, timezone: string): DateChip[] {
  const today = calendarDay(now, timezone);
  return [
    { name: "hour", at: new Date(Math.ceil((now.getTime() + hourMs) / quarterMs) * quarterMs) },
    { name: "tomorrow", at: at(nextDay(today), morning, timezone) },
    { name: "saturday", at: at(comingDay(today, 6), noonish, timezone) },
  ];
}

/** When people come to look. */
export function visitChips(now: Date, timezone: string): DateChip[] {
  const today = calendarDay(now, timezone);
  return [
    { name: "tomorrow", at: at(nextDay(today), noonish, timezone) },
    { name: "saturday", at: at(comingDay(today, 6), noonish, timezone) },
    { name: "sunday", at: at(comingDay(today, 7), noonish, timezone) },
  ];
}

/** Until when a lead may sleep. */
export function snoozeChips(now: Date, timezone: string): DateChip[] {
  const today = calendarDay(now, timezone);
  const week = Array.from({ length: 7 }).reduce<string>((day) => nextDay(day), today);
  return [
    { name: "tomorrow", at: at(nextDay(today), morning, timezone) },
    { name: "saturday", at: at(comingDay(today, 6), morning, timezone) },
    { name: "week", at: at(week, morning, timezone) },
  ];
}

/** A moment as a field for date and time writes it, "2026-11-28T11:00", and back. */
export function fieldText(moment: Date, timezone: string): string {
  const day = calendarDay(moment, timezone);
  const minutes = Math.floor((moment.getTime() - instantOf(day, 0, timezone)) / 60_000);
  const two = (value: number) => String(value).padStart(2, "0");
  return `${day}T${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`;
}

export function momentOf(text: string, timezone: string): Date | null {
  const [, day, hours, minutes] = /^(\d{4}-\d\d-\d\d)T(\d\d):(\d\d)/.exec(text) ?? [];
  if (day === undefined) return null;
  return at(day, Number(hours) * 60 + Number(minutes), timezone);
}

/** Never the day itself: whoever says "Saturday" on a Saturday means the next. */
function comingDay(today: string, weekday: number): string {
  let day = nextDay(today);
  while (weekdayOf(day) !== weekday) day = nextDay(day);
  return day;
}

function at(day: string, minutes: number, timezone: string): Date {
  return new Date(instantOf(day, minutes, timezone));
}
