import type { OrgSql } from "@leadlift/db/connect";
import type { Context } from "../context.ts";
import { MovedMeanwhile } from "./moved-meanwhile.ts";

export interface Standing {
  /** the lead that stands for it: itself, unless it was merged into another */
  rootId: string;
  personId: string;
  wrappedKey: Buffer;
  /** a vector of the lead that stands for it was served: what is recorded from now on must not change it */
  served: boolean;
}

/** How leads stand; one that is not there is left out. */
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
     select up.id, up.at as "rootId", up.person_id as "personId", p.wrapped_key as "wrappedKey",
            up.scored_at is not null
              or exists (select from lead_vector v where v.org_id = $1 and v.lead_id = up.at) as served
       from up join person p on p.org_id = $1 and p.id = up.person_id
      where up.merged_into is null`,
    [ctx.orgId, leadIds],
    "leads' standing",
  );
  return new Map(rows.map(({ id, ...standing }) => [id, standing]));
}

/** Reads again what was read before the states were locked. @throws MovedMeanwhile */
export async function sameStanding(
  sql: OrgSql,
  ctx: Context,
  before: ReadonlyMap<string, Standing>,
): Promise<Map<string, Standing>> {
  const after = await standingOf(sql, ctx, [...before.keys()]);
  for (const [id, { rootId }] of before) if (after.get(id)?.rootId !== rootId) throw new MovedMeanwhile();
  return after;
}
