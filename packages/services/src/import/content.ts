import { z } from "zod";
import { activityMappingSchema } from "./activities/mapping.ts";
import { listingMappingSchema } from "./listings/mapping.ts";
import { mappingSchema } from "./mapping.ts";

export const importKinds = ["leads", "activities", "listings"] as const;
export type ImportKind = (typeof importKinds)[number];

export const importKindSchema = z.enum(importKinds);

/** What a file holds, and what its columns mean then. */
export const contentSchema = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("leads"), mapping: mappingSchema }),
  z.object({ kind: z.literal("activities"), mapping: activityMappingSchema }),
  z.object({ kind: z.literal("listings"), mapping: listingMappingSchema }),
]);
export type ImportContent = z.infer<typeof contentSchema>;
