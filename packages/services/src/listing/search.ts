import { z } from "zod";
import type { Context } from "../context.ts";
import { cleanText } from "../event/clean-text.ts";
import { requirePermission } from "../permissions.ts";
import type { listingStatuses } from "./listing-input.ts";

export const searchListingsInput = z.object({
  /** of the project, the locality, the type or the listing's own id; empty: those changed last */
  words: z.string().max(200).transform(cleanText).default(""),
});

export interface FoundListing {
  externalId: string;
  project: string | null;
  type: string | null;
  city: string | null;
  locality: string | null;
  priceMinPaise: number | null;
  priceMaxPaise: number | null;
  status: (typeof listingStatuses)[number];
}

const most = 8;

/** Listings in which every word occurs, available ones first. */
export async function searchListings(
  ctx: Context,
  input: z.input<typeof searchListingsInput>,
): Promise<FoundListing[]> {
  requirePermission(ctx, "lead.read");
  const words = searchListingsInput.parse(input).words.split(/\s+/).filter(Boolean).slice(0, 8);
  const { rows } = await ctx.db.withOrgSql(ctx.orgId, (sql) =>
    sql.query<FoundListing>(
      `select external_id as "externalId", project, type, city, locality, status,
              price_min_paise::float8 as "priceMinPaise", price_max_paise::float8 as "priceMaxPaise"
         from listing
        where org_id = $1 and concat_ws(' ', external_id, project, type, locality, city) ilike all ($2::text[])
        order by status = 'available' desc, updated_at desc, id limit $3`,
      [ctx.orgId, words.map((word) => `%${word.replace(/[\\%_]/g, "\\$&")}%`), most],
    ),
  );
  return rows;
}
