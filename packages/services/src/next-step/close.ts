import { z } from "zod";
import { audit } from "../audit.ts";
import type { Context } from "../context.ts";
import { notFound, ServiceError } from "../errors.ts";
import { announce } from "../live/announce.ts";
import { requirePermission } from "../permissions.ts";

export const closeNextStepInput = z.object({
  nextStepId: z.uuid(),
  /** done: it was kept; dropped: it is not needed any more */
  status: z.enum(["done", "dropped"]),
});

/** Throws NOT_FOUND, CONFLICT for a step that is closed already in another way. */
export async function closeNextStep(
  ctx: Context,
  input: z.input<typeof closeNextStepInput>,
): Promise<{ leadId: string }> {
  requirePermission(ctx, "lead.work");
  const { nextStepId, status } = closeNextStepInput.parse(input);
  return ctx.db.withOrgSql(ctx.orgId, async (sql) => {
    const { rows } = await sql.query<{ leadId: string; status: string }>(
      `select lead_id as "leadId", status from next_step where org_id = $1 and id = $2 for update`,
      [ctx.orgId, nextStepId],
    );
    const [step] = rows;
    if (!step) throw notFound("This next step");
    const { leadId } = step;
    if (step.status === status) return { leadId };
    if (step.status !== "open") throw new ServiceError("CONFLICT", "This next step is closed already.");
    await sql.query("update next_step set status = $3, closed_at = $4 where org_id = $1 and id = $2", [
      ctx.orgId,
      nextStepId,
      status,
      ctx.now(),
    ]);
    await audit(sql, ctx, {
      action: "next-step.close",
      subjectType: "lead",
      subjectId: leadId,
      detail: { nextStepId, status },
    });
    await announce(sql, ctx, { kind: "lead", leadIds: [leadId] });
    return { leadId };
  });
}
