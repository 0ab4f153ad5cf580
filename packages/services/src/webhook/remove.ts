import type { z } from "zod";
import { audit } from "../audit.ts";
import type { Context } from "../context.ts";
import { notFound } from "../errors.ts";
import { requirePermission } from "../permissions.ts";
import { webhookById } from "./list.ts";

/** Ends it for good, with all that was or is to be sent to it. Throws NOT_FOUND. */
export async function removeWebhook(
  ctx: Context,
  input: z.input<typeof webhookById>,
): Promise<{ id: string }> {
  requirePermission(ctx, "webhook.manage");
  const { id } = webhookById.parse(input);
  return ctx.db.withOrgSql(ctx.orgId, async (sql) => {
    const { rowCount } = await sql.query("delete from webhook_endpoint where org_id = $1 and id = $2", [
      ctx.orgId,
      id,
    ]);
    if (rowCount === 0) throw notFound("This webhook");
    await audit(sql, ctx, { action: "webhook.delete", subjectType: "webhook", subjectId: id });
    return { id };
  });
}
