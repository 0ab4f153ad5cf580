import { z } from "zod";
import type { Context } from "../context.ts";
import { ServiceError } from "../errors.ts";
import { requirePermission } from "../permissions.ts";
import { changeFields, type OutcomeChange } from "./change.ts";

export const moveLeadInput = z.object({
  ...changeFields,
  step: z.string().min(1).max(100),
  occurredAt: z.coerce.date().optional(),
});

/** Throws NOT_FOUND, BAD_INPUT, CONFLICT. */
export async function moveLead(ctx: Context, input: z.input<typeof moveLeadInput>): Promise<OutcomeChange> {
  requirePermission(ctx, "lead.work");
  moveLeadInput.parse(input);
  throw new ServiceError("UNAVAILABLE", "Outcomes are being built.");
}
