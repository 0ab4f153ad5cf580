const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

/** "just now", "12 min ago", "3 h ago", then days, then the date in the given zone. */
export function agoText(at: Date, now: Date, timeZone: string): string {
  const passed = now.getTime() - at.getTime();
  if (passed < minute) return "just now";
  if (passed < hour) return `${Math.floor(passed / minute)} min ago`;
  if (passed < day) return `${Math.floor(passed / hour)} h ago`;
  if (passed < 2 * day) return "yesterday";
  if (passed < 14 * day) return `${Math.floor(passed / day)} days ago`;
  return dateText(at, timeZone, now);
}

/** 23 Nov, with the year where it is not this one. */
export function dateText(at: Date, timeZone: string, now: Date = new Date()): string {
  const sameYear = yearOf(at, timeZone) === yearOf(now, timeZone);
  return at.toLocaleDateString("en-IN", {
    timeZone,
    day: "numeric",
    month: "short",
    ...(sameYear ? {} : { year: "numeric" }),
  });
}

/** 23 Nov 2026, 18:02 */
export function momentText(at: Date, timeZone: string): string {
  const date = at.toLocaleDateString("en-IN", { timeZone, day: "numeric", month: "short", year: "numeric" });
  const time = at.toLocaleTimeString("en-GB", { timeZone, hour: "2-digit", minute: "2-digit" });
  return `${date}, ${time}`;
}

function yearOf(at: Date, timeZone: string): string {
  return at.toLocaleDateString("en-IN", { timeZone, year: "numeric" });
}
