import type { OrgSql } from "@leadlift/db/connect";
import type { Context } from "../context.ts";
import { promiseJobs } from "../jobs/promise.ts";

/** Promises the enrichment of those open leads whose person ever consented, if there is anybody to ask; counts them. */
export async function promiseEnrichment(
  sql: OrgSql,
  ctx: Pick<Context, "orgId">,
  leads: { leadIds: readonly string[] } | { personIds: readonly string[] },
): Promise<number> {
  const [column, ids] = "leadIds" in leads ? ["id", leads.leadIds] : ["person_id", leads.personIds];
  if (ids.length === 0) return 0;
  const { rows } = await sql.query<{ leadId: string }>(
    `select l.id as "leadId" from lead l
      where l.org_id = $1 and l.${column} = any($2::uuid[]) and l.status = 'open' and l.merged_into is null
        and exists (select from enrichment_provider p where p.org_id = $1 and p.enabled)
        and exists (select from consent_entry c
                     where c.org_id = $1 and c.person_id = l.person_id and c.purpose = 'enrichment' and c.status = 'given')`,
    [ctx.orgId, ids],
  );
  await promiseJobs(
    sql,
    ctx,
    "lead.enrich",
    rows.map(({ leadId }) => ({ orgId: ctx.orgId, leadId })),
  );
  return rows.length;
}
