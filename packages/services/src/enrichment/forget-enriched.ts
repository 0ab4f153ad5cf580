import type { OrgSql } from "@leadlift/db/connect";
import { enrichedPrefix } from "@leadlift/scoring/features";
import type { Context } from "../context.ts";

/**
 * Takes away what providers said of persons who no longer consent, in a transaction that holds the states of their
 * leads. What it was remains among the leads' past versions, where no feature reads it without the consent.
 */
export async function forgetEnriched(sql: OrgSql, ctx: Context, personIds: readonly string[]): Promise<void> {
  if (personIds.length === 0) return;
  await sql.query("delete from enrichment_result where org_id = $1 and person_id = any($2::uuid[])", [
    ctx.orgId,
    personIds,
  ]);
  await sql.query(
    `update lead l
        set attributes = (select coalesce(jsonb_object_agg(key, value), '{}') from jsonb_each(l.attributes)
                           where not starts_with(key, $3)),
            version = version + 1, updated_at = $4
      where org_id = $1 and person_id = any($2::uuid[])
        and exists (select from jsonb_object_keys(l.attributes) key where starts_with(key, $3))`,
    [ctx.orgId, personIds, enrichedPrefix, ctx.now()],
  );
}
