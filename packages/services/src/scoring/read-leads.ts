import type { OrgSql } from "@leadlift/db/connect";
import type { Context } from "../context.ts";

/** A lead as far as the question goes whether it is scored. */
export interface ScorableLead {
  id: string;
  status: string;
  /** the lead that stands for it since they were merged */
  mergedInto: string | null;
}

/** Open leads after `cursor`, in id order, without merged ones. */
export async function openLeadsAfter(
  ctx: Context,
  cursor: string | null,
  limit: number,
): Promise<ScorableLead[]> {
  const { rows } = await ctx.db.withOrgSql(ctx.orgId, (sql) =>
    sql.query<ScorableLead>(
      `select id, status, merged_into as "mergedInto" from lead
        where org_id = $1 and status = 'open' and merged_into is null and id > $2 order by id limit $3`,
      [ctx.orgId, cursor ?? "00000000-0000-0000-0000-000000000000", limit],
      "open leads to score",
    ),
  );
  return rows;
}

export async function leadById(sql: OrgSql, ctx: Context, leadId: string): Promise<ScorableLead | null> {
  const { rows } = await sql.query<ScorableLead>(
    `select id, status, merged_into as "mergedInto" from lead where org_id = $1 and id = $2`,
    [ctx.orgId, leadId],
    "lead to score",
  );
  return rows[0] ?? null;
}
