export type RawValue = string | number | boolean | Date | null | undefined;
export type RawRecord = Readonly<Record<string, RawValue>>;

/** "unknown" is not here: an answer that says so is an answer. */
const missingWords: ReadonlySet<string> = new Set([
  "",
  "na",
  "n/a",
  "#n/a",
  "<na>",
  "nan",
  "nat",
  "null",
  "none",
  "nil",
  "-",
  "--",
  "?",
  "select",
  "(blank)",
]);

/** Longer strings are no number, date, boolean or missing word; no pattern is tried on them. */
export const longestToken = 64;

export function isMissing(value: RawValue): value is null | undefined {
  if (value === null || value === undefined) return true;
  if (typeof value === "number") return !Number.isFinite(value);
  if (value instanceof Date) return Number.isNaN(value.getTime());
  if (typeof value === "boolean" || value.length > longestToken) return false;
  return missingWords.has(tidy(value).toLowerCase());
}

/** Without NUL bytes and surrounding space. */
export function tidy(text: string): string {
  return (text.includes("\0") ? text.replaceAll("\0", "") : text).trim();
}
