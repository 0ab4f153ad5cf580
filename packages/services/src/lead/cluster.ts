import type { OrgSql } from "@leadlift/db/connect";
import type { Context } from "../context.ts";

/** A lead and all that are merged into it, directly or through others; the lead itself comes first. */
export async function clusterOf(sql: OrgSql, ctx: Pick<Context, "orgId">, leadId: string): Promise<string[]> {
  const { rows } = await sql.query<{ id: string }>(
    `with recursive cluster as (
       select $2::uuid as id, 0 as depth
       union all
       select l.id, c.depth + 1 from cluster c
         join lead l on l.org_id = $1::uuid and l.merged_into = c.id
     )
     select id from cluster order by depth, id`,
    [ctx.orgId, leadId],
    "cluster of",
  );
  return rows.map(({ id }) => id);
}

/** The lead that stands for each of these in lists: itself, or the one it is merged into in the end. Each once. */
export async function keptLeads(
  sql: OrgSql,
  ctx: Pick<Context, "orgId">,
  leadIds: readonly string[],
): Promise<string[]> {
  if (leadIds.length === 0) return [];
  const { rows } = await sql.query<{ id: string }>(
    `with recursive way as (
       select id, merged_into from lead where org_id = $1::uuid and id = any($2::uuid[])
       union
       select l.id, l.merged_into from way w join lead l on l.org_id = $1::uuid and l.id = w.merged_into
     )
     select id from way where merged_into is null order by id`,
    [ctx.orgId, leadIds],
    "kept leads",
  );
  return rows.map(({ id }) => id);
}
