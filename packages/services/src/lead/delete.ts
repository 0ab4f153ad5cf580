import type { OrgSql } from "@leadlift/db/connect";
import { z } from "zod";
import { audit } from "../audit.ts";
import type { Context } from "../context.ts";
import { notFound } from "../errors.ts";
import { MovedMeanwhile, untilSettled } from "../event/moved-meanwhile.ts";
import { holdStates } from "../feature/held-states.ts";
import { announce } from "../live/announce.ts";
import { settleLead } from "../outcome/add-outcome.ts";
import { requirePermission } from "../permissions.ts";
import { recountWork } from "../work/recount-work.ts";
import { clusterOf, keptLeads } from "./cluster.ts";
import { holdToRemove } from "./hold-to-remove.ts";

export const deleteLeadInput = z.object({ leadId: z.uuid() });

/**
 * Removes a lead, with those that were merged into it and all that is known of them: from now on it is in no list, score,
 * training or view. A person who has no other lead is forgotten with it, and with the key nothing sealed can be read any
 * more. Deleting again changes nothing. Throws NOT_FOUND for what never was.
 */
export async function deleteLead(ctx: Context, input: z.input<typeof deleteLeadInput>): Promise<void> {
  requirePermission(ctx, "lead.delete");
  const { leadId } = deleteLeadInput.parse(input);
  await untilSettled(() => ctx.db.withOrgSql(ctx.orgId, (sql) => remove(sql, ctx, leadId)));
}

async function remove(sql: OrgSql, ctx: Context, leadId: string): Promise<void> {
  const [standing] = await keptLeads(sql, ctx, [leadId]);
  if (standing === undefined) return requireDeleted(sql, ctx, leadId);
  const gone = await clusterOf(sql, ctx, leadId);
  const personIds = await personsOf(sql, ctx, gone);
  const left = standing === leadId ? null : standing;
  await holdToRemove(sql, ctx, left === null ? gone : [...gone, left], personIds);
  await refuseMoved(sql, ctx, { leadId, gone, standing });
  const told = await forgetNotifications(sql, ctx, gone);
  await sql.query("delete from lead where org_id = $1 and id = any($2::uuid[])", [ctx.orgId, gone]);
  const forgotten = await forgetPersons(sql, ctx, personIds);
  if (left !== null) await settleWithout(sql, ctx, left);
  await audit(sql, ctx, {
    action: "lead.delete",
    subjectType: "lead",
    subjectId: leadId,
    detail: { leads: gone.length, persons: forgotten },
  });
  await announce(sql, ctx, { kind: "lead", leadIds: [...gone, ...(left === null ? [] : [left])] });
  if (told.length > 0) await announce(sql, ctx, { kind: "notification", leadIds: "many", userIds: told });
}

/** Throws NOT_FOUND unless it was deleted before. */
async function requireDeleted(sql: OrgSql, ctx: Context, leadId: string): Promise<void> {
  const { rowCount } = await sql.query(
    "select from lead_change where org_id = $1 and lead_id = $2 and deleted",
    [ctx.orgId, leadId],
  );
  if (rowCount === 0) throw notFound("This lead");
}

async function personsOf(sql: OrgSql, ctx: Context, leadIds: readonly string[]): Promise<string[]> {
  const { rows } = await sql.query<{ id: string }>(
    "select distinct person_id as id from lead where org_id = $1 and id = any($2::uuid[])",
    [ctx.orgId, leadIds],
  );
  return rows.map(({ id }) => id);
}

/** What was looked up before it was locked must be so still. */
async function refuseMoved(
  sql: OrgSql,
  ctx: Context,
  { leadId, gone, standing }: { leadId: string; gone: readonly string[]; standing: string },
): Promise<void> {
  const [now] = await keptLeads(sql, ctx, [leadId]);
  const cluster = await clusterOf(sql, ctx, leadId);
  if (now !== standing || cluster.join() !== gone.join()) throw new MovedMeanwhile();
}

/** Gives whom they had been told. */
async function forgetNotifications(sql: OrgSql, ctx: Context, leadIds: readonly string[]): Promise<string[]> {
  const { rows } = await sql.query<{ userId: string }>(
    `delete from notification where org_id = $1 and lead_id = any($2::uuid[]) returning user_id as "userId"`,
    [ctx.orgId, leadIds],
  );
  return rows.map(({ userId }) => userId);
}

async function forgetPersons(sql: OrgSql, ctx: Context, personIds: readonly string[]): Promise<number> {
  const { rowCount } = await sql.query(
    `delete from person p where p.org_id = $1 and p.id = any($2::uuid[])
        and not exists (select from lead l where l.org_id = p.org_id and l.person_id = p.id)`,
    [ctx.orgId, personIds],
  );
  return rowCount;
}

/** The lead that it was merged into goes on with what is its own. */
async function settleWithout(sql: OrgSql, ctx: Context, leadId: string): Promise<void> {
  const held = await holdStates(sql, ctx, [leadId]);
  held.refold(leadId);
  await settleLead(sql, ctx, leadId);
  await held.settle({ promiseScores: true });
  await recountWork(sql, ctx, [leadId]);
}
