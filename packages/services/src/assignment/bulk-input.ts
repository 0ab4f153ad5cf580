import { z } from "zod";
import { leadViewSchema } from "../lead/view.ts";

/** Leads moved by one call. */
export const mostMoved = 20_000;

const selection = {
  /** whose leads; with a filter, those that match it */
  fromUserId: z.uuid().optional(),
  view: leadViewSchema.optional(),
  /** who gets them, by load */
  toUserIds: z.array(z.uuid()).min(1).max(50),
};

export const bulkPreviewInput = z.object(selection).refine(saysWhich, { message: "Say which leads." });

export const bulkReassignInput = z
  .object({
    ...selection,
    /** as the preview said: refuses when there are others by now */
    expected: z.int().min(0).optional(),
    /** why, as the assignments keep it */
    cause: z.enum(["bulk", "leaver"]).default("bulk"),
  })
  .refine(saysWhich, { message: "Say which leads." });

function saysWhich({ fromUserId, view }: { fromUserId?: unknown; view?: unknown }): boolean {
  return fromUserId !== undefined || view !== undefined;
}
