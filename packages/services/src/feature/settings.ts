import type { FeatureSettings } from "@leadlift/scoring/features";
import type { OrganisationSettings } from "../context.ts";

const known = new Map<string, number>();

/** What features need to know of the organisation. */
export function featureSettings(
  organisation: Pick<OrganisationSettings, "timezone" | "fiscalYearStart">,
): FeatureSettings {
  const { timezone, fiscalYearStart } = organisation;
  const utcOffsetMinutes = known.get(timezone) ?? standardOffset(timezone);
  known.set(timezone, utcOffsetMinutes);
  return { utcOffsetMinutes, fiscalYearStart };
}

/** The smaller of the offsets in winter and in summer: days must not change their length. */
function standardOffset(timezone: string): number {
  return Math.min(...[0, 6].map((month) => offsetAt(timezone, Date.UTC(2026, month, 1))));
}

/** Minutes that the zone's clocks are ahead of UTC. */
function offsetAt(timezone: string, at: number): number {
  const parts = new Intl.DateTimeFormat("en-GB", {
    timeZone: timezone,
    year: "numeric",
    month: "numeric",
    day: "numeric",
    hour: "numeric",
    minute: "numeric",
    hourCycle: "h23",
  }).formatToParts(at);
  const part = (type: Intl.DateTimeFormatPartTypes) =>
    Number(parts.find((each) => each.type === type)?.value);
  const local = Date.UTC(part("year"), part("month") - 1, part("day"), part("hour"), part("minute"));
  return (local - at) / 60_000;
}
