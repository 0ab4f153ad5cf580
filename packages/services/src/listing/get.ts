import { z } from "zod";
import type { Context } from "../context.ts";
import { notFound } from "../errors.ts";
import { requirePermission } from "../permissions.ts";
import { readListing, type StoredListing } from "./read-listing.ts";

export const getListingInput = z.object({ externalId: z.string().min(1).max(200) });

/** Throws NOT_FOUND. */
export async function getListing(
  ctx: Context,
  input: z.input<typeof getListingInput>,
): Promise<StoredListing> {
  requirePermission(ctx, "lead.read");
  const { externalId } = getListingInput.parse(input);
  const found = await ctx.db.withOrg(ctx.orgId, (tx) => readListing(tx, ctx, externalId));
  if (!found) throw notFound("This listing");
  return found;
}
