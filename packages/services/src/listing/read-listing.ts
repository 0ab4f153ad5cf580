import type { Tx } from "@leadlift/db/connect";
import type { Context } from "../context.ts";
import { type Listing, putListingInput } from "./listing-input.ts";

export interface StoredListing extends Listing {
  listingId: string;
  version: number;
  updatedAt: Date;
}

export async function readListing(
  tx: Tx,
  { orgId }: Pick<Context, "orgId">,
  externalId: string,
): Promise<StoredListing | null> {
  const row = await tx.listing.findUnique({ where: { orgId_externalId: { orgId, externalId } } });
  if (!row) return null;
  const { project, type, city, locality, status, attributes } = row;
  const listing = putListingInput.parse({
    externalId,
    project,
    type,
    city,
    locality,
    status,
    attributes,
    priceMinPaise: row.priceMinPaise === null ? null : Number(row.priceMinPaise),
    priceMaxPaise: row.priceMaxPaise === null ? null : Number(row.priceMaxPaise),
  });
  return { ...listing, listingId: row.id, version: row.version, updatedAt: row.updatedAt };
}
