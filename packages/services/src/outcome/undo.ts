import { z } from "zod";
import { audit } from "../audit.ts";
import type { Actor, Context } from "../context.ts";
import { notFound, ServiceError } from "../errors.ts";
import { can, requirePermission } from "../permissions.ts";
import { lockLead, settleLead } from "./add-outcome.ts";
import type { OutcomeChange } from "./change.ts";

export const undoOutcomeInput = z.object({ outcomeId: z.uuid() });

/**
 * Takes back a lead's last outcome: one's own, or as a manager anyone's.
 * Throws NOT_FOUND, FORBIDDEN, and CONFLICT when it is not the last one any more.
 */
export async function undoOutcome(
  ctx: Context,
  input: z.input<typeof undoOutcomeInput>,
): Promise<OutcomeChange> {
  requirePermission(ctx, "lead.work");
  const { outcomeId } = undoOutcomeInput.parse(input);
  const { orgId, actor } = ctx;
  return ctx.db.withOrg(orgId, async (tx) => {
    const outcome = await tx.leadOutcome.findUnique({
      where: { orgId_id: { orgId, id: outcomeId } },
      select: { leadId: true, actorId: true, step: true },
    });
    if (!outcome) throw notFound("This outcome");
    await lockLead(tx, ctx, outcome.leadId);
    const last = await tx.leadOutcome.findFirst({
      where: { orgId, leadId: outcome.leadId, undoneAt: null },
      orderBy: [{ recordedAt: "desc" }, { id: "desc" }],
      select: { id: true },
    });
    if (last?.id !== outcomeId) {
      throw new ServiceError("CONFLICT", "Only a lead's last outcome can be undone, and only once.");
    }
    if (!mayUndo(actor, outcome.actorId)) {
      throw new ServiceError("FORBIDDEN", "Only whoever recorded this, or a manager, can undo it.");
    }
    await tx.leadOutcome.update({
      where: { orgId_id: { orgId, id: outcomeId } },
      data: { undoneAt: ctx.now(), undoneBy: actor.kind === "user" ? actor.userId : null },
      select: { id: true },
    });
    await audit(tx, ctx, {
      action: "lead.undo",
      subjectType: "lead",
      subjectId: outcome.leadId,
      detail: { outcomeId, step: outcome.step },
    });
    return settleLead(tx, ctx, outcome.leadId, outcomeId);
  });
}

/** One's own outcome, or anyone's for whoever assigns leads. */
export function mayUndo(actor: Actor, recordedBy: string | null): boolean {
  if (actor.kind === "system") return true;
  return recordedBy === actor.userId || can(actor.role, "lead.assign");
}
