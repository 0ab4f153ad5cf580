import { z } from "zod";
import { audit } from "../audit.ts";
import type { Context } from "../context.ts";
import { notFound, ServiceError } from "../errors.ts";
import { requirePermission } from "../permissions.ts";
import { refuseNameTwice, viewerOf } from "./stored-view.ts";
import { viewName, viewQuerySchema } from "./view-input.ts";

export const restoreViewInput = z.object({ viewId: z.uuid(), name: viewName, query: viewQuerySchema });

const removedSchema = z.object({ owner: z.uuid(), shared: z.boolean() });

/** Brings back, to its owner, a view that the asker took away, as it was handed out. Throws NOT_FOUND, CONFLICT where it is there. */
export async function restoreView(
  ctx: Context,
  input: z.input<typeof restoreViewInput>,
): Promise<{ viewId: string }> {
  requirePermission(ctx, "lead.read");
  const { viewId, name, query } = restoreViewInput.parse(input);
  const viewer = viewerOf(ctx);
  return ctx.db.withOrgSql(ctx.orgId, async (sql) => {
    const { rows } = await sql.query<{ detail: unknown }>(
      `select detail from audit_entry
        where org_id = $1 and subject_type = 'saved-view' and subject_id = $2 and action = 'saved-view.remove'
          and actor_id = $3 order by at desc, id desc limit 1`,
      [ctx.orgId, viewId, viewer],
    );
    const [removed] = rows;
    if (!removed) throw notFound("This view");
    const { owner, shared } = removedSchema.parse(removed.detail);
    await refuseNameTwice(sql, ctx, { id: viewId, ownerId: owner, name });
    const { rowCount } = await sql.query(
      `insert into saved_view (org_id, id, owner_id, name, shared, query, created_at)
       values ($1, $2, $3, $4, $5, $6, $7) on conflict do nothing`,
      [ctx.orgId, viewId, owner, name, shared, JSON.stringify(query), ctx.now()],
    );
    if (!rowCount) throw new ServiceError("CONFLICT", "This view is there already.");
    await audit(sql, ctx, { action: "saved-view.restore", subjectType: "saved-view", subjectId: viewId });
    return { viewId };
  });
}
