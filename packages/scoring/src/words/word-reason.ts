import type { Reason } from "../grade.ts";
import { columnLabel } from "./column-label.ts";
import { formatDate, formatNumber } from "./format-value.ts";
import type { Language } from "./language.ts";
import { lookUp } from "./look-up.ts";
import { phrases } from "./phrases.ts";

export interface ReasonWords {
  /** A sentence about the person: "Spent 24 min on the site". */
  text: string;
  /** What the sentence is about: "Time on site". */
  label: string;
  /** The lead's own value in words; null when it is not known or the row is not about one. */
  value: string | null;
  /** Of the points, rounded. */
  direction: "up" | "down" | "flat";
}

/** Words for one reason. */
export function wordReason(reason: Omit<Reason, "evidence">, language: Language = "en"): ReasonWords {
  return { ...words(reason, language), direction: directionOf(reason.points) };
}

/** What a column is called where people read it. */
export function labelOf(column: string, language: Language = "en"): string {
  return lookUp(column, language)?.label ?? columnLabel(column);
}

function directionOf(points: number): ReasonWords["direction"] {
  const rounded = Math.round(points);
  if (rounded === 0) return "flat";
  return rounded > 0 ? "up" : "down";
}

function words(
  { feature, code, params }: Omit<Reason, "evidence">,
  language: Language,
): Omit<ReasonWords, "direction"> {
  const say = phrases[language];
  if (code === "average") return { text: say.average, label: say.average, value: null };
  if (code === "messages") return { text: say.readInMessages, label: say.messages, value: null };
  if (code === "others") {
    return { text: say.others(Number(params.count ?? 0)), label: say.smaller, value: null };
  }
  const entry = lookUp(feature, language);
  const label = entry?.label ?? (typeof params.label === "string" ? params.label : columnLabel(feature));
  const value = params.value ?? null;
  if (code === "missing" || value === null) {
    return { text: entry?.unknown ?? say.notKnown(label), label, value: null };
  }
  const shown = entry?.show?.(value) ?? plain(value, code, language);
  return { text: entry?.say(value) ?? `${label}: ${shown}`, label, value: shown };
}

function plain(value: string | number | boolean, code: string, language: Language): string {
  const say = phrases[language];
  if (typeof value === "boolean") return value ? say.yes : say.no;
  if (typeof value === "number")
    return code === "text" ? say.characters(formatNumber(value)) : formatNumber(value);
  return (code === "date" && formatDate(value, language)) || value;
}
