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

/** The same moment if people are awake, else some minutes after the next opening hour. Never earlier. */
export function awake(at: number, minutesAfterOpening: number, opens = 8, closes = 22): number {
  const hour = localHour(at);
  if (hour >= opens && hour < closes) return at;
  const wait = hour < opens ? opens - hour : 24 - hour + opens;
  return at + wait * HOUR + minutesAfterOpening * MINUTE;
}
