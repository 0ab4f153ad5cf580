import type { SimulatedListing } from "@leadlift/simulator";
import type { Context } from "../context.ts";
import { putListing } from "../listing/put.ts";

const atOnce = 4;

/** Puts the sample's stock in the books; gives ids by external id. */
export async function loadListings(
  ctx: Context,
  listings: readonly SimulatedListing[],
): Promise<Map<string, string>> {
  const ids = new Map<string, string>();
  const left = [...listings];
  const puts = Array.from({ length: atOnce }, async () => {
    for (let listing = left.pop(); listing; listing = left.pop()) {
      const { listingId } = await putListing(ctx, listing);
      ids.set(listing.externalId, listingId);
    }
  });
  await Promise.all(puts);
  return ids;
}
