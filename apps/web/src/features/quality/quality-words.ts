import type { EventCounts, Known } from "@leadlift/services/quality/summary";
import type { Locale } from "../../i18n/locales.ts";

export interface Measure {
  name: Exclude<keyof EventCounts, "received" | "recorded">;
  /** what it is a share of */
  of: "received" | "recorded";
}

/** What can be wrong with events. */
export const measures: readonly Measure[] = [
  { name: "bots", of: "recorded" },
  { name: "duplicates", of: "received" },
  { name: "late", of: "recorded" },
  { name: "clamped", of: "recorded" },
  { name: "refused", of: "received" },
];

/** Null where there is nothing to take a share of. */
export function shareOf(counts: EventCounts, { name, of }: Measure): number | null {
  return counts[of] === 0 ? null : counts[name] / counts[of];
}

/** How much of all that could be known of these leads is known; null without leads or fields. */
export function knownShare({ leads, known }: Known): number | null {
  if (leads === 0 || known.length === 0) return null;
  return known.reduce((sum, count) => sum + count, 0) / (leads * known.length);
}

/** What every lead has, and what this organisation's own files brought. */
export function isOwnField(key: string): boolean {
  return key.startsWith("attributes.");
}

export interface FieldShare {
  /** its place among the fields */
  field: number;
  known: number;
  share: number;
}

/** Least known first. */
export function fieldShares({ leads, known }: Known): FieldShare[] {
  return known
    .map((count, field) => ({ field, known: count, share: leads === 0 ? 0 : count / leads }))
    .sort((a, b) => a.share - b.share || a.field - b.field);
}

/** Where a source stands in the address; one that is called "~none" or "~others" is not to be taken for these. */
export const noSource = "~none";
export const otherSources = "~others";

/** Null where the days before tell nothing. A tenth more or less is no news. */
export function changeOf(now: number | null, before: number | null, percent: (share: number) => string) {
  if (now === null || before === null) return null;
  if (percent(now) === percent(before) || Math.abs(now - before) < before / 10) return "same";
  return now > before ? "up" : "down";
}

/** "2026-11" → "Nov 2026" */
export function shortMonth(month: string, locale: Locale): string {
  const named = { month: "short", year: "numeric", timeZone: "UTC" } as const;
  return new Date(`${month}-01`).toLocaleDateString(locale, named);
}
