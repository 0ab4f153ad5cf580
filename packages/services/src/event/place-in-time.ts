import { type EventType, tieOf } from "@leadlift/scoring/features";
import type { Attributed } from "./attribute.ts";
import type { LinkCause, NewLink } from "./store-links.ts";
import { addLink, type MetVisitors, ownerAt } from "./visitors.ts";

/** By these a visitor tells who they are. */
const tellingTypes: Partial<Record<EventType, LinkCause>> = {
  form_submit: "form",
  whatsapp_in: "whatsapp",
  email_click: "email",
};

export interface Placed extends Attributed {
  occurredAt: Date;
  recordedAt: Date;
  /** the lead whose it is at that time; null: nobody's yet */
  ownerId: string | null;
}

export interface Placing {
  visitors: MetVisitors;
  /** leads of which a vector was served */
  served: ReadonlySet<string>;
  /** of facts that are known from now on */
  recordedAt: Date;
  /** facts of the past were known when they happened, where nothing was served that they would change */
  backfill: boolean;
  /** events of bots say of nobody who they are */
  bot: boolean;
}

/** Sets the events' times, in the order they happened, and the links of visitors who told by them who they are. */
export function placeInTime(
  events: readonly Attributed[],
  placing: Placing,
): { events: Placed[]; links: NewLink[] } {
  const { visitors, served, recordedAt, backfill, bot } = placing;
  const ordered = events
    .map((event) => ({ ...event, occurredAt: earlier(event.claimedAt, recordedAt) }))
    .sort((a, b) => a.occurredAt.getTime() - b.occurredAt.getTime() || tieOf(a.id) - tieOf(b.id));
  const knownAt = (at: Date, leads: readonly (string | null)[]) =>
    backfill && !leads.some((lead) => lead !== null && served.has(lead)) ? at : recordedAt;

  const links: NewLink[] = [];
  for (const { type, leadId, visitorId, occurredAt, corrected } of ordered) {
    const cause = tellingTypes[type];
    if (!cause || leadId === null || visitorId === null || corrected) continue;
    if (bot && visitors.judged.get(visitorId) !== false) continue;
    const own = visitors.links.get(visitorId) ?? [];
    if (ownerAt(own, occurredAt) === leadId) continue;
    const link = { visitorId, leadId, fromAt: occurredAt };
    addLink(own, link);
    visitors.links.set(visitorId, own);
    links.push({
      ...link,
      cause,
      recordedAt: knownAt(
        occurredAt,
        own.map((each) => each.leadId),
      ),
    });
  }
  const placed = ordered.map((event) => {
    const { leadId, visitorId, occurredAt } = event;
    const ownerId =
      leadId ?? (visitorId === null ? null : ownerAt(visitors.links.get(visitorId) ?? [], occurredAt));
    return { ...event, ownerId, recordedAt: knownAt(occurredAt, [ownerId]) };
  });
  return { events: placed, links };
}

function earlier(claimedAt: Date | null, now: Date): Date {
  return claimedAt && claimedAt < now ? claimedAt : now;
}
