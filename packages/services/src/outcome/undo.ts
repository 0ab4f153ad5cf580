import type { OrgSql } from "@leadlift/db/connect";
import { z } from "zod";
import { audit } from "../audit.ts";
import type { Actor, Context } from "../context.ts";
import { notFound, ServiceError } from "../errors.ts";
import { promiseJob } from "../jobs/promise.ts";
import { clusterOf, keptLeads } from "../lead/cluster.ts";
import { announce } from "../live/announce.ts";
import { can, requirePermission } from "../permissions.ts";
import { lockLead, settleLead } from "./add-outcome.ts";
import type { OutcomeChange } from "./change.ts";

export const undoOutcomeInput = z.object({ outcomeId: z.uuid() });

/**
 * Takes back a lead's last outcome: one's own, or as a manager anyone's.
 * Throws NOT_FOUND, FORBIDDEN, and CONFLICT when it is not the last one any more.
 */
export async function undoOutcome(
  ctx: Context,
  input: z.input<typeof undoOutcomeInput>,
): Promise<OutcomeChange> {
  requirePermission(ctx, "lead.work");
  const { outcomeId } = undoOutcomeInput.parse(input);
  return ctx.db.withOrgSql(ctx.orgId, (sql) => undoOutcomeIn(sql, ctx, outcomeId));
}

/** The same in the caller's transaction. */
export async function undoOutcomeIn(sql: OrgSql, ctx: Context, outcomeId: string): Promise<OutcomeChange> {
  const { orgId, actor } = ctx;
  const outcome = await readOutcome(sql, ctx, outcomeId);
  const [leadId] = await keptLeads(sql, ctx, [outcome.leadId]);
  if (leadId === undefined) throw notFound("This outcome");
  await lockLead(sql, ctx, leadId);
  if ((await lastOutcome(sql, ctx, leadId))?.outcomeId !== outcomeId) {
    throw new ServiceError("CONFLICT", "Only a lead's last outcome can be undone, and only once.");
  }
  // What a program said, programs may take back.
  if (!(mayUndo(actor, outcome.actorId) || (actor.kind === "key" && outcome.sent))) {
    throw new ServiceError("FORBIDDEN", "Only whoever recorded this, or a manager, can undo it.");
  }
  await sql.query("update lead_outcome set undone_at = $3, undone_by = $4 where org_id = $1 and id = $2", [
    orgId,
    outcomeId,
    ctx.now(),
    actor.kind === "user" ? actor.userId : null,
  ]);
  await audit(sql, ctx, {
    action: "lead.undo",
    subjectType: "lead",
    subjectId: leadId,
    detail: { outcomeId, step: outcome.step },
  });
  const state = await settleLead(sql, ctx, leadId);
  await promiseJob(sql, ctx, "lead.score", { orgId, leadId });
  await announce(sql, ctx, { kind: "lead", leadIds: [leadId] });
  return { leadId, outcomeId, ...state };
}

interface StoredOutcome {
  leadId: string;
  step: string;
  actorId: string | null;
  sent: boolean;
}

async function readOutcome(sql: OrgSql, ctx: Context, outcomeId: string): Promise<StoredOutcome> {
  const { rows } = await sql.query<StoredOutcome>(
    `select lead_id as "leadId", step, actor_id as "actorId", external_id is not null as sent
       from lead_outcome where org_id = $1 and id = $2`,
    [ctx.orgId, outcomeId],
  );
  const [outcome] = rows;
  if (!outcome) throw notFound("This outcome");
  return outcome;
}

/** The one that undo would take back, of the lead or of those merged into it. */
export async function lastOutcome(
  sql: OrgSql,
  ctx: Context,
  leadId: string,
): Promise<{ outcomeId: string; step: string; reached: boolean; actorId: string | null } | undefined> {
  const { rows } = await sql.query<{
    outcomeId: string;
    step: string;
    reached: boolean;
    actorId: string | null;
  }>(
    `select id as "outcomeId", step, reached, actor_id as "actorId" from lead_outcome
      where org_id = $1 and lead_id = any($2::uuid[]) and undone_at is null
      order by recorded_at desc, id desc limit 1`,
    [ctx.orgId, await clusterOf(sql, ctx, leadId)],
  );
  return rows[0];
}

/** One's own outcome, or anyone's for whoever assigns leads. */
export function mayUndo(actor: Actor, recordedBy: string | null): boolean {
  if (actor.kind === "system") return true;
  if (actor.kind === "key") return false;
  return recordedBy === actor.userId || can(actor.role, "lead.assign");
}
