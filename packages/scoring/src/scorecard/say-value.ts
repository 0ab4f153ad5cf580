import { formatDays, formatMinutes, formatNumber, formatRupees } from "../words/format-value.ts";
import type { Language } from "../words/language.ts";
import { unitOf } from "./field-words.ts";

/** A limit in its field's unit, as people say it. */
export function sayValue(feature: string, value: number, locale: Language): string {
  switch (unitOf(feature)) {
    case "minutes":
      return translated(formatMinutes(value), locale);
    case "days":
      return translated(formatDays(value), locale);
    case "share":
      return `${formatNumber(Math.round(value * 1000) / 10)} %`;
    case "rupees":
      return formatRupees(value);
    case "points":
      return locale === "hi" ? `100 में ${formatNumber(value)}` : `${formatNumber(value)} of 100`;
    default:
      return formatNumber(value);
  }
}

function translated(text: string, locale: Language): string {
  if (locale === "en") return text;
  return text
    .replace(/\bdays?\b/, "दिन")
    .replace(/\bmin\b/, "मिनट")
    .replace(/\bh\b/, "घंटे")
    .replace(/\bs\b/, "सेकंड");
}
