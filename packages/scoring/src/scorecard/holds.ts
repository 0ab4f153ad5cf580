import { parseBoolean } from "../features/parse-boolean.ts";
import { isMissing, type RawValue, tidy } from "../features/raw-value.ts";
import type { Condition } from "./rule.ts";

/** Whether a condition holds of a value; of a missing one only "unknown" does. */
export function holds(condition: Condition, value: RawValue): boolean {
  if (isMissing(value)) return condition.is === "unknown";
  switch (condition.is) {
    case "known":
      return true;
    case "unknown":
      return false;
    case "true":
      return asBoolean(value) === true;
    case "false":
      return asBoolean(value) === false;
    case "at_least":
      return asNumber(value) >= condition.value;
    case "at_most":
      return asNumber(value) <= condition.value;
    case "between":
      return asNumber(value) >= condition.from && asNumber(value) <= condition.to;
    case "one_of": {
      const own = sameWay(value instanceof Date ? value.toISOString() : String(value));
      return condition.values.some((wanted) => sameWay(wanted) === own);
    }
  }
}

/** Choices that differ in case, spaces or hyphens only are the same. */
export function sameWay(text: string): string {
  return tidy(text)
    .toLowerCase()
    .replace(/[\s_-]+/g, " ");
}

/** NaN, which no limit holds of, for what is no number. */
function asNumber(value: RawValue): number {
  if (typeof value === "number") return value;
  if (typeof value === "boolean") return Number(value);
  if (typeof value !== "string" || tidy(value) === "") return Number.NaN;
  return Number(tidy(value));
}

function asBoolean(value: RawValue): boolean | null {
  if (typeof value === "boolean") return value;
  if (typeof value === "number") return value === 1 ? true : value === 0 ? false : null;
  return typeof value === "string" ? parseBoolean(value) : null;
}
