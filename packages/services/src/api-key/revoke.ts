import { z } from "zod";
import { audit } from "../audit.ts";
import type { Context } from "../context.ts";
import { notFound } from "../errors.ts";
import { requirePermission } from "../permissions.ts";

export const revokeApiKeyInput = z.object({ id: z.uuid() });

/** From the next second on no process takes it; revoking again changes nothing. Throws NOT_FOUND. */
export async function revokeApiKey(ctx: Context, input: z.input<typeof revokeApiKeyInput>): Promise<void> {
  requirePermission(ctx, "key.manage");
  const { id } = revokeApiKeyInput.parse(input);
  const { orgId } = ctx;
  await ctx.db.withOrg(orgId, async (tx) => {
    const { count } = await tx.apiKey.updateMany({
      where: { orgId, id, revokedAt: null },
      data: { revokedAt: ctx.now(), revokedBy: ctx.actor.kind === "user" ? ctx.actor.userId : null },
    });
    if (count > 0) {
      await audit(tx, ctx, { action: "api-key.revoke", subjectType: "api_key", subjectId: id });
      return;
    }
    const known = await tx.apiKey.findUnique({ where: { orgId_id: { orgId, id } }, select: { id: true } });
    if (!known) throw notFound("This key");
  });
}
