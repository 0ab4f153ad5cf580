import { z } from "zod";
import { audit } from "../audit.ts";
import type { Context } from "../context.ts";
import { requirePermission } from "../permissions.ts";
import { changeableView } from "./stored-view.ts";
import type { SavedView } from "./view-input.ts";

export const removeViewInput = z.object({ viewId: z.uuid() });

/** Takes a view away and gives it, so that it can be restored. Throws NOT_FOUND, FORBIDDEN. */
export async function removeView(ctx: Context, input: z.input<typeof removeViewInput>): Promise<SavedView> {
  requirePermission(ctx, "lead.read");
  const { viewId } = removeViewInput.parse(input);
  return ctx.db.withOrgSql(ctx.orgId, async (sql) => {
    const view = await changeableView(sql, ctx, viewId);
    await sql.query("delete from saved_view where org_id = $1 and id = $2", [ctx.orgId, viewId]);
    await audit(sql, ctx, {
      action: "saved-view.remove",
      subjectType: "saved-view",
      subjectId: viewId,
      detail: { owner: view.owner.id, shared: view.shared },
    });
    return view;
  });
}
