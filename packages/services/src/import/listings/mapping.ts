import { z } from "zod";
import { attributeKinds } from "../../attribute/define.ts";
import { storable } from "../../lead/view.ts";
import { listingStatuses } from "../../listing/listing-input.ts";
import { mappedColumns } from "../mapping.ts";

/** What a column can mean for a listing; every other column becomes one of its details. */
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
] as const;
export type ListingField = (typeof listingFields)[number];

export const listingTargetSchema = z.discriminatedUnion("to", [
  z.object({ to: z.literal("field"), field: z.enum(listingFields) }),
  z.object({
    to: z.literal("attribute"),
    key: z.string().min(1).max(100).refine(storable),
    label: z.string().min(1).max(200).refine(storable),
    kind: z.enum(attributeKinds),
  }),
  z.object({ to: z.literal("leave") }),
]);
export type ListingTarget = z.infer<typeof listingTargetSchema>;

export const listingMappingSchema = z.object({
  columns: mappedColumns(listingTargetSchema),
  /** what each value of the status column means */
  statuses: z.record(z.string().max(500), z.enum(listingStatuses)).default({}),
});
export type ListingMapping = z.infer<typeof listingMappingSchema>;
