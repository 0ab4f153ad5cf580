import type { OrgSql } from "@leadlift/db/connect";
import { newId } from "@leadlift/db/id";
import { z } from "zod";
import { audit } from "../audit.ts";
import type { Context } from "../context.ts";
import { notFound } from "../errors.ts";
import { untilSettled } from "../event/moved-meanwhile.ts";
import { holdStates } from "../feature/held-states.ts";
import { announce } from "../live/announce.ts";
import { carrySteps } from "../next-step/carry.ts";
import { settleLead } from "../outcome/add-outcome.ts";
import { requirePermission } from "../permissions.ts";
import { recountWork } from "../work/recount-work.ts";
import { type MergeableLead, mergeRefusal } from "./merge-refusal.ts";
import { refuseOldVersion } from "./refuse-old-version.ts";

export const mergeLeadsInput = z.object({
  /** goes on, with both histories */
  keptId: z.uuid(),
  /** leaves the lists until the merge is undone */
  mergedId: z.uuid(),
  /** of the lead that is kept; refuses the merge when it has changed since */
  version: z.int().positive().optional(),
});

/**
 * Makes one of two leads that are the same enquiry. Events, outcomes and contacts stay where they are and are read
 * together; what is promised goes along, and back when it is undone.
 * Throws NOT_FOUND; BAD_INPUT for leads of two kinds; FORBIDDEN for a colleague's; CONFLICT where either is merged already
 * or the version is old.
 */
export async function mergeLeads(
  ctx: Context,
  input: z.input<typeof mergeLeadsInput>,
): Promise<{ mergeId: string }> {
  requirePermission(ctx, "lead.work");
  const { keptId, mergedId, version } = mergeLeadsInput.parse(input);
  return untilSettled(() =>
    ctx.db.withOrgSql(ctx.orgId, (sql) => merge(sql, ctx, { keptId, mergedId, version })),
  );
}

async function merge(
  sql: OrgSql,
  ctx: Context,
  { keptId, mergedId, version }: { keptId: string; mergedId: string; version: number | undefined },
): Promise<{ mergeId: string }> {
  await requireLeads(sql, ctx, [keptId, mergedId]);
  // States before lead rows, as everywhere: whoever writes an event for one of them waits here, or is waited for.
  const held = await holdStates(sql, ctx, [keptId, mergedId]);
  const [kept, merged] = await lockLeads(sql, ctx, [keptId, mergedId]);
  if (!kept || !merged) throw notFound("This lead");
  const refusal = mergeRefusal(ctx.actor, kept, merged);
  if (refusal) throw refusal;
  refuseOldVersion(kept.version, version);

  const mergeId = newId();
  await sql.query(
    `insert into lead_merge (org_id, id, kept_id, merged_id, actor_id, recorded_at) values ($1, $2, $3, $4, $5, $6)`,
    [
      ctx.orgId,
      mergeId,
      keptId,
      mergedId,
      ctx.actor.kind === "user" ? ctx.actor.userId : null,
      held.recordedAt,
    ],
  );
  await sql.query(
    "update lead set merged_into = $3, version = version + 1, updated_at = $4 where org_id = $1 and id = $2",
    [ctx.orgId, mergedId, keptId, ctx.now()],
  );
  await sql.query("delete from lead_vector where org_id = $1 and lead_id = $2", [ctx.orgId, mergedId]);
  await sql.query("delete from lead_state where org_id = $1 and lead_id = $2", [ctx.orgId, mergedId]);
  await settleLead(sql, ctx, keptId);
  held.refold(keptId);
  await held.settle({ promiseScores: true });
  await carrySteps(sql, ctx, mergedId, keptId);
  await recountWork(sql, ctx, [keptId]);
  await announce(sql, ctx, { kind: "lead", leadIds: [keptId, mergedId] });
  await audit(sql, ctx, {
    action: "lead.merge",
    subjectType: "lead",
    subjectId: keptId,
    detail: { mergeId, mergedId },
  });
  return { mergeId };
}

interface LockedLead extends MergeableLead {
  version: number;
}

/** Throws NOT_FOUND before anything is locked or made for a lead that is not there. */
async function requireLeads(sql: OrgSql, ctx: Context, ids: readonly string[]): Promise<void> {
  const { rowCount } = await sql.query("select from lead where org_id = $1 and id = any($2::uuid[])", [
    ctx.orgId,
    ids,
  ]);
  if (rowCount < new Set(ids).size) throw notFound("This lead");
}

/** Locked in id order, given in the order asked for. */
async function lockLeads(
  sql: OrgSql,
  ctx: Context,
  ids: readonly string[],
): Promise<(LockedLead | undefined)[]> {
  const { rows } = await sql.query<LockedLead>(
    `select id, kind, version, merged_into as "mergedInto", owner_id as "ownerId" from lead
      where org_id = $1 and id = any($2::uuid[]) order by id for update`,
    [ctx.orgId, ids],
  );
  return ids.map((id) => rows.find((row) => row.id === id));
}
