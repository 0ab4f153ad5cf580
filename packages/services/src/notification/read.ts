import { z } from "zod";
import type { Context } from "../context.ts";
import { notFound } from "../errors.ts";
import { announce } from "../live/announce.ts";
import { requirePermission } from "../permissions.ts";
import { readerOf } from "./reader-of.ts";

export const readNotificationInput = z.object({ notificationId: z.uuid() });

/** Notes that the asker has seen it; again changes nothing. Throws NOT_FOUND for what is not theirs. */
export async function readNotification(
  ctx: Context,
  input: z.input<typeof readNotificationInput>,
): Promise<void> {
  requirePermission(ctx, "today.read");
  const { notificationId } = readNotificationInput.parse(input);
  const userId = readerOf(ctx);
  await ctx.db.withOrgSql(ctx.orgId, async (sql) => {
    const { rowCount } = await sql.query(
      `update notification set read_at = coalesce(read_at, $4) where org_id = $1 and user_id = $2 and id = $3`,
      [ctx.orgId, userId, notificationId, ctx.now()],
    );
    if (rowCount === 0) throw notFound("This notification");
    // Their other devices count anew.
    await announce(sql, ctx, { kind: "notification", leadIds: "many", userIds: [userId] });
  });
}
