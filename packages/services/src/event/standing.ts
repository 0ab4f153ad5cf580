import type { OrgSql } from "@leadlift/db/connect";
import type { Context } from "../context.ts";

export interface Standing {
  personId: string;
  wrappedKey: Buffer;
  /** a vector was served of it, or of the lead it was merged into: what is recorded from now on must not change that */
  served: boolean;
}

/** How leads stand whose states are held; one that is not there is left out. */
export async function standingOf(
  sql: OrgSql,
  ctx: Context,
  leadIds: readonly string[],
): Promise<Map<string, Standing>> {
  if (leadIds.length === 0) return new Map();
  const { rows } = await sql.query<Standing & { id: string }>(
    `with recursive up as (
       select l.id, l.person_id, l.id as at, l.merged_into, l.scored_at
         from unnest($2::uuid[]) as wanted(id) join lead l on l.org_id = $1 and l.id = wanted.id
        union
       select up.id, up.person_id, l.id, l.merged_into, l.scored_at
         from up join lead l on l.org_id = $1 and l.id = up.merged_into)
     select up.id, up.person_id as "personId", p.wrapped_key as "wrappedKey",
            up.scored_at is not null
              or exists (select from lead_vector v where v.org_id = $1 and v.lead_id = up.at) as served
       from up join person p on p.org_id = $1 and p.id = up.person_id
      where up.merged_into is null`,
    [ctx.orgId, leadIds],
    "leads' standing",
  );
  return new Map(rows.map(({ id, ...standing }) => [id, standing]));
}
