import type { OrgSql } from "@leadlift/db/connect";
import { noteWaiting } from "../assignment/note-waiting.ts";
import type { Context } from "../context.ts";
import type { HeldStates } from "../feature/held-states.ts";
import { noteTouches } from "../work/note-touches.ts";
import type { BotReason } from "./bot.ts";
import { releaseIds } from "./claim-ids.ts";
import type { QualityCounts } from "./count-quality.ts";
import { featureEventOf } from "./feature-event.ts";
import type { Placed, placeInTime } from "./place-in-time.ts";
import { storeEvents } from "./store-events.ts";
import { storeLinks } from "./store-links.ts";
import { textOwners } from "./text.ts";
import type { MetVisitors } from "./visitors.ts";

type PlacedEvent = Placed & { source: string };

export interface Recorded {
  events: readonly PlacedEvent[];
  links: ReturnType<typeof placeInTime>["links"];
  /** senders' ids that were claimed for events which are not kept */
  released: string[];
  counts: QualityCounts;
  visitors: MetVisitors;
  /** null: no lead's features change */
  held: HeldStates | null;
  bot: BotReason | null;
  receivedAt: Date;
  promiseScores: boolean;
  refoldLater: boolean;
}

/** Writes what a call brought, with the states, counts and touches that follow from it. */
export async function keepRecorded(sql: OrgSql, ctx: Context, recorded: Recorded): Promise<void> {
  const { events, links, released, counts, visitors, held, bot, receivedAt } = recorded;
  const owners = await textOwners(sql, ctx, ownersOfTexts(events));
  const settle = async () => {
    if (!held) return;
    fold(held, recorded);
    await held.settle({ promiseScores: recorded.promiseScores, refoldLater: recorded.refoldLater });
  };
  const toStore = events.map((event) => ({
    ...event,
    bot,
    correctedId: event.corrected?.id ?? null,
    textOwner: owners.get(event.ownerId ?? "") ?? null,
  }));
  const people = events.filter((event) => !isBots(event, visitors, bot));
  // They run in this order; none waits for the answer to another, because states are held until all have come.
  await Promise.all([
    storeLinks(sql, ctx, links),
    storeEvents(sql, ctx, toStore, receivedAt),
    releaseIds(sql, ctx, released),
    counts.store(sql, ctx),
    settle(),
    noteTouches(sql, ctx, people, links),
    noteWaiting(sql, ctx, people.flatMap(wordOf(held))),
  ]);
}

/** Of a lead that is known, under the one that stands for it; what corrects another event is no new word. */
function wordOf(held: HeldStates | null) {
  return ({ ownerId, type, occurredAt, corrected }: PlacedEvent) => {
    if (ownerId === null || corrected) return [];
    return [{ leadId: held?.standing.get(ownerId) ?? ownerId, type, occurredAt }];
  };
}

/** A person's word on the visitor goes before every mark. */
function isBots({ visitorId }: Placed, { judged }: MetVisitors, bot: BotReason | null): boolean {
  return Boolean((visitorId && judged.get(visitorId)) ?? bot);
}

/** The leads with whose keys texts are sealed. */
function ownersOfTexts(events: readonly Placed[]): string[] {
  const withText = events.filter(({ text }) => text !== null);
  return [...new Set(withText.flatMap(({ ownerId }) => ownerId ?? []))];
}

function fold(held: HeldStates, { events, links, visitors, bot }: Recorded): void {
  const refoldVisitor = (visitorId: string) => {
    for (const { leadId } of visitors.links.get(visitorId) ?? []) held.refold(leadId);
  };
  // Visitors who are somebody's, or somebody else's, since now.
  for (const visitorId of new Set(links.map((link) => link.visitorId))) refoldVisitor(visitorId);
  const inTime = events.toSorted((a, b) => a.occurredAt.getTime() - b.occurredAt.getTime());
  for (const event of inTime) {
    const { ownerId, corrected } = event;
    if (corrected) {
      if (corrected.leadId !== null) held.refold(corrected.leadId);
      else if (corrected.visitorId !== null) refoldVisitor(corrected.visitorId);
    } else if (ownerId !== null && !isBots(event, visitors, bot)) {
      const feature = featureEventOf(event);
      if (feature) held.fold(ownerId, feature);
    }
  }
}
