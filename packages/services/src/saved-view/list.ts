import type { Context } from "../context.ts";
import { requirePermission } from "../permissions.ts";
import { readViews } from "./stored-view.ts";
import type { SavedView } from "./view-input.ts";

export type { SavedView, ViewQuery } from "./view-input.ts";

/** The asker's own views and those that are shared, one's own first. */
export async function listViews(ctx: Context): Promise<SavedView[]> {
  requirePermission(ctx, "lead.read");
  return ctx.db.withOrgSql(ctx.orgId, (sql) => readViews(sql, ctx));
}
