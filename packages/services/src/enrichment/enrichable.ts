import type { Context } from "../context.ts";
import { consentsAt, loadConsents } from "../feature/load-consents.ts";
import type { LeadRow } from "../lead/lead-row.ts";
import { readLeadRows } from "../lead/read-rows.ts";
import { requirePermission } from "../permissions.ts";

/** How far enrichment can reach: nobody is asked about without consent. */
export interface Enrichable {
  /** open leads */
  open: number;
  /** of these, the ones whose person agrees to enrichment */
  agreed: number;
  /** a few of them, the newest first, to try a provider with */
  some: Pick<LeadRow, "id" | "name" | "email" | "phone">[];
}

const mostToTry = 10;

export async function readEnrichable(ctx: Context): Promise<Enrichable> {
  requirePermission(ctx, "organisation.manage");
  return ctx.db.withOrgSql(ctx.orgId, async (sql) => {
    const { rows: counted } = await sql.query<{ open: number }>(
      "select count(*)::int as open from lead where org_id = $1 and status = 'open' and merged_into is null",
      [ctx.orgId],
    );
    const { rows: agreeing } = await sql.query<{ id: string }>(
      `with latest as (
         select distinct on (person_id) person_id, status, expires_at from consent_entry
          where org_id = $1 and purpose = 'enrichment' and occurred_at <= $2
          order by person_id, occurred_at desc, recorded_at desc)
       select l.id from latest c join lead l on l.org_id = $1 and l.person_id = c.person_id
        where c.status = 'given' and (c.expires_at is null or c.expires_at > $2)
          and l.status = 'open' and l.merged_into is null
        order by l.created_at desc, l.id desc`,
      [ctx.orgId, ctx.now()],
    );
    const ids = agreeing.slice(0, mostToTry).map(({ id }) => id);
    // A lead that others were merged into needs the consent of each person.
    const consents = await loadConsents(sql, ctx, ids);
    const now = ctx.now().getTime();
    const sure = ids.filter((id) => consentsAt(consents, id, now).enrichment.inForce);
    const leads = await readLeadRows(sql, ctx, sure);
    return {
      open: counted[0]?.open ?? 0,
      agreed: agreeing.length,
      some: leads.map(({ id, name, email, phone }) => ({ id, name, email, phone })),
    };
  });
}
