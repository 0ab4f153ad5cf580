import type { OrgSql } from "@leadlift/db/connect";
import { featureSetVersion } from "@leadlift/scoring/features";
import type { Context } from "../context.ts";
import type { LeadVector } from "./read-vectors.ts";
import { staleAt } from "./stale-at.ts";

/** Keeps vectors until something is recorded of their leads, or their time is over. */
export async function storeVectors(sql: OrgSql, ctx: Context, vectors: readonly LeadVector[]): Promise<void> {
  if (vectors.length === 0) return;
  await sql.query(
    `insert into lead_vector (org_id, set_version, lead_id, at, state_version, lead_version, "values", stale_at)
     select $1::uuid, $2::int, id, at, state_version, lead_version, v::float8[], stale_at
       from unnest($3::uuid[], $4::timestamptz[], $5::int[], $6::int[], $7::text[], $8::timestamptz[])
            as row(id, at, state_version, lead_version, v, stale_at)
      order by id
         on conflict (org_id, lead_id) do update
        set set_version = excluded.set_version, at = excluded.at, state_version = excluded.state_version,
            lead_version = excluded.lead_version, "values" = excluded."values", stale_at = excluded.stale_at`,
    [
      ctx.orgId,
      featureSetVersion,
      vectors.map(({ leadId }) => leadId),
      vectors.map(({ at }) => at),
      vectors.map(({ stateVersion }) => stateVersion),
      vectors.map(({ leadVersion }) => leadVersion),
      // A list of lists would be one table to PostgreSQL.
      vectors.map(({ vector }) => `{${vector.join(",")}}`),
      vectors.map((vector) => staleAt(ctx.organisation, vector)),
    ],
    "store vectors",
  );
}

/** Vectors kept of leads that nothing was recorded of since, and whose time is not over. */
export async function storedVectors(
  sql: OrgSql,
  ctx: Context,
  leadIds: readonly string[],
): Promise<Map<string, { at: Date; leadVersion: number; stateVersion: number; vector: Float64Array }>> {
  const { rows } = await sql.query<{
    leadId: string;
    at: Date;
    leadVersion: number;
    stateVersion: number;
    values: number[];
  }>(
    `select v.lead_id as "leadId", v.at, v.lead_version as "leadVersion", v.state_version as "stateVersion", v."values"
       from lead_vector v
       join lead_state s on s.org_id = v.org_id and s.lead_id = v.lead_id and s.version = v.state_version
       join lead l on l.org_id = v.org_id and l.id = v.lead_id and l.version = v.lead_version
      where v.org_id = $1 and v.lead_id = any($2::uuid[]) and v.set_version = $3 and v.stale_at > $4`,
    [ctx.orgId, leadIds, featureSetVersion, ctx.now()],
  );
  return new Map(
    rows.map(({ leadId, values, ...row }) => [leadId, { ...row, vector: Float64Array.from(values) }]),
  );
}
