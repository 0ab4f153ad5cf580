import type { Context } from "../context.ts";
import { requirePermission } from "../permissions.ts";
import { sandboxOf } from "./sandbox.ts";
import { isScope, type Scope } from "./scopes.ts";

export interface ApiKeyView {
  id: string;
  kind: "secret" | "site";
  name: string;
  /** What it begins with; a site key is shown whole, it is no secret. */
  prefix: string;
  /** works in the sandbox, on data of its own */
  test: boolean;
  /** requests; null: as many as the installation says */
  perSecond: number | null;
  /** the key whose place it took */
  replaces: string | null;
  scopes: Scope[];
  origins: string[];
  createdAt: Date;
  expiresAt: Date | null;
  /** To the minute. */
  lastUsedAt: Date | null;
  revokedAt: Date | null;
}

/** Every key there ever was, newest first; none of them can be used with what is told here. */
export async function listApiKeys(ctx: Context): Promise<ApiKeyView[]> {
  requirePermission(ctx, "key.manage");
  const sandboxId = await sandboxOf(ctx);
  const own = await keysIn(ctx, ctx.orgId, false);
  const test = sandboxId === null ? [] : await keysIn(ctx, sandboxId, true);
  return [...own, ...test].sort(
    (one, other) => other.createdAt.getTime() - one.createdAt.getTime() || (other.id < one.id ? -1 : 1),
  );
}

async function keysIn(ctx: Context, orgId: string, test: boolean): Promise<ApiKeyView[]> {
  const rows = await ctx.db.withOrg(orgId, (tx) =>
    tx.apiKey.findMany({
      where: { orgId },
      select: {
        id: true,
        kind: true,
        name: true,
        prefix: true,
        scopes: true,
        origins: true,
        perSecond: true,
        replaces: true,
        createdAt: true,
        expiresAt: true,
        lastUsedAt: true,
        revokedAt: true,
      },
    }),
  );
  return rows.map((row) => ({
    ...row,
    test,
    kind: row.kind === "site" ? "site" : "secret",
    scopes: row.scopes.filter(isScope),
  }));
}
