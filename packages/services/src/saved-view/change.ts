import { z } from "zod";
import { audit } from "../audit.ts";
import type { Context } from "../context.ts";
import { requirePermission } from "../permissions.ts";
import { changeableView, refuseNameTwice } from "./stored-view.ts";
import { type SavedView, viewName, viewQuerySchema } from "./view-input.ts";

export const changeViewInput = z.object({
  viewId: z.uuid(),
  name: viewName.optional(),
  query: viewQuerySchema.optional(),
  shared: z.boolean().optional(),
});

/**
 * Renames a view, shares it or makes it another one; what is not said stays. Gives how it was, which handed to this verb
 * undoes the change. Throws NOT_FOUND, FORBIDDEN, CONFLICT for a name that its owner uses already.
 */
export async function changeView(ctx: Context, input: z.input<typeof changeViewInput>): Promise<SavedView> {
  requirePermission(ctx, "lead.read");
  const { viewId, ...change } = changeViewInput.parse(input);
  return ctx.db.withOrgSql(ctx.orgId, async (sql) => {
    const before = await changeableView(sql, ctx, viewId);
    const { name = before.name, query = before.query, shared = before.shared } = change;
    if (shared !== before.shared) requirePermission(ctx, "view.share");
    await refuseNameTwice(sql, ctx, { id: viewId, ownerId: before.owner.id, name });
    await sql.query(
      "update saved_view set name = $3, query = $4, shared = $5 where org_id = $1 and id = $2",
      [ctx.orgId, viewId, name, JSON.stringify(query), shared],
    );
    await audit(sql, ctx, {
      action: "saved-view.change",
      subjectType: "saved-view",
      subjectId: viewId,
      detail: { shared },
    });
    return before;
  });
}
