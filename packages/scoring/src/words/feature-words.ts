import type { FeatureMeta, FeatureUnit } from "../features/definition.ts";
import type { Entry } from "./entry.ts";
import { formatDays, formatMinutes, formatNumber, formatRupees } from "./format-value.ts";

/** A feature's own words as the lexicon has them. */
export function featureEntry({ words, unit }: FeatureMeta): Entry {
  const show = (value: number) => words.names?.[value] ?? formatUnit(value, unit);
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
function formatUnit(value: number, unit: FeatureUnit): string {
  switch (unit) {
    case "points":
      return formatNumber(Math.round(value));
    case "count":
    case "ratio":
      return formatNumber(value);
    case "minutes":
      return formatMinutes(Math.abs(value) * 120 < 1 ? 0 : value);
    case "days":
      return value < 1 ? formatUnit(value * 1440, "minutes") : formatDays(value);
    case "share":
      return `${formatNumber(Math.round(value * 100))} %`;
    case "flag":
      return value === 0 ? "no" : "yes";
    case "rupees":
      return formatRupees(value);
  }
}
