import type { OrgSql } from "@leadlift/db/connect";
import { newId } from "@leadlift/db/id";
import type { Context } from "../context.ts";

/** Puts a lead to sleep that nothing keeps asleep. Returns the id of its sleep. */
export async function snoozeLead(
  sql: OrgSql,
  ctx: Context,
  leadId: string,
  { until, reason }: { until: Date; reason: string },
): Promise<string> {
  const id = newId();
  await sql.query(
    `insert into snooze (org_id, id, lead_id, until, reason, created_by, created_at) values ($1, $2, $3, $4, $5, $6, $7)`,
    [ctx.orgId, id, leadId, until, reason, ctx.actor.kind === "user" ? ctx.actor.userId : null, ctx.now()],
  );
  return id;
}

/** Ends the lead's sleep. Returns its id, null where it was awake. */
export async function wakeLead(sql: OrgSql, ctx: Context, leadId: string): Promise<string | null> {
  const { rows } = await sql.query<{ id: string }>(
    "update snooze set ended_at = $3 where org_id = $1 and lead_id = $2 and ended_at is null returning id",
    [ctx.orgId, leadId, ctx.now()],
  );
  return rows[0]?.id ?? null;
}

/** Ends this sleep. False: it is over. */
export async function endSnooze(sql: OrgSql, ctx: Context, id: string): Promise<boolean> {
  const { rowCount } = await sql.query(
    "update snooze set ended_at = $3 where org_id = $1 and id = $2 and ended_at is null",
    [ctx.orgId, id, ctx.now()],
  );
  return rowCount > 0;
}

/** Lets an ended sleep go on. False: the lead has been put to sleep anew. */
export async function resumeSnooze(sql: OrgSql, ctx: Context, id: string): Promise<boolean> {
  const { rowCount } = await sql.query(
    `update snooze z set ended_at = null
      where z.org_id = $1 and z.id = $2 and not exists (
        select from snooze other where other.org_id = $1 and other.lead_id = z.lead_id and other.ended_at is null)`,
    [ctx.orgId, id],
  );
  return rowCount > 0;
}
