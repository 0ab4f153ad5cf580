import type { FieldValue } from "@leadlift/services/lead/field-value";
import { budgetText } from "../../format/money.ts";
import { countText } from "../../format/number.ts";
import { dateText } from "../../format/time.ts";
import { sentenceCase } from "./lead-words.ts";

interface Setting {
  timezone: string;
  currency: string;
}

/** What is known of a field, as people say it. */
export function valueText(value: FieldValue | null, kind: string, { timezone, currency }: Setting): string {
  if (value === null || value === "") return "not known";
  if (typeof value === "boolean") return value ? "Yes" : "No";
  if (typeof value === "object") return budgetText(value.minPaise, value.maxPaise, currency) ?? "not known";
  if (typeof value === "number") return numberText(value);
  if (kind !== "date") return sentenceCase(value);
  const at = new Date(value);
  return Number.isNaN(at.getTime()) ? value : dateText(at, timezone);
}

function numberText(value: number): string {
  return Number.isInteger(value)
    ? countText(value)
    : value.toLocaleString("en-IN", { maximumFractionDigits: 2 });
}

/** "by about 9 points", for a mean move of the score up or down. */
export function moveText(points: number): string {
  const whole = Math.round(points);
  if (whole < 1) return "by less than a point";
  return whole === 1 ? "by about a point" : `by about ±${whole}`;
}
