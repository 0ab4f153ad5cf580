import type { Random } from "./random.ts";

export const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;

/** Ahmedabad keeps UTC+5:30 all year. */
const OFFSET = 5.5 * HOUR;

/** Hour of the day in Ahmedabad, 0 ≤ hour < 24. */
export function localHour(at: number): number {
  const sinceMidnight = (((at + OFFSET) % DAY) + DAY) % DAY;
  return sinceMidnight / HOUR;
}

/** The same moment if people are awake, else some time the next morning. Never earlier. */
export function whenAwake(random: Random, at: number): number {
  return withinHours(at, 8, 22, random.between(5, 150));
}

/** The same moment if the brokerage is open, else soon after it opens. Never earlier. */
export function whenOpen(random: Random, at: number): number {
  return withinHours(at, 9.5, 20, random.between(2, 90));
}

function withinHours(at: number, opens: number, closes: number, minutesAfterOpening: number): number {
  const hour = localHour(at);
  if (hour >= opens && hour < closes) return at;
  const wait = hour < opens ? opens - hour : 24 - hour + opens;
  return at + wait * HOUR + minutesAfterOpening * MINUTE;
}

/** Timelines are kept in whole seconds. */
export function wholeSecond(at: number): number {
  return Math.ceil(at / 1000) * 1000;
}
