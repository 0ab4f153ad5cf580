import type { OrgSql } from "@leadlift/db/connect";
import type { Context } from "../context.ts";

/**
 * Those of leads whose states are held of which a vector was served, or of the lead they were merged into: what is
 * recorded from now on must not change that. What rules were served no model learns from: until a model has scored a
 * lead, its past may still come in, and the first model learn from it.
 */
export async function servedLeads(
  sql: OrgSql,
  ctx: Context,
  leadIds: readonly string[],
): Promise<Set<string>> {
  if (leadIds.length === 0) return new Set();
  const { rows } = await sql.query<{ id: string }>(
    `with recursive up as (
       select l.id, l.id as at, l.merged_into, l.scored_at, l.scorecard_version
         from unnest($2::uuid[]) as wanted(id) join lead l on l.org_id = $1 and l.id = wanted.id
        union
       select up.id, l.id, l.merged_into, l.scored_at, l.scorecard_version
         from up join lead l on l.org_id = $1 and l.id = up.merged_into)
     select id from up
      where merged_into is null
        and (scored_at is not null
             or exists (select from lead_vector v where v.org_id = $1 and v.lead_id = up.at))
        and (scorecard_version is null
             or exists (select from score s where s.org_id = $1 and s.lead_id = up.at and s.model_id is not null))`,
    [ctx.orgId, leadIds],
    "served leads",
  );
  return new Set(rows.map(({ id }) => id));
}
