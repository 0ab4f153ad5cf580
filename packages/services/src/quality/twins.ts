import type { Context } from "../context.ts";
import { requirePermission } from "../permissions.ts";
import { openName } from "../person/new-person.ts";

const mostShown = 10;

/** A person with several open enquiries, of which some may be one. */
export interface Twins {
  personId: string;
  /** null: not known */
  name: string | null;
  /** the enquiry that came first; the others stand on its page */
  leadId: string;
  leads: number;
}

/** Those whose latest enquiry came last first, at most ten. */
export async function openTwins(ctx: Context): Promise<Twins[]> {
  requirePermission(ctx, "quality.read");
  const { rows } = await ctx.db.withOrgSql(ctx.orgId, (sql) =>
    sql.query<Omit<Twins, "name"> & { wrappedKey: Buffer; nameSealed: Buffer | null }>(
      `select t.person_id as "personId", t.lead_id as "leadId", t.leads, p.wrapped_key as "wrappedKey",
              p.name_sealed as "nameSealed"
         from (select person_id, (array_agg(id order by coalesce(enquired_at, created_at), id))[1] as lead_id,
                      count(*)::int as leads, max(coalesce(enquired_at, created_at)) as latest
                 from lead where org_id = $1 and status = 'open' and merged_into is null
                group by person_id having count(*) > 1 order by latest desc limit ${mostShown}) t
         join person p on p.org_id = $1 and p.id = t.person_id
        order by t.latest desc`,
      [ctx.orgId],
    ),
  );
  return rows.map(({ wrappedKey, nameSealed, ...twins }) => ({
    ...twins,
    name:
      nameSealed &&
      openName(ctx.organisation.crypto.person(twins.personId, wrappedKey), twins.personId, nameSealed),
  }));
}
