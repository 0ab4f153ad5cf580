import { z } from "zod";
import type { Context } from "../context.ts";
import { ServiceError } from "../errors.ts";
import { requirePermission } from "../permissions.ts";
import { changeFields, type OutcomeChange } from "./change.ts";

export const loseLeadInput = z.object({
  ...changeFields,
  reason: z.string().trim().min(1).max(200),
  occurredAt: z.coerce.date().optional(),
});

/** Throws NOT_FOUND, BAD_INPUT, CONFLICT. */
export async function loseLead(ctx: Context, input: z.input<typeof loseLeadInput>): Promise<OutcomeChange> {
  requirePermission(ctx, "lead.work");
  loseLeadInput.parse(input);
  throw new ServiceError("UNAVAILABLE", "Outcomes are being built.");
}
