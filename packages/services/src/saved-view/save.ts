import { newId } from "@leadlift/db/id";
import { z } from "zod";
import { audit } from "../audit.ts";
import type { Context } from "../context.ts";
import { ServiceError } from "../errors.ts";
import { requirePermission } from "../permissions.ts";
import { refuseNameTwice, viewerOf } from "./stored-view.ts";
import { viewName, viewQuerySchema } from "./view-input.ts";

export const saveViewInput = z.object({
  name: viewName,
  query: viewQuerySchema,
  shared: z.boolean().default(false),
});

const mostViews = 100;

/** Keeps a view of the list under a name. Throws CONFLICT for a name that the asker uses already, FORBIDDEN to share. */
export async function saveView(
  ctx: Context,
  input: z.input<typeof saveViewInput>,
): Promise<{ viewId: string }> {
  requirePermission(ctx, "lead.read");
  const { name, query, shared } = saveViewInput.parse(input);
  if (shared) requirePermission(ctx, "view.share");
  const ownerId = viewerOf(ctx);
  const id = newId();
  return ctx.db.withOrgSql(ctx.orgId, async (sql) => {
    // One at a time for each person: neither the name nor the limit is passed by two at once.
    await sql.query("select pg_advisory_xact_lock(hashtextextended('saved view ' || $1, 0))", [ownerId]);
    await refuseNameTwice(sql, ctx, { id, ownerId, name });
    const { rows } = await sql.query<{ count: number }>(
      "select count(*)::int as count from saved_view where org_id = $1 and owner_id = $2",
      [ctx.orgId, ownerId],
    );
    if ((rows[0]?.count ?? 0) >= mostViews) {
      throw new ServiceError("CONFLICT", "You have {most} views: take one away first.", { most: mostViews });
    }
    await sql.query(
      "insert into saved_view (org_id, id, owner_id, name, shared, query, created_at) values ($1, $2, $3, $4, $5, $6, $7)",
      [ctx.orgId, id, ownerId, name, shared, JSON.stringify(query), ctx.now()],
    );
    await audit(sql, ctx, {
      action: "saved-view.save",
      subjectType: "saved-view",
      subjectId: id,
      detail: { shared },
    });
    return { viewId: id };
  });
}
