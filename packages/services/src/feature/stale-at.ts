import type { OrganisationSettings } from "../context.ts";
import type { LeadVector } from "./read-vectors.ts";
import { featureSettings } from "./settings.ts";

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;

/**
 * Until when a vector may stand for the lead if nothing happens: the next midnight of the organisation; for a lead
 * that was active within seven days, whose decays still move, an hour; never beyond a consent.
 */
export function staleAt(
  organisation: Pick<OrganisationSettings, "timezone" | "fiscalYearStart">,
  { at, lastEventAt, lawfulUntil }: Pick<LeadVector, "at" | "lastEventAt" | "lawfulUntil">,
): Date {
  const offset = featureSettings(organisation).utcOffsetMinutes * 60_000;
  const now = at.getTime();
  const midnight = (Math.floor((now + offset) / dayMs) + 1) * dayMs - offset;
  const active = lastEventAt !== null && now - lastEventAt.getTime() < 7 * dayMs;
  const until = active ? Math.min(midnight, now + hourMs) : midnight;
  return new Date(Math.min(until, lawfulUntil?.getTime() ?? until));
}
