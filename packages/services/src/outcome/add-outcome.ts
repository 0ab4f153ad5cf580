import type { OrgSql } from "@leadlift/db/connect";
import { newId } from "@leadlift/db/id";
import { audit } from "../audit.ts";
import type { Context } from "../context.ts";
import { notFound, ServiceError } from "../errors.ts";
import { promiseJob } from "../jobs/promise.ts";
import { clusterOf } from "../lead/cluster.ts";
import { announce } from "../live/announce.ts";
import type { OutcomeChange } from "./change.ts";
import { foldOutcomes, type OutcomeFact, type OutcomeState } from "./fold.ts";

export interface NewOutcome {
  step: string;
  reason: string | null;
  occurredAt: Date;
  /** of a program: its own id for it, and the SHA-256 of what it said under that */
  sent?: { externalId: string; bodyHash: Uint8Array };
}

type Decide = (state: OutcomeState) => NewOutcome;

/** Adds an outcome to a lead, with everything that follows from it, or nothing. `decide` may throw to refuse. */
export async function addOutcome(
  ctx: Context,
  action: string,
  input: { leadId: string; version?: number | undefined },
  decide: Decide,
): Promise<OutcomeChange> {
  return ctx.db.withOrgSql(ctx.orgId, (sql) => addOutcomeIn(sql, ctx, action, input, decide));
}

/** The same in the caller's transaction. */
export async function addOutcomeIn(
  sql: OrgSql,
  ctx: Context,
  action: string,
  input: { leadId: string; version?: number | undefined },
  decide: Decide,
): Promise<OutcomeChange> {
  const { leadId, version } = input;
  const held = await lockLead(sql, ctx, leadId);
  if (version !== undefined && version !== held.version) {
    throw new ServiceError("CONFLICT", "Somebody else has changed this lead meanwhile; look at it again.", {
      version: held.version,
    });
  }
  const { step, reason, occurredAt, sent } = decide(await readState(sql, ctx, leadId));
  const outcomeId = newId();
  await sql.query(
    `insert into lead_outcome (org_id, id, lead_id, step, reached, reason, source, actor_id, occurred_at, recorded_at,
                               external_id, body_hash)
     values ($1, $2, $3, $4, true, $5, $6, $7, $8, $9, $10, $11)`,
    [
      ctx.orgId,
      outcomeId,
      leadId,
      step,
      reason,
      ctx.actor.kind,
      ctx.actor.kind === "user" ? ctx.actor.userId : null,
      occurredAt,
      ctx.now(),
      sent?.externalId ?? null,
      sent ? Buffer.from(sent.bodyHash) : null,
    ],
  );
  await audit(sql, ctx, { action, subjectType: "lead", subjectId: leadId, detail: { outcomeId, step } });
  const state = await settleLead(sql, ctx, leadId);
  await promiseJob(sql, ctx, "lead.score", { orgId: ctx.orgId, leadId });
  await announce(sql, ctx, { kind: "lead", leadIds: [leadId] });
  return { leadId, outcomeId, ...state };
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

/** Nobody else changes the lead until the transaction ends. Throws NOT_FOUND, CONFLICT for a merged lead. */
export async function lockLead(sql: OrgSql, ctx: Context, leadId: string): Promise<{ version: number }> {
  const { rows } = await sql.query<{ version: number; mergedInto: string | null }>(
    `select version, merged_into as "mergedInto" from lead where org_id = $1 and id = $2 for update`,
    [ctx.orgId, leadId],
  );
  const [lead] = rows;
  if (!lead) throw notFound("This lead");
  if (lead.mergedInto !== null) {
    throw new ServiceError("CONFLICT", "This lead was merged into another; work on that one.", {
      mergedInto: lead.mergedInto,
    });
  }
  return lead;
}

/** What the outcomes of a lead and of all that are merged into it come to. */
export async function readState(sql: OrgSql, ctx: Context, leadId: string): Promise<OutcomeState> {
  const { rows } = await sql.query<OutcomeFact>(
    `select step, reached, reason from lead_outcome
      where org_id = $1 and lead_id = any($2::uuid[]) and undone_at is null order by recorded_at, id`,
    [ctx.orgId, await clusterOf(sql, ctx, leadId)],
  );
  return foldOutcomes(ctx.organisation.ladder, rows);
}

/** Writes what a locked lead's outcomes come to. */
export async function settleLead(
  sql: OrgSql,
  ctx: Context,
  leadId: string,
): Promise<OutcomeState & { version: number }> {
  const state = await readState(sql, ctx, leadId);
  const { rows } = await sql.query<{ version: number }>(
    `update lead set status = $3, step = $4, lost_reason = $5, version = version + 1, updated_at = $6
      where org_id = $1 and id = $2 returning version`,
    [ctx.orgId, leadId, state.status, state.step, state.lostReason, ctx.now()],
  );
  const [written] = rows;
  if (!written) throw notFound("This lead");
  return { ...state, version: written.version };
}
