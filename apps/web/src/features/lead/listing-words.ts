import type { FoundListing } from "@leadlift/services/listing/search";

type Described = Omit<FoundListing, "status">;

/** "Skyline, 3 BHK"; its own id where it has neither. */
export function listingName({ project, type, externalId }: Described): string {
  return [project, type].filter(Boolean).join(", ") || externalId;
}

/** "₹85–95 L · Bopal, Ahmedabad · SKY-3"; what is not known is left out. */
export function listingSubLine(listing: Described, price: string | null): string {
  const place = [listing.locality, listing.city].filter(Boolean).join(", ");
  const named = listing.project !== null || listing.type !== null;
  return [price, place, named && listing.externalId].filter(Boolean).join(" · ");
}
