import type { BusinessHours } from "@leadlift/services/work/business-hours";

export const weekdays = ["1", "2", "3", "4", "5", "6", "7"] as const;
export type Weekday = (typeof weekdays)[number];

/** What the form shows of a day: whether it is open, and from when until when, as a time field has it. */
export interface DayHours {
  open: boolean;
  from: string;
  to: string;
  /** hours after the first break, which the form does not change */
  rest: [number, number][];
}

export type WeekHours = Record<Weekday, DayHours>;

export function weekOf(hours: BusinessHours): WeekHours {
  const day = (weekday: Weekday): DayHours => {
    const [first, ...rest] = hours[weekday] ?? [];
    const [from, to] = first ?? [570, 1170];
    return { open: first !== undefined, from: clockOf(from), to: clockOf(to), rest };
  };
  return { 1: day("1"), 2: day("2"), 3: day("3"), 4: day("4"), 5: day("5"), 6: day("6"), 7: day("7") };
}

/** The day whose hours make no sense, or the hours. A day open until midnight is open until 24:00. */
export function hoursOf(week: WeekHours): { wrong: Weekday } | { hours: BusinessHours } {
  const hours: BusinessHours = {};
  for (const weekday of weekdays) {
    const { open, from, to, rest } = week[weekday];
    if (!open) continue;
    const opening: [number, number] = [minutesOf(from), minutesOf(to) || 1440];
    const next = rest[0]?.[0] ?? 1441;
    if (!(opening[0] < opening[1]) || opening[1] > next) return { wrong: weekday };
    hours[weekday] = [opening, ...rest];
  }
  return { hours };
}

function clockOf(minutes: number): string {
  const within = minutes % 1440;
  return `${String(Math.floor(within / 60)).padStart(2, "0")}:${String(within % 60).padStart(2, "0")}`;
}

function minutesOf(clock: string): number {
  const [hours = "", minutes = ""] = clock.split(":");
  return clock === "" ? Number.NaN : Number(hours) * 60 + Number(minutes);
}
