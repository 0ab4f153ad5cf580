import type { ListingField, ListingMapping } from "@leadlift/services/import/listings/mapping";
import { type Blocked, meantTwice } from "./mapping-edit.ts";

/** What a column of listings can mean, in the order in which it is offered. */
export const listingFields = [
  "externalId",
  "project",
  "type",
  "price",
  "priceMin",
  "priceMax",
  "city",
  "locality",
  "status",
] as const satisfies readonly ListingField[];

export const listingStatuses = [
  "available",
  "booked",
  "sold",
  "withdrawn",
] as const satisfies readonly ListingMapping["statuses"][string][];

/** Why an import of listings cannot start yet; null when it can. */
export function listingBlockedBecause({
  columns,
}: ListingMapping): Blocked<ListingField, "listingId"> | null {
  const fields = columns.flatMap(({ target }) => (target.to === "field" ? [target.field] : []));
  if (!fields.includes("externalId")) return { why: "listingId" };
  return meantTwice(fields);
}
