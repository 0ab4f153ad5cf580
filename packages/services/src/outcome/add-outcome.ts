import type { Tx } from "@leadlift/db/connect";
import { newId } from "@leadlift/db/id";
import { audit } from "../audit.ts";
import type { Context } from "../context.ts";
import { notFound, ServiceError } from "../errors.ts";
import { promiseJob } from "../jobs/promise.ts";
import type { OutcomeChange } from "./change.ts";
import { foldOutcomes, type OutcomeState } from "./fold.ts";

export interface NewOutcome {
  step: string;
  reason: string | null;
  occurredAt: Date;
}

/** Adds an outcome to a lead, with everything that follows from it, or nothing. `decide` may throw to refuse. */
export async function addOutcome(
  ctx: Context,
  action: string,
  input: { leadId: string; version?: number | undefined },
  decide: (state: OutcomeState) => NewOutcome,
): Promise<OutcomeChange> {
  const { leadId, version } = input;
  return ctx.db.withOrg(ctx.orgId, async (tx) => {
    const held = await lockLead(tx, ctx, leadId);
    if (version !== undefined && version !== held.version) {
      throw new ServiceError("CONFLICT", "Somebody else has changed this lead meanwhile; look at it again.", {
        version: held.version,
      });
    }
    const outcome = decide(await readState(tx, ctx, leadId));
    const outcomeId = newId();
    await tx.leadOutcome.create({
      data: {
        orgId: ctx.orgId,
        id: outcomeId,
        leadId,
        reached: true,
        source: ctx.actor.kind,
        actorId: ctx.actor.kind === "user" ? ctx.actor.userId : null,
        recordedAt: ctx.now(),
        ...outcome,
      },
    });
    await audit(tx, ctx, {
      action,
      subjectType: "lead",
      subjectId: leadId,
      detail: { outcomeId, step: outcome.step },
    });
    return settleLead(tx, ctx, leadId, outcomeId);
  });
}

/** A day or an hour that has not come yet is a slip of the hand. */
export function pastOrNow(ctx: Context, occurredAt: Date | undefined): Date {
  const now = ctx.now();
  if (!occurredAt) return now;
  if (occurredAt.getTime() > now.getTime() + 60_000) {
    throw new ServiceError("BAD_INPUT", "The time of an outcome cannot lie in the future.");
  }
  return occurredAt;
}

/** Throws NOT_FOUND. Nobody else changes the lead until the transaction ends. */
export async function lockLead(tx: Tx, ctx: Context, leadId: string): Promise<{ version: number }> {
  const [lead] = await tx.$queryRaw<{ version: number }[]>`
    select version from lead where org_id = ${ctx.orgId}::uuid and id = ${leadId}::uuid for update`;
  if (!lead) throw notFound("This lead");
  return lead;
}

async function readState(tx: Tx, ctx: Context, leadId: string): Promise<OutcomeState> {
  const outcomes = await tx.leadOutcome.findMany({
    where: { orgId: ctx.orgId, leadId, undoneAt: null },
    orderBy: [{ recordedAt: "asc" }, { id: "asc" }],
    select: { step: true, reached: true, reason: true },
  });
  return foldOutcomes(ctx.organisation.ladder, outcomes);
}

/** Writes what a locked lead's outcomes come to, and promises its new score. */
export async function settleLead(
  tx: Tx,
  ctx: Context,
  leadId: string,
  outcomeId: string,
): Promise<OutcomeChange> {
  const state = await readState(tx, ctx, leadId);
  const { version } = await tx.lead.update({
    where: { orgId_id: { orgId: ctx.orgId, id: leadId } },
    data: { ...state, version: { increment: 1 }, updatedAt: ctx.now() },
    select: { version: true },
  });
  await promiseJob(tx, ctx, "lead.score", { orgId: ctx.orgId, leadId });
  return { leadId, outcomeId, ...state, version };
}
