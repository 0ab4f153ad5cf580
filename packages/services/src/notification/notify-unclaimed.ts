import type { OrgSql } from "@leadlift/db/connect";
import { onDuty } from "../assignment/on-duty.ts";
import type { Context } from "../context.ts";
import { announce } from "../live/announce.ts";
import { notify } from "./notify.ts";

/** Tells all who work now of a new lead that is nobody's, each once. */
export async function notifyUnclaimed(sql: OrgSql, ctx: Context, leadId: string): Promise<void> {
  const brokers = await onDuty(sql, ctx);
  await notify(
    sql,
    ctx,
    brokers.map(({ userId }) => ({
      kind: "unclaimed",
      params: {},
      userId,
      leadId,
      once: `unclaimed ${leadId}`,
    })),
  );
}

/** Takes back what nobody has read yet of leads that somebody has now. */
export async function withdrawUnclaimed(
  sql: OrgSql,
  ctx: Context,
  leadIds: readonly string[],
): Promise<void> {
  if (leadIds.length === 0) return;
  const { rows } = await sql.query<{ userId: string }>(
    `delete from notification where org_id = $1 and lead_id = any($2::uuid[]) and kind = 'unclaimed' and read_at is null
     returning user_id as "userId"`,
    [ctx.orgId, leadIds],
  );
  if (rows.length === 0) return;
  await announce(sql, ctx, {
    kind: "notification",
    leadIds: "many",
    userIds: rows.map(({ userId }) => userId),
  });
}
