import { z } from "zod";
import type { Context } from "../context.ts";
import { lockStates } from "../feature/lock-states.ts";
import { promiseScore } from "../lead/promise-score.ts";
import { lockLead } from "../outcome/add-outcome.ts";
import { requirePermission } from "../permissions.ts";

export const requestQuestionInput = z.object({ leadId: z.uuid() });

/**
 * Has the lead scored, and with it what to ask next found: where nobody has looked since the model changed.
 * `promised` is false where there is no model or the lead is closed. Throws NOT_FOUND, CONFLICT for a merged lead.
 */
export async function requestQuestion(
  ctx: Context,
  input: z.input<typeof requestQuestionInput>,
): Promise<{ promised: boolean }> {
  requirePermission(ctx, "lead.read");
  const { leadId } = requestQuestionInput.parse(input);
  return ctx.db.withOrgSql(ctx.orgId, async (sql) => {
    await lockStates(sql, ctx, [leadId], "update");
    await lockLead(sql, ctx, leadId);
    return { promised: await promiseScore(sql, ctx, leadId) };
  });
}
