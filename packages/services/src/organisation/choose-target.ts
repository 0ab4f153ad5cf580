import { z } from "zod";
import { audit } from "../audit.ts";
import type { Context } from "../context.ts";
import { ServiceError } from "../errors.ts";
import { requirePermission } from "../permissions.ts";

export const chooseTargetInput = z.object({
  step: z.string().min(1).max(100),
  horizonDays: z.number().int().min(1).max(365).optional(),
});

/** Sets what models learn from now on; scores stay as they are until the next training. */
export async function chooseTarget(
  ctx: Context,
  input: z.infer<typeof chooseTargetInput>,
): Promise<{ targetStep: string; horizonDays: number }> {
  requirePermission(ctx, "organisation.manage");
  const { step, horizonDays = ctx.organisation.horizonDays } = chooseTargetInput.parse(input);
  if (!ctx.organisation.ladder.some((rung) => rung.key === step)) {
    throw new ServiceError("BAD_INPUT", '"{step}" is not a step of the outcome ladder.', { step });
  }
  await ctx.db.withOrg(ctx.orgId, async (tx) => {
    await tx.organisation.update({ where: { id: ctx.orgId }, data: { targetStep: step, horizonDays } });
    await audit(tx, ctx, {
      action: "organisation.choose-target",
      subjectType: "organisation",
      subjectId: ctx.orgId,
      detail: { step, horizonDays, before: ctx.organisation.targetStep },
    });
  });
  return { targetStep: step, horizonDays };
}
