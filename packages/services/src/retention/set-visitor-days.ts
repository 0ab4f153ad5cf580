import { z } from "zod";
import { audit } from "../audit.ts";
import type { Context } from "../context.ts";
import { requirePermission } from "../permissions.ts";

export const setVisitorDaysInput = z.object({ days: z.int().min(1).max(3650) });

/** How many days after their last visit visitors are kept who never told who they are. */
export async function setVisitorDays(
  ctx: Context,
  input: z.input<typeof setVisitorDaysInput>,
): Promise<{ days: number }> {
  requirePermission(ctx, "organisation.manage");
  const { days } = setVisitorDaysInput.parse(input);
  await ctx.db.withOrg(ctx.orgId, async (tx) => {
    await tx.organisation.update({ where: { id: ctx.orgId }, data: { visitorDays: days } });
    await audit(tx, ctx, {
      action: "organisation.visitor-days",
      subjectType: "organisation",
      subjectId: ctx.orgId,
      detail: { days, before: ctx.organisation.visitorDays },
    });
  });
  return { days };
}
