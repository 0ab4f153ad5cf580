import type { Context } from "../context.ts";
import { requirePermission } from "../permissions.ts";
import { isScope, type Scope } from "./scopes.ts";

export interface ApiKeyView {
  id: string;
  kind: "secret" | "site";
  name: string;
  /** What it begins with; a site key is shown whole, it is no secret. */
  prefix: string;
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
  const rows = await ctx.db.withOrg(ctx.orgId, (tx) =>
    tx.apiKey.findMany({
      where: { orgId: ctx.orgId },
      orderBy: [{ createdAt: "desc" }, { id: "desc" }],
      select: {
        id: true,
        kind: true,
        name: true,
        prefix: true,
        scopes: true,
        origins: true,
        createdAt: true,
        expiresAt: true,
        lastUsedAt: true,
        revokedAt: true,
      },
    }),
  );
  return rows.map((row) => ({
    ...row,
    kind: row.kind === "site" ? "site" : "secret",
    scopes: row.scopes.filter(isScope),
  }));
}
