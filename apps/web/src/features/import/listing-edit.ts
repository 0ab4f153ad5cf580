import type { ListingField, ListingMapping } from "@leadlift/services/import/listings/mapping";
import { meantTwice } from "./mapping-edit.ts";

export const listingFieldWords: Readonly<Record<ListingField, string>> = {
  externalId: "Listing’s id",
  project: "Project",
  type: "Kind (2 BHK, plot, …)",
  price: "Price",
  priceMin: "Price from",
  priceMax: "Price up to",
  city: "City",
  locality: "Locality",
  status: "Status",
};

export const listingStatusWords: Readonly<Record<ListingMapping["statuses"][string], string>> = {
  available: "Available",
  booked: "Booked",
  sold: "Sold",
  withdrawn: "Withdrawn",
};

/** Why an import of listings cannot start yet, in one sentence; null when it can. */
export function listingBlockedBecause({ columns }: ListingMapping): string | null {
  const fields = columns.flatMap(({ target }) => (target.to === "field" ? [target.field] : []));
  if (!fields.includes("externalId")) return "Say which column is the listing’s id.";
  return meantTwice(fields, listingFieldWords);
}
