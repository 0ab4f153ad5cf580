import type { FieldValue } from "@leadlift/services/lead/field-value";
import { countText } from "../../format/number.ts";
import type { useFormats } from "../../format/use-formats.ts";
import { type LeadTranslator, sentenceCase } from "./lead-words.ts";

interface Setting {
  words: LeadTranslator;
  formats: Pick<ReturnType<typeof useFormats>, "budget" | "date">;
}

/** What is known of a field, as people say it. */
export function valueText(value: FieldValue | null, kind: string, { words, formats }: Setting): string {
  const unknown = words("known.unknown");
  if (value === null || value === "") return unknown;
  if (typeof value === "boolean") return value ? words("question.yes") : words("question.no");
  if (typeof value === "object") return formats.budget(value.minPaise, value.maxPaise) ?? unknown;
  if (typeof value === "number") return numberText(value);
  if (kind !== "date") return sentenceCase(value);
  const at = new Date(value);
  return Number.isNaN(at.getTime()) ? value : formats.date(at);
}

function numberText(value: number): string {
  return Number.isInteger(value)
    ? countText(value)
    : value.toLocaleString("en-IN", { maximumFractionDigits: 2 });
}
