import type { OrgSql } from "@leadlift/db/connect";
import type { Context } from "../context.ts";

/** Nobody records anything of them meanwhile: visitors, states, persons, leads, in the order in which all lock them. */
export async function holdToRemove(
  sql: OrgSql,
  { orgId }: Pick<Context, "orgId">,
  leadIds: readonly string[],
  personIds: readonly string[],
): Promise<void> {
  await sql.query(
    `select 1 from visitor v
      where v.org_id = $1 and v.id in (select visitor_id from visitor_link where org_id = $1 and lead_id = any($2::uuid[]))
      order by v.id for update`,
    [orgId, leadIds],
  );
  await sql.query(
    "select 1 from lead_state where org_id = $1 and lead_id = any($2::uuid[]) order by lead_id for update",
    [orgId, leadIds],
  );
  await sql.query("select 1 from person where org_id = $1 and id = any($2::uuid[]) order by id for update", [
    orgId,
    personIds,
  ]);
  await sql.query("select 1 from lead where org_id = $1 and id = any($2::uuid[]) order by id for update", [
    orgId,
    leadIds,
  ]);
}
