import type { Context } from "../context.ts";
import { announce } from "../live/announce.ts";
import { requirePermission } from "../permissions.ts";
import { readerOf } from "./reader-of.ts";

/** Notes that the asker has seen all they were told. Returns how many they had not read. */
export async function readAllNotifications(ctx: Context): Promise<{ read: number }> {
  requirePermission(ctx, "today.read");
  const userId = readerOf(ctx);
  return ctx.db.withOrgSql(ctx.orgId, async (sql) => {
    const { rowCount: read } = await sql.query(
      "update notification set read_at = $3 where org_id = $1 and user_id = $2 and read_at is null",
      [ctx.orgId, userId, ctx.now()],
    );
    if (read > 0) await announce(sql, ctx, { kind: "notification", leadIds: "many", userIds: [userId] });
    return { read };
  });
}
