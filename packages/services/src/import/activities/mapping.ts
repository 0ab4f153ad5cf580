import { eventTypes } from "@leadlift/scoring/features";
import { z } from "zod";
import { mappedColumns } from "../mapping.ts";

/** What a column can mean for something that a person did, or that was done for them. */
export const activityFields = [
  "externalId",
  "phone",
  "email",
  "at",
  "clock",
  "type",
  "direction",
  "status",
  "seconds",
  "minutes",
  "text",
  "listing",
  "page",
  "locality",
  "campaign",
  "document",
  "reason",
  "source",
  "activityId",
] as const;
export type ActivityField = (typeof activityFields)[number];

/** Types that a file can tell of. */
export const activityTypeSchema = z.enum(eventTypes).exclude(["enrichment"]);
export const activityTypes = activityTypeSchema.options;
export type ActivityType = z.infer<typeof activityTypeSchema>;

export const activityTargetSchema = z.discriminatedUnion("to", [
  z.object({ to: z.literal("field"), field: z.enum(activityFields) }),
  z.object({ to: z.literal("leave") }),
]);
export type ActivityTarget = z.infer<typeof activityTargetSchema>;

export const activityMappingSchema = z.object({
  columns: mappedColumns(activityTargetSchema),
  /** what each value of the type column means; "leave": rows that are not imported */
  types: z.record(z.string().max(500), z.union([activityTypeSchema, z.literal("leave")])).default({}),
  /** what every row is, where no column says it */
  type: activityTypeSchema.nullable().default(null),
});
export type ActivityMapping = z.infer<typeof activityMappingSchema>;
