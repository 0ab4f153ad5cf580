import { z } from "zod";
import type { Context } from "../context.ts";
import { ServiceError } from "../errors.ts";
import { requirePermission } from "../permissions.ts";
import { changeFields, type OutcomeChange } from "./change.ts";

export const reopenLeadInput = z.object({ ...changeFields });

/** Throws NOT_FOUND, BAD_INPUT, CONFLICT. */
export async function reopenLead(
  ctx: Context,
  input: z.input<typeof reopenLeadInput>,
): Promise<OutcomeChange> {
  requirePermission(ctx, "lead.work");
  reopenLeadInput.parse(input);
  throw new ServiceError("UNAVAILABLE", "Outcomes are being built.");
}
