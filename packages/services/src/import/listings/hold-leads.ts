import type { OrgSql } from "@leadlift/db/connect";
import type { Context } from "../../context.ts";

/**
 * For a change of listings. Whoever keeps a vector holds its lead's state: the change comes before it or after, and
 * vectors made ahead hold no longer.
 */
export async function holdLeadsOf(
  sql: OrgSql,
  { orgId }: Pick<Context, "orgId">,
  listingIds: readonly string[],
): Promise<void> {
  await sql.query(
    `select 1 from lead_state s
      where s.org_id = $1 and s.lead_id in (select id from lead where org_id = $1 and listing_id = any($2::uuid[]))
      order by s.lead_id for update of s`,
    [orgId, listingIds],
  );
  await sql.query(
    `update lead_state s set version = s.version + 1
      where s.org_id = $1 and s.lead_id in (select id from lead where org_id = $1 and listing_id = any($2::uuid[]))`,
    [orgId, listingIds],
  );
}
