import { z } from "zod";
import { grades, leadStatuses, scoreStates } from "./lead-row.ts";

/** PostgreSQL keeps no NUL in a text. */
export function storable(text: string): boolean {
  return !text.includes("\0");
}

export const leadSorts = ["score", "newest", "updated"] as const;
export type LeadSort = (typeof leadSorts)[number];

const values = z.array(z.string().max(200).refine(storable)).max(50).default([]);

export const leadViewSchema = z.object({
  status: z.enum([...leadStatuses, "all"]).default("open"),
  grade: z.array(z.enum(grades)).max(4).default([]),
  source: values,
  city: values,
  /** a member's id; "none": leads that nobody owns */
  ownerId: z.union([z.uuid(), z.literal("none")]).optional(),
  state: z.enum(scoreStates).optional(),
});
export type LeadView = z.infer<typeof leadViewSchema>;
