import type { OrgSql } from "@leadlift/db/connect";
import type { Context } from "../context.ts";
import { ServiceError } from "../errors.ts";
import { type HeldStates, holdStates } from "../feature/held-states.ts";
import { announceSoon } from "../live/announce.ts";
import { requirePermission } from "../permissions.ts";
import { Answers, type EventResult } from "./answers.ts";
import { type Attributed, attribute, type Refuse } from "./attribute.ts";
import { type AgentHints, type BotReason, botOf } from "./bot.ts";
import { requireUnreplaced } from "./corrections.ts";
import { QualityCounts } from "./count-quality.ts";
import { mostEvents } from "./event-input.ts";
import { keepRecorded } from "./keep-recorded.ts";
import { MovedMeanwhile, untilSettled } from "./moved-meanwhile.ts";
import { noteNetwork } from "./note-network.ts";
import { ensurePartitions, ensurePartitionsIn } from "./partitions.ts";
import { type Placed, placeInTime } from "./place-in-time.ts";
import { purposeToKeep } from "./purpose-to-keep.ts";
import { servedLeads } from "./served-leads.ts";
import { takeIn } from "./take-in.ts";
import type { MetVisitors } from "./visitors.ts";

export type { EventResult } from "./answers.ts";
export type { AgentHints } from "./bot.ts";
export { type EventInput, eventInput, mostEvents, type RefusalCode } from "./event-input.ts";

const lateAfterMs = 60 * 60_000;
const clockSkewMs = 5 * 60_000;

export interface RecordEventsInput {
  /** as senders give them (EventInput), at most 1,000; each is judged by itself */
  events: readonly unknown[];
  /** where they come from, of those that do not say it themselves */
  source: string;
  /** they tell of the past: what happened was known when it happened, as far as no score has been made without it */
  backfill?: boolean;
  /** what cannot be folded as it comes is left to the next reader of its lead */
  refoldLater?: boolean;
  /** who sent them, when that is the visitor's own browser */
  agent?: AgentHints;
}

/**
 * Records what leads and visitors did, each event once, with all that follows from it; answers each in its place.
 * Throws BAD_INPUT for more than 1,000 events.
 */
export async function recordEvents(
  ctx: Context,
  input: RecordEventsInput,
): Promise<{ results: EventResult[] }> {
  requirePermission(ctx, "event.write");
  await ensurePartitions(ctx);
  const answer = await untilSettled(() =>
    ctx.db.withOrgSql(ctx.orgId, (sql) => recordEventsIn(sql, ctx, input)),
  );
  if (!input.backfill) announceSoon(ctx, { kind: "event", leadIds: answer.results.flatMap(recordedOf) });
  return answer;
}

/** The same in the caller's transaction, which has to be done again on CONFLICT. */
export async function recordEventsIn(
  sql: OrgSql,
  ctx: Context,
  input: RecordEventsInput,
): Promise<{ results: EventResult[] }> {
  requirePermission(ctx, "event.write");
  const { events: given, source, backfill = false, refoldLater = false, agent } = input;
  refuseTooMany(given.length);
  await ensurePartitionsIn(sql, ctx);
  const receivedAt = new Date();
  const answers = new Answers();
  const released: string[] = [];
  const refuse: Refuse = ({ place, eventId }, code, message) => {
    released.push(eventId);
    answers.refuse(place, eventId, code, message);
  };

  const incoming = await takeIn(sql, ctx, given, answers, receivedAt);
  const { events: attributed, visitors } = await attribute(sql, ctx, incoming, source, refuse);
  const leadIds = leadsOf(attributed, visitors);
  const held = leadIds.length > 0 ? await holdStates(sql, ctx, leadIds) : null;
  if (leadIds.some((leadId) => !held?.standing.has(leadId))) throw new MovedMeanwhile();
  const corrected = attributed.flatMap((event) => event.corrected ?? []);
  await requireUnreplaced(sql, ctx, corrected);

  const bot = agent ? botOf(agent) : null;
  await noteNetwork(sql, ctx, [...visitors.met], agent);
  const recordedAt = held?.recordedAt ?? ctx.now();
  const served = await servedLeads(sql, ctx, backfill ? leadIds : []);
  const placed = placeInTime(attributed, { visitors, served, recordedAt, backfill, bot: bot !== null });
  const kept = whatMayBeKept(held, placed.events, refuse);
  for (const event of kept) answers.record(event.place, resultOf(event, ctx.now(), { bot, backfill }));
  const results = answers.all();
  const sources = new Map(incoming.map((event) => [event.place, event.source]));
  await keepRecorded(sql, ctx, {
    events: kept.map((event) => ({ ...event, source: event.source ?? source })),
    links: placed.links,
    released,
    counts: countResults(results, (place) => sources.get(place) ?? source),
    visitors,
    held,
    bot,
    receivedAt,
    promiseScores: !backfill,
    refoldLater,
  });
  return { results };
}

function refuseTooMany(count: number): void {
  if (count <= mostEvents) return;
  throw new ServiceError(
    "BAD_INPUT",
    { worded: `At most ${mostEvents} events can be sent at once.` },
    {
      limit: mostEvents,
      count,
    },
  );
}

function recordedOf({ status, leadId }: EventResult): string[] {
  return status === "recorded" && leadId !== undefined ? [leadId] : [];
}

/** Every lead whose features may change. */
function leadsOf(events: readonly Attributed[], { links }: MetVisitors): string[] {
  const sentFor = events.flatMap(({ leadId }) => leadId ?? []);
  const linked = [...links.values()].flat().map(({ leadId }) => leadId);
  return [...new Set([...sentFor, ...linked])];
}

/** Without what was collected for a purpose that is not in force. */
function whatMayBeKept(held: HeldStates | null, events: readonly Placed[], refuse: Refuse): Placed[] {
  const refused = new Set<string>();
  const mayBeKept = (event: Placed): boolean => {
    const purpose = purposeToKeep(event.type);
    if (purpose && held && event.ownerId !== null && !held.consentsOf(event.ownerId)[purpose].inForce) {
      refuse(event, "consent_withdrawn", "subject: has no consent in force for what this event tells.");
    } else if (event.corrected && refused.has(event.corrected.id)) {
      refuse(event, "unknown_correction", "corrects: is no event that is kept here.");
    } else {
      return true;
    }
    refused.add(event.id);
    return false;
  };
  // In the order they came: a correction comes after what it corrects, whatever their times.
  return events.toSorted((a, b) => a.place - b.place).filter(mayBeKept);
}

function resultOf(
  event: Placed,
  now: Date,
  { bot, backfill }: { bot: BotReason | null; backfill: boolean },
): EventResult {
  const { eventId, ownerId, claimedAt, occurredAt, dropped } = event;
  const late = !backfill && now.getTime() - occurredAt.getTime() > lateAfterMs;
  const clamped = claimedAt !== null && claimedAt.getTime() > now.getTime() + clockSkewMs;
  return {
    eventId,
    status: "recorded",
    ...(ownerId === null ? {} : { leadId: ownerId }),
    ...(clamped ? { clamped } : {}),
    ...(late ? { late } : {}),
    ...(bot ? { bot: true } : {}),
    ...(dropped.length > 0 ? { dropped } : {}),
  };
}

function countResults(results: readonly EventResult[], sourceOf: (place: number) => string): QualityCounts {
  const counts = new QualityCounts();
  for (const [place, { status, late, clamped, bot }] of results.entries()) {
    counts.add(sourceOf(place), "received", status === "recorded" ? "stored" : status);
    if (late) counts.add(sourceOf(place), "late");
    if (clamped) counts.add(sourceOf(place), "clamped");
    if (bot) counts.add(sourceOf(place), "bot");
  }
  return counts;
}
