import type { FeatureMeta, FeatureUnit } from "../features/definition.ts";
import type { Entry } from "./entry.ts";
import { formatDays, formatMinutes, formatNumber, formatRupees } from "./format-value.ts";
import type { Language } from "./language.ts";
import { phrases } from "./phrases.ts";

/** A feature's own words as the lexicon has them. */
export function featureEntry(
  { words, unit }: Pick<FeatureMeta, "words" | "unit">,
  language: Language = "en",
): Entry {
  const show = (value: number) => words.names?.[value] ?? formatUnit(value, unit, language);
  const say = (value: number) => {
    if (words.zero !== undefined && show(value) === show(0)) return words.zero;
    if (words.one !== undefined && show(value) === show(1)) return words.one;
    return words.known.replace("{value}", show(value));
  };
  return {
    label: words.label,
    say: (value) => spoken(value, say),
    show: (value) => spoken(value, show),
    unknown: words.missing,
  };
}

function spoken(value: string | number | boolean, say: (value: number) => string): string | null {
  const number = typeof value === "string" && value.trim() === "" ? Number.NaN : Number(value);
  return Number.isFinite(number) ? say(number) : null;
}

/** The value in its unit, as people say it. */
function formatUnit(value: number, unit: FeatureUnit, language: Language): string {
  switch (unit) {
    case "points":
      return formatNumber(Math.round(value));
    case "count":
    case "ratio":
      return formatNumber(value);
    case "minutes":
      return formatMinutes(Math.abs(value) * 120 < 1 ? 0 : value, language);
    case "days":
      return value < 1 ? formatUnit(value * 1440, "minutes", language) : formatDays(value, language);
    case "share":
      return `${formatNumber(Math.round(value * 100))} %`;
    case "flag":
      return value === 0 ? phrases[language].no : phrases[language].yes;
    case "rupees":
      return formatRupees(value, language);
  }
}
