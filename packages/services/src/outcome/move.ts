import { z } from "zod";
import type { Context } from "../context.ts";
import { ServiceError } from "../errors.ts";
import { requirePermission } from "../permissions.ts";
import { addOutcome, pastOrNow } from "./add-outcome.ts";
import { changeFields, type OutcomeChange } from "./change.ts";

export const moveLeadInput = z.object({
  ...changeFields,
  step: z.string().min(1).max(100),
  occurredAt: z.coerce.date().optional(),
});

/**
 * Records that a further step of the ladder was reached; a step moved to by mistake is taken back by undo.
 * Throws NOT_FOUND, BAD_INPUT for no step of the ladder, CONFLICT for a step that was reached before.
 */
export async function moveLead(ctx: Context, input: z.input<typeof moveLeadInput>): Promise<OutcomeChange> {
  requirePermission(ctx, "lead.work");
  const given = moveLeadInput.parse(input);
  const { ladder } = ctx.organisation;
  const place = ladder.findIndex((rung) => rung.key === given.step);
  const rung = ladder[place];
  if (!rung)
    throw new ServiceError("BAD_INPUT", '"{step}" is not a step of the outcome ladder.', {
      step: given.step,
    });
  const occurredAt = pastOrNow(ctx, given.occurredAt);
  return addOutcome(ctx, "lead.move", given, (state) => {
    if (place <= ladder.findIndex(({ key }) => key === state.step)) {
      const step = rung.label;
      throw state.status === "lost"
        ? new ServiceError("CONFLICT", 'This lead has already reached "{step}"; reopen it instead.', { step })
        : new ServiceError(
            "CONFLICT",
            'This lead has already reached "{step}"; undo the last step if that was a mistake.',
            { step },
          );
    }
    return { step: rung.key, reason: null, occurredAt };
  });
}
