import type { OrgSql } from "@leadlift/db/connect";
import type { Context } from "../context.ts";

/** What was promised about a lead is promised about the one that stands for it from now on. */
export async function carrySteps(sql: OrgSql, ctx: Context, from: string, to: string): Promise<void> {
  await sql.query(
    `update next_step s set lead_id = l.id, owner_id = coalesce(l.owner_id, s.owner_id)
       from lead l where l.org_id = $1 and l.id = $3 and s.org_id = $1 and s.lead_id = $2 and s.status = 'open'`,
    [ctx.orgId, from, to],
  );
}
