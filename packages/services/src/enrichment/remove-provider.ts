import { z } from "zod";
import { audit } from "../audit.ts";
import type { Context } from "../context.ts";
import { notFound } from "../errors.ts";
import { requirePermission } from "../permissions.ts";

export const removeProviderInput = z.object({ id: z.uuid() });

/** With its secret, its answers and its counts; what leads got from it stays theirs. Throws NOT_FOUND. */
export async function removeProvider(
  ctx: Context,
  { id }: z.output<typeof removeProviderInput>,
): Promise<void> {
  requirePermission(ctx, "organisation.manage");
  const { orgId } = ctx;
  await ctx.db.withOrg(orgId, async (tx) => {
    const { count } = await tx.enrichmentProvider.deleteMany({ where: { orgId, id } });
    if (count === 0) throw notFound("This provider");
    await audit(tx, ctx, {
      action: "enrichment-provider.remove",
      subjectType: "enrichment_provider",
      subjectId: id,
    });
  });
}
