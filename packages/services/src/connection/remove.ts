import { z } from "zod";
import { audit } from "../audit.ts";
import type { Context } from "../context.ts";
import { notFound } from "../errors.ts";
import { requirePermission } from "../permissions.ts";

export const removeConnectionInput = z.object({ id: z.uuid() });

/**
 * With its secrets: within a second nothing comes in by it any more. What came stays, and would not come twice if the
 * number were connected again. Throws NOT_FOUND.
 */
export async function removeConnection(
  ctx: Context,
  input: z.input<typeof removeConnectionInput>,
): Promise<void> {
  requirePermission(ctx, "organisation.manage");
  const { id } = removeConnectionInput.parse(input);
  const { orgId } = ctx;
  await ctx.db.withOrg(orgId, async (tx) => {
    const { count } = await tx.connection.deleteMany({ where: { orgId, id } });
    if (count === 0) throw notFound("This connection");
    await audit(tx, ctx, { action: "connection.remove", subjectType: "connection", subjectId: id });
  });
}
