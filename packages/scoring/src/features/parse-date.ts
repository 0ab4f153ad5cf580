import { longestToken, tidy } from "./raw-value.ts";

/** Order of the parts. "dmy" and "mdy" look alike, so a column decides between them. */
export type DateFormat = "ymd" | "dmy" | "mdy" | "d-mon-y" | "mon-d-y";

const time =
  "(?:[T ,]+(\\d{1,2}):(\\d{2})(?::(\\d{2})(?:[.,]\\d{1,9})?)?\\s*([ap]\\.?m\\.?)?\\s*(Z|UTC|[+-]\\d{2}:?\\d{2})?)?";
const patterns: readonly {
  format: DateFormat;
  pattern: RegExp;
  order: readonly [y: number, m: number, d: number];
}[] = [
  {
    format: "ymd",
    pattern: new RegExp(`^(\\d{4})[-/.](\\d{1,2})[-/.](\\d{1,2})${time}$`, "i"),
    order: [1, 2, 3],
  },
  {
    format: "dmy",
    pattern: new RegExp(`^(\\d{1,2})[-/.](\\d{1,2})[-/.](\\d{4}|\\d{2})${time}$`, "i"),
    order: [3, 2, 1],
  },
  {
    format: "mdy",
    pattern: new RegExp(`^(\\d{1,2})[-/.](\\d{1,2})[-/.](\\d{4}|\\d{2})${time}$`, "i"),
    order: [3, 1, 2],
  },
  {
    format: "d-mon-y",
    pattern: new RegExp(
      `^(\\d{1,2})(?:st|nd|rd|th)?[- /.]+([a-z]{3,9})\\.?[- /.,]+(\\d{4}|\\d{2})${time}$`,
      "i",
    ),
    order: [3, 2, 1],
  },
  {
    format: "mon-d-y",
    pattern: new RegExp(`^([a-z]{3,9})\\.?[- /.]+(\\d{1,2})(?:st|nd|rd|th)?[- ,/.]+(\\d{4})${time}$`, "i"),
    order: [3, 1, 2],
  },
];
const months = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

/**
 * A date, with or without time; without an offset it is taken as UTC. Null when it is none, 31 February included.
 * Without `format` every order is tried, day before month.
 */
export function parseDate(text: string, format?: DateFormat): Date | null {
  if (text.length < 6 || text.length > longestToken) return null;
  const trimmed = tidy(text);
  for (const { format: candidate, pattern, order } of patterns) {
    if (format !== undefined && candidate !== format) continue;
    const match = pattern.exec(trimmed);
    const date = match && dateOf(match, order);
    if (date) return date;
  }
  return null;
}

function dateOf(match: RegExpExecArray, [y, m, d]: readonly [number, number, number]): Date | null {
  const year = fullYear(match[y] ?? "");
  const month = monthOf(match[m] ?? "");
  const day = Number(match[d]);
  const at = new Date(Date.UTC(year, month - 1, day));
  if (at.getUTCMonth() !== month - 1 || at.getUTCDate() !== day || year < 1900 || year > 2199) return null;
  const minutes = minutesOf(match[4], match[5], match[7]);
  if (minutes === null) return null;
  return new Date(at.getTime() + (minutes - offsetOf(match[8])) * 60_000 + Number(match[6] ?? 0) * 1000);
}

function fullYear(digits: string): number {
  const year = Number(digits);
  if (digits.length > 2) return year;
  return year < 70 ? 2000 + year : 1900 + year;
}

/** 1 to 12; 0, which no date accepts, when it is no month. */
function monthOf(text: string): number {
  return /^\d/.test(text) ? Number(text) : months.indexOf(text.slice(0, 3).toLowerCase()) + 1;
}

function minutesOf(hours = "0", minutes = "0", half = ""): number | null {
  const late = half.toLowerCase().startsWith("p");
  const hour = half === "" ? Number(hours) : (Number(hours) % 12) + (late ? 12 : 0);
  return hour > 24 || Number(minutes) > 59 ? null : hour * 60 + Number(minutes);
}

function offsetOf(zone = ""): number {
  const match = /^([+-])(\d{2}):?(\d{2})$/.exec(zone);
  if (!match) return 0;
  const size = Number(match[2]) * 60 + Number(match[3]);
  return match[1] === "-" ? -size : size;
}
