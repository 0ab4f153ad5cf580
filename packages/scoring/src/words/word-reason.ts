import type { Reason } from "../grade.ts";
import { columnLabel } from "./column-label.ts";
import { formatDate, formatNumber } from "./format-value.ts";
import { lookUp } from "./lexicon.ts";

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

/** Words for one reason. Only English exists today; the locale is there for those to come. */
export function wordReason(reason: Reason, _locale: "en" = "en"): ReasonWords {
  return { ...words(reason), direction: directionOf(reason.points) };
}

/** What a column is called where people read it. */
export function labelOf(column: string): string {
  return lookUp(column)?.label ?? columnLabel(column);
}

function directionOf(points: number): ReasonWords["direction"] {
  const rounded = Math.round(points);
  if (rounded === 0) return "flat";
  return rounded > 0 ? "up" : "down";
}

function words({ feature, code, params }: Reason): Omit<ReasonWords, "direction"> {
  if (code === "average") {
    return { text: "Average lead of this model", label: "Average lead of this model", value: null };
  }
  if (code === "messages") return { text: "Read in the messages", label: "Messages", value: null };
  if (code === "others") {
    const count = Number(params.count ?? 0);
    return {
      text: `${count} smaller ${count === 1 ? "reason" : "reasons"} together`,
      label: "Smaller reasons",
      value: null,
    };
  }
  const entry = lookUp(feature);
  const label = entry?.label ?? (typeof params.label === "string" ? params.label : columnLabel(feature));
  const value = params.value ?? null;
  if (code === "missing" || value === null) {
    return { text: entry?.unknown ?? `${label} not known`, label, value: null };
  }
  const shown = entry?.show?.(value) ?? plain(value, code);
  return { text: entry?.say(value) ?? `${label}: ${shown}`, label, value: shown };
}

function plain(value: string | number | boolean, code: string): string {
  if (typeof value === "boolean") return value ? "yes" : "no";
  if (typeof value === "number")
    return code === "text" ? `${formatNumber(value)} characters` : formatNumber(value);
  return (code === "date" && formatDate(value)) || value;
}
