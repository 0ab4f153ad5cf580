import type { OrgSql } from "@leadlift/db/connect";
import { z } from "zod";
import { audit } from "../audit.ts";
import type { Context } from "../context.ts";
import { notFound, ServiceError } from "../errors.ts";
import { untilSettled } from "../event/moved-meanwhile.ts";
import { holdStates } from "../feature/held-states.ts";
import { announce } from "../live/announce.ts";
import { returnSteps } from "../next-step/carry.ts";
import { settleLead } from "../outcome/add-outcome.ts";
import { mayUndo } from "../outcome/undo.ts";
import { requirePermission } from "../permissions.ts";
import { recountWork } from "../work/recount-work.ts";
import { keptLeads } from "./cluster.ts";

export const unmergeLeadsInput = z.object({ mergeId: z.uuid() });

/**
 * Makes two leads again of what was merged; what happened meanwhile stays with the lead that it was recorded for, and
 * what was promised of each is its own again.
 * Throws NOT_FOUND, FORBIDDEN for what somebody else merged, CONFLICT when it was undone before.
 */
export async function unmergeLeads(
  ctx: Context,
  input: z.input<typeof unmergeLeadsInput>,
): Promise<{ keptId: string; mergedId: string }> {
  requirePermission(ctx, "lead.work");
  const { mergeId } = unmergeLeadsInput.parse(input);
  return untilSettled(() => ctx.db.withOrgSql(ctx.orgId, (sql) => unmerge(sql, ctx, mergeId)));
}

async function unmerge(
  sql: OrgSql,
  ctx: Context,
  mergeId: string,
): Promise<{ keptId: string; mergedId: string }> {
  const { keptId, mergedId, actorId } = await readMerge(sql, ctx, mergeId);
  if (!mayUndo(ctx.actor, actorId)) {
    throw new ServiceError("FORBIDDEN", "Only whoever merged these leads, or a manager, can undo it.");
  }
  const held = await holdStates(sql, ctx, [keptId]);
  // The kept one may have been merged further meanwhile.
  const [standing = keptId] = await keptLeads(sql, ctx, [keptId]);
  await sql.query("select from lead where org_id = $1 and id = any($2::uuid[]) order by id for update", [
    ctx.orgId,
    [standing, mergedId],
  ]);
  const { rowCount } = await sql.query(
    "update lead_merge set undone_at = $3, undone_by = $4 where org_id = $1 and id = $2 and undone_at is null",
    [ctx.orgId, mergeId, held.recordedAt, ctx.actor.kind === "user" ? ctx.actor.userId : null],
  );
  if (rowCount === 0) throw new ServiceError("CONFLICT", "This merge was undone before.");
  await sql.query("update lead set merged_into = null where org_id = $1 and id = $2", [ctx.orgId, mergedId]);
  for (const leadId of [standing, mergedId]) {
    await settleLead(sql, ctx, leadId);
    held.refold(leadId);
  }
  await held.settle({ promiseScores: true });
  await returnSteps(sql, ctx, standing, mergedId);
  await recountWork(sql, ctx, [standing, mergedId]);
  await announce(sql, ctx, { kind: "lead", leadIds: [standing, mergedId] });
  await audit(sql, ctx, {
    action: "lead.unmerge",
    subjectType: "lead",
    subjectId: keptId,
    detail: { mergeId, mergedId },
  });
  return { keptId, mergedId };
}

interface StoredMerge {
  keptId: string;
  mergedId: string;
  actorId: string | null;
}

async function readMerge(sql: OrgSql, ctx: Context, mergeId: string): Promise<StoredMerge> {
  const { rows } = await sql.query<StoredMerge>(
    `select kept_id as "keptId", merged_id as "mergedId", actor_id as "actorId" from lead_merge where org_id = $1 and id = $2`,
    [ctx.orgId, mergeId],
  );
  const [merge] = rows;
  if (!merge) throw notFound("This merge");
  return merge;
}
