import { z } from "zod";
import type { Context } from "../context.ts";
import { ServiceError } from "../errors.ts";
import { requirePermission } from "../permissions.ts";
import { addOutcome } from "./add-outcome.ts";
import { changeFields, type OutcomeChange } from "./change.ts";
import { reopenedStep } from "./fold.ts";

export const reopenLeadInput = z.object(changeFields);

/** Takes up a lost lead again, at the step where it stood. Throws NOT_FOUND, CONFLICT when it is not lost. */
export async function reopenLead(
  ctx: Context,
  input: z.input<typeof reopenLeadInput>,
): Promise<OutcomeChange> {
  requirePermission(ctx, "lead.work");
  const given = reopenLeadInput.parse(input);
  return addOutcome(ctx, "lead.reopen", given, ({ status }) => {
    if (status !== "lost")
      throw new ServiceError("CONFLICT", "This lead is not lost, so it needs no reopening.");
    return { step: reopenedStep, reason: null, occurredAt: ctx.now() };
  });
}
