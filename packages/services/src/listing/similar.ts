import { z } from "zod";
import type { Context } from "../context.ts";
import { notFound } from "../errors.ts";
import { requirePermission } from "../permissions.ts";
import type { FoundListing } from "./search.ts";

export const similarListingsInput = z.object({ leadId: z.uuid() });

const most = 4;

/**
 * What else could suit who asks: available listings of the same city and type whose price overlaps that of the listing
 * asked for, or else the lead's budget; the same locality first, then by price. Empty where neither is known. Throws
 * NOT_FOUND.
 */
export async function similarListings(
  ctx: Context,
  input: z.input<typeof similarListingsInput>,
): Promise<FoundListing[]> {
  requirePermission(ctx, "lead.read");
  const { leadId } = similarListingsInput.parse(input);
  return ctx.db.withOrgSql(ctx.orgId, async (sql) => {
    const lead = await sql.query("select 1 from lead where org_id = $1 and id = $2", [ctx.orgId, leadId]);
    if (lead.rowCount === 0) throw notFound("This lead");
    const { rows } = await sql.query<FoundListing>(similarSql, [ctx.orgId, leadId, most]);
    return rows;
  });
}

// Prices a tenth beyond either end still overlap: that is what people talk about.
const similarSql = `
  with wanted as (
    select g.id, coalesce(g.city, l.city) as city, coalesce(g.locality, l.attributes ->> 'locality') as locality,
           coalesce(g.type, l.attributes ->> 'property_type') as type,
           case when g.id is null then l.budget_min_paise else coalesce(g.price_min_paise, g.price_max_paise) end * 0.9 as low,
           case when g.id is null then l.budget_max_paise else coalesce(g.price_max_paise, g.price_min_paise) end * 1.1 as high
      from lead l left join listing g on g.org_id = l.org_id and g.id = l.listing_id
     where l.org_id = $1::uuid and l.id = $2::uuid)
  select s.external_id as "externalId", s.project, s.type, s.city, s.locality, s.status,
         s.price_min_paise::float8 as "priceMinPaise", s.price_max_paise::float8 as "priceMaxPaise"
    from wanted w join listing s on s.org_id = $1::uuid and s.status = 'available' and s.id is distinct from w.id
   where lower(s.city) = lower(w.city)
     and (w.type is null or lower(s.type) = lower(w.type))
     and (w.low is not null or w.high is not null)
     and coalesce(s.price_min_paise, s.price_max_paise) <= coalesce(w.high, 'infinity')
     and coalesce(s.price_max_paise, s.price_min_paise) >= coalesce(w.low, 0)
   order by lower(s.locality) is not distinct from lower(w.locality) desc,
            abs(coalesce(s.price_max_paise, s.price_min_paise) - coalesce(w.high, w.low)), s.external_id
   limit $3`;
