import { z } from "zod";
import { leadViewSchema } from "../lead/view.ts";

/** Leads moved by one call. */
export const mostMoved = 20_000;

const selection = {
  /** whose leads; with a filter, those that match it */
  fromUserId: z.uuid().optional(),
  view: leadViewSchema.optional(),
  /** these leads, as far as they match what else is said */
  leadIds: z.array(z.uuid()).min(1).max(1_000).optional(),
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

function saysWhich(said: { fromUserId?: unknown; view?: unknown; leadIds?: unknown }): boolean {
  return said.fromUserId !== undefined || said.view !== undefined || said.leadIds !== undefined;
}
