import type { OrgSql } from "@leadlift/db/connect";
import { claimLead } from "../assignment/claim.ts";
import type { Context } from "../context.ts";
import { ServiceError } from "../errors.ts";
import { type EventInput, recordEventsIn } from "../event/record.ts";
import { judgeLead } from "../judgement/judge.ts";
import { addStep, closeSteps, groupOf, type StepGroup } from "../next-step/change-steps.ts";
import type { NextStepInput } from "../next-step/step-input.ts";
import { addOutcomeIn, readState } from "../outcome/add-outcome.ts";
import { snoozeLead, wakeLead } from "../snooze/change-snooze.ts";
import { dayOf } from "../today/day-of.ts";
import type { ActInput } from "./act-input.ts";
import type { Effect } from "./effects.ts";
import { handOver } from "./hand-over.ts";
import type { ActedLead } from "./lead-of-act.ts";
import { outcomeOfCall } from "./outcome-of-call.ts";

const dayMs = 86_400_000;
const longestSleepMs = 366 * dayMs;

interface Doing {
  given: ActInput;
  lead: ActedLead;
  userId: string;
  occurredAt: Date;
}

type Given<Kind extends ActInput["kind"]> = Doing & { given: Extract<ActInput, { kind: Kind }> };

/** Whoever does this about a lead that is nobody's has it from then on. */
const claiming: readonly ActInput["kind"][] = ["claimed", "called", "messaged", "planned", "snoozed"];

/** Does what an act says to a lead that is locked. Returns what undo has to take back, in order. */
export async function doAct(sql: OrgSql, ctx: Context, doing: Doing): Promise<Effect[]> {
  const { given, lead, userId, occurredAt } = doing;
  if (lead.ownerId !== null || !claiming.includes(given.kind)) return doGiven(sql, ctx, doing);
  const claimed = await claimLead(sql, ctx, lead, { userId, occurredAt });
  return [...claimed, ...(await doGiven(sql, ctx, { ...doing, lead: { ...lead, ownerId: userId } }))];
}

async function doGiven(sql: OrgSql, ctx: Context, doing: Doing): Promise<Effect[]> {
  const { given, lead, userId, occurredAt } = doing;
  switch (given.kind) {
    case "claimed":
      return claimLead(sql, ctx, lead, { userId, occurredAt });
    case "called":
      return doCall(sql, ctx, { ...doing, given });
    case "messaged":
      return doMessage(sql, ctx, { ...doing, given });
    case "noted":
      return recordEvents(sql, ctx, doing, [{ type: "note", text: given.note }]);
    case "planned":
      return [...(await wake(sql, ctx, lead)), ...(await promise(sql, ctx, lead, given.next))];
    case "snoozed":
      return doSnooze(sql, ctx, { ...doing, given });
    case "woke":
      return wake(sql, ctx, lead);
    case "judged":
      return doJudge(sql, ctx, { ...doing, given });
    case "reassigned":
      return handOver(sql, ctx, lead, { to: given.ownerId, occurredAt });
  }
}

async function doCall(sql: OrgSql, ctx: Context, doing: Given<"called">): Promise<Effect[]> {
  const { given, lead, occurredAt } = doing;
  const { outcome, seconds, note, visitAt, next } = given;
  const answered = outcome !== "no_answer" && outcome !== "wrong_number";
  const events: ActEvent[] = [
    {
      type: "call_out",
      properties: { answered, ...(seconds === undefined ? {} : { seconds }) },
      ...(note === undefined ? {} : { text: note }),
    },
  ];
  if (outcome === "visit_booked") {
    const scheduled = visitAt ? { scheduled_at: visitAt.toISOString() } : {};
    events.push({ type: "site_visit_booked", properties: scheduled });
  }
  const effects = await recordEvents(sql, ctx, doing, events);
  const state = await readState(sql, ctx, lead.id);
  const change = outcomeOfCall(ctx.organisation.ladder, state, given);
  if (change) {
    const { action, step, reason } = change;
    const decided = { step, reason, occurredAt };
    const added = await addOutcomeIn(sql, ctx, action, { leadId: lead.id }, () => decided);
    effects.push({ kind: "outcome", id: added.outcomeId });
  }
  effects.push(...(await wake(sql, ctx, lead)), ...(await keepPromises(sql, ctx, lead)));
  if (outcome === "visit_booked" && visitAt) {
    effects.push(...(await promise(sql, ctx, lead, { kind: "visit", dueAt: visitAt })));
  }
  if (next) effects.push(...(await promise(sql, ctx, lead, next)));
  return effects;
}

async function doMessage(sql: OrgSql, ctx: Context, doing: Given<"messaged">): Promise<Effect[]> {
  const { given, lead } = doing;
  const type = given.channel === "whatsapp" ? "whatsapp_out" : "email_sent";
  const text = given.note === undefined ? {} : { text: given.note };
  return [
    ...(await recordEvents(sql, ctx, doing, [{ type, ...text }])),
    ...(await wake(sql, ctx, lead)),
    ...(await keepPromises(sql, ctx, lead)),
    ...(given.next ? await promise(sql, ctx, lead, given.next) : []),
  ];
}

async function doSnooze(sql: OrgSql, ctx: Context, doing: Given<"snoozed">): Promise<Effect[]> {
  const { given, lead } = doing;
  const { until, reason } = given;
  const sleep = until.getTime() - ctx.now().getTime();
  if (sleep <= 0 || sleep > longestSleepMs) {
    throw new ServiceError("BAD_INPUT", "A lead can be snoozed until a time within the next year.");
  }
  return [
    ...(await wake(sql, ctx, lead)),
    { kind: "snoozed", id: await snoozeLead(sql, ctx, lead.id, { until, reason }) },
  ];
}

async function doJudge(sql: OrgSql, ctx: Context, doing: Given<"judged">): Promise<Effect[]> {
  const { given, lead, userId, occurredAt } = doing;
  const { judgement: kind, reason = null, note = null } = given;
  const id = await judgeLead(sql, ctx, lead, { userId, kind, reason, note, at: occurredAt });
  return [{ kind: "judgement", id }];
}

type ActEvent = Pick<EventInput, "type" | "properties" | "text">;

/** Under ids that follow from the act's: the same act tells of the same events. */
async function recordEvents(
  sql: OrgSql,
  ctx: Context,
  { given, lead, occurredAt }: Doing,
  events: readonly ActEvent[],
): Promise<Effect[]> {
  const named = events.map((event) => ({ ...event, eventId: `act:${given.id}:${event.type}` }));
  const { results } = await recordEventsIn(sql, ctx, {
    events: named.map((event) => ({ ...event, occurredAt, subject: { leadId: lead.id } })),
    source: "team",
  });
  const refused = results.find(({ status }) => status !== "recorded");
  if (refused) {
    throw new ServiceError(
      "CONFLICT",
      refused.message === undefined ? "This was told of before." : { worded: refused.message },
    );
  }
  return named.map(({ eventId, type }) => ({ kind: "event", id: eventId, type }));
}

async function wake(sql: OrgSql, ctx: Context, lead: ActedLead): Promise<Effect[]> {
  const id = await wakeLead(sql, ctx, lead.id);
  return id === null ? [] : [{ kind: "woken", id }];
}

/** Who spoke to the person kept what was promised for today or before. */
async function keepPromises(sql: OrgSql, ctx: Context, lead: ActedLead): Promise<Effect[]> {
  const { until } = dayOf(ctx, ctx.now());
  return close(sql, ctx, lead, { group: "follow_up", dueBefore: until, status: "done" });
}

/** A new promise takes the place of one of its group. */
async function promise(sql: OrgSql, ctx: Context, lead: ActedLead, next: NextStepInput): Promise<Effect[]> {
  const dropped = await close(sql, ctx, lead, { group: groupOf(next.kind), status: "dropped" });
  return [...dropped, { kind: "step_added", id: await addStep(sql, ctx, lead, next) }];
}

async function close(
  sql: OrgSql,
  ctx: Context,
  lead: ActedLead,
  which: { group: StepGroup; dueBefore?: Date; status: "done" | "dropped" },
): Promise<Effect[]> {
  const closed = await closeSteps(sql, ctx, lead.id, which);
  return closed.map((id) => ({ kind: "step_closed", id, status: which.status }));
}
