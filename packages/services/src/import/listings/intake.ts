import type { Context } from "../../context.ts";
import type { Intake } from "../intake.ts";
import { draftListing, type ListingDraft, planListings } from "./draft-listing.ts";
import type { ListingMapping } from "./mapping.ts";
import { storeListings } from "./store-listings.ts";

/** What leads are about: a listing is told by its id. */
export function listingIntake(ctx: Context, importId: string, mapping: ListingMapping): Intake<ListingDraft> {
  const plan = planListings(mapping, ctx.organisation.timezone);
  return {
    batchRows: 500,
    take(_names, values) {
      const warned: string[] = [];
      const drafted = draftListing(values, plan, ({ column }, code) => warned.push(`${column} ${code}`));
      if (!drafted.ok) return { refused: { code: drafted.code, params: drafted.params } };
      return { row: drafted.draft, warned };
    },
    store: (sql, rows) => storeListings(sql, ctx, importId, rows),
  };
}
