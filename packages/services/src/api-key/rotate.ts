import type { Tx } from "@leadlift/db/connect";
import { newId } from "@leadlift/db/id";
import { z } from "zod";
import { audit } from "../audit.ts";
import type { Context } from "../context.ts";
import { notFound, ServiceError } from "../errors.ts";
import { requirePermission } from "../permissions.ts";
import { type NewSecretKey, newSecretKey } from "./key-text.ts";
import { sandboxOf } from "./sandbox.ts";

const hourMs = 3_600_000;
export const longestOverlapHours = 7 * 24;

export const rotateApiKeyInput = z.object({
  id: z.uuid(),
  /** for which the old one goes on working, so that programs can be changed one by one */
  overlapHours: z.int().min(0).max(longestOverlapHours).default(24),
});

/**
 * Gives a secret key's holder a new one that may do the same, for as long as the old one was made for; the old one ends
 * after the overlap, or when it would have ended anyway. The text is returned this once. Throws NOT_FOUND, CONFLICT for a key
 * that has ended or was replaced already, BAD_INPUT for a site's.
 */
export async function rotateApiKey(
  ctx: Context,
  input: z.input<typeof rotateApiKeyInput>,
): Promise<{ id: string; key: string; oldEndsAt: Date }> {
  requirePermission(ctx, "key.manage");
  const { id: oldId, overlapHours } = rotateApiKeyInput.parse(input);
  const sandboxId = await sandboxOf(ctx);
  return ctx.db.withOrg(ctx.orgId, async (tx) => {
    const own = await tx.apiKey.count({ where: { orgId: ctx.orgId, id: oldId } });
    const home = own > 0 ? ctx.orgId : sandboxId;
    if (home === null) throw notFound("This key");
    const made = newSecretKey(home === sandboxId);
    const change = { home, oldId, id: newId(), made, overlapHours };
    const oldEndsAt =
      home === ctx.orgId
        ? await replaceIn(tx, ctx, change)
        : await ctx.db.withOrg(home, (sandbox) => replaceIn(sandbox, ctx, change));
    await audit(tx, ctx, {
      action: "api-key.rotate",
      subjectType: "api_key",
      subjectId: oldId,
      detail: { by: change.id, prefix: made.prefix, endsAt: oldEndsAt.toISOString() },
    });
    return { id: change.id, key: made.text, oldEndsAt };
  });
}

interface Change {
  home: string;
  oldId: string;
  id: string;
  made: NewSecretKey;
  overlapHours: number;
}

async function replaceIn(
  tx: Tx,
  { actor, now }: Context,
  { home: orgId, oldId, id, made, overlapHours }: Change,
): Promise<Date> {
  await tx.$queryRaw`select id from api_key where org_id = ${orgId}::uuid and id = ${oldId}::uuid for update`;
  const where = { orgId_id: { orgId, id: oldId } };
  const old = await tx.apiKey.findUnique({ where });
  if (!old) throw notFound("This key");
  const at = now();
  await requireReplaceable(tx, old, at);
  const oldEndsAt = earlier(new Date(at.getTime() + overlapHours * hourMs), old.expiresAt);
  const lifetimeMs = old.expiresAt && old.expiresAt.getTime() - old.createdAt.getTime();
  await tx.apiKey.update({ where, data: { expiresAt: oldEndsAt } });
  await tx.apiKey.create({
    data: {
      orgId,
      id,
      kind: "secret",
      name: old.name,
      prefix: made.prefix,
      hash: new Uint8Array(made.hash),
      scopes: old.scopes,
      perSecond: old.perSecond,
      replaces: oldId,
      createdBy: actor.kind === "user" ? actor.userId : null,
      createdAt: at,
      expiresAt: lifetimeMs === null ? null : new Date(at.getTime() + lifetimeMs),
    },
  });
  return oldEndsAt;
}

type Row = NonNullable<Awaited<ReturnType<Tx["apiKey"]["findUnique"]>>>;

async function requireReplaceable(tx: Tx, old: Row, at: Date): Promise<void> {
  if (old.kind !== "secret") {
    throw new ServiceError("BAD_INPUT", "A website’s key is no secret: make another, and revoke this one.");
  }
  if (old.revokedAt || (old.expiresAt && old.expiresAt <= at)) {
    throw new ServiceError("CONFLICT", "This key has ended: make a new one.");
  }
  if ((await tx.apiKey.count({ where: { orgId: old.orgId, replaces: old.id } })) > 0) {
    throw new ServiceError("CONFLICT", "Another key took the place of this one already.");
  }
}

function earlier(one: Date, other: Date | null): Date {
  return other && other < one ? other : one;
}
