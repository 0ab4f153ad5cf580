import { z } from "zod";
import type { Context } from "../context.ts";
import { ServiceError } from "../errors.ts";
import { requirePermission } from "../permissions.ts";
import type { OutcomeChange } from "./change.ts";

export const undoOutcomeInput = z.object({ outcomeId: z.uuid() });

/** Takes back a lead's last outcome: one's own, or as a manager anyone's. Throws NOT_FOUND, FORBIDDEN, CONFLICT. */
export async function undoOutcome(
  ctx: Context,
  input: z.input<typeof undoOutcomeInput>,
): Promise<OutcomeChange> {
  requirePermission(ctx, "lead.work");
  undoOutcomeInput.parse(input);
  throw new ServiceError("UNAVAILABLE", "Outcomes are being built.");
}
