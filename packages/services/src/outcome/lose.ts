import { z } from "zod";
import type { Context } from "../context.ts";
import { ServiceError } from "../errors.ts";
import { storable } from "../lead/view.ts";
import { requirePermission } from "../permissions.ts";
import { addOutcome, pastOrNow } from "./add-outcome.ts";
import { changeFields, type OutcomeChange } from "./change.ts";
import { lostStep } from "./fold.ts";

export const loseLeadInput = z.object({
  ...changeFields,
  reason: z.string().trim().min(1).max(200).refine(storable),
  occurredAt: z.coerce.date().optional(),
});

/** Closes a lead as lost. Throws NOT_FOUND, BAD_INPUT, CONFLICT when it is lost already. */
export async function loseLead(ctx: Context, input: z.input<typeof loseLeadInput>): Promise<OutcomeChange> {
  requirePermission(ctx, "lead.work");
  const given = loseLeadInput.parse(input);
  const occurredAt = pastOrNow(ctx, given.occurredAt);
  return addOutcome(ctx, "lead.lose", given, ({ status }) => {
    if (status === "lost") throw new ServiceError("CONFLICT", "This lead is lost already.");
    return { step: lostStep, reason: given.reason, occurredAt };
  });
}
