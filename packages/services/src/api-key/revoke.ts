import type { Tx } from "@leadlift/db/connect";
import { z } from "zod";
import { audit } from "../audit.ts";
import type { Context } from "../context.ts";
import { notFound } from "../errors.ts";
import { requirePermission } from "../permissions.ts";
import { sandboxOf } from "./sandbox.ts";

export const revokeApiKeyInput = z.object({ id: z.uuid() });

/** From the next second on no process takes it; revoking again changes nothing. Throws NOT_FOUND. */
export async function revokeApiKey(ctx: Context, input: z.input<typeof revokeApiKeyInput>): Promise<void> {
  requirePermission(ctx, "key.manage");
  const { id } = revokeApiKeyInput.parse(input);
  const { orgId } = ctx;
  const sandboxId = await sandboxOf(ctx);
  await ctx.db.withOrg(orgId, async (tx) => {
    const found =
      (await endIn(tx, ctx, orgId, id)) ??
      (sandboxId === null ? null : await ctx.db.withOrg(sandboxId, (at) => endIn(at, ctx, sandboxId, id)));
    if (found === null) throw notFound("This key");
    if (found === "ended") {
      await audit(tx, ctx, { action: "api-key.revoke", subjectType: "api_key", subjectId: id });
    }
  });
}

/** Null where no such key lies. */
async function endIn(
  tx: Tx,
  { actor, now }: Context,
  orgId: string,
  id: string,
): Promise<"ended" | "as it was" | null> {
  const { count } = await tx.apiKey.updateMany({
    where: { orgId, id, revokedAt: null },
    data: { revokedAt: now(), revokedBy: actor.kind === "user" ? actor.userId : null },
  });
  if (count > 0) return "ended";
  const known = await tx.apiKey.findUnique({ where: { orgId_id: { orgId, id } }, select: { id: true } });
  return known && "as it was";
}
