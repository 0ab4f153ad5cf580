import type { EventCounts, Known } from "@leadlift/services/quality/summary";

export interface Measure {
  name: Exclude<keyof EventCounts, "received" | "recorded">;
  label: string;
  /** what it is a share of */
  of: "received" | "recorded";
  meaning: string;
}

/** What can be wrong with events, as people say it. */
export const measures: readonly Measure[] = [
  { name: "bots", label: "From bots", of: "recorded", meaning: "Kept, but no score counts them." },
  {
    name: "duplicates",
    label: "Sent more than once",
    of: "received",
    meaning: "Kept once: sending again does no harm.",
  },
  {
    name: "late",
    label: "Late",
    of: "recorded",
    meaning: "They came over an hour after they happened. Scores were made without them until then.",
  },
  {
    name: "clamped",
    label: "Dated in the future",
    of: "recorded",
    meaning: "The sender’s clock is ahead. They count as of when they came.",
  },
  {
    name: "refused",
    label: "Refused",
    of: "received",
    meaning: "Not understood, of an unknown lead, or without consent. The sender was told which.",
  },
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

export function sourceLabel(source: string | null): string {
  return source ?? "No source given";
}

/** "up from 1.2 %"; null where the days before tell nothing. A tenth more or less is no news. */
export function changeText(now: number | null, before: number | null, percent: (share: number) => string) {
  if (now === null || before === null) return null;
  if (percent(now) === percent(before) || Math.abs(now - before) < before / 10) return "much as before";
  return `${now > before ? "up" : "down"} from ${percent(before)}`;
}

const monthNames = new Intl.DateTimeFormat("en-IN", { month: "short", year: "numeric", timeZone: "UTC" });
const dayNames = new Intl.DateTimeFormat("en-IN", { day: "numeric", month: "short", timeZone: "UTC" });

/** "2026-11" → "Nov 2026" */
export function monthText(month: string): string {
  return monthNames.format(new Date(`${month}-01`));
}

/** "2026-11-23" → "23 Nov" */
export function dayText(day: string): string {
  return dayNames.format(new Date(day));
}
