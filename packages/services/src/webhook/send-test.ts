import type { z } from "zod";
import { audit } from "../audit.ts";
import type { Context } from "../context.ts";
import { notFound } from "../errors.ts";
import { requirePermission } from "../permissions.ts";
import { testEvent } from "./events.ts";
import { webhookById } from "./list.ts";
import { promiseDeliveries } from "./promise-deliveries.ts";

/** Sends one message that says nothing, whatever the webhook's state, and does not repeat it. Throws NOT_FOUND. */
export async function sendTest(
  ctx: Context,
  input: z.input<typeof webhookById>,
): Promise<{ deliveryId: string }> {
  requirePermission(ctx, "webhook.manage");
  const { id: endpointId } = webhookById.parse(input);
  return ctx.db.withOrgSql(ctx.orgId, async (sql) => {
    const { rowCount } = await sql.query(
      "select from webhook_endpoint where org_id = $1 and id = $2 for key share",
      [ctx.orgId, endpointId],
    );
    if (rowCount === 0) throw notFound("This webhook");
    const data = { message: "This is a test of your webhook." };
    const [deliveryId = ""] = await promiseDeliveries(sql, ctx, [
      { endpointId, type: testEvent, leadId: null, data },
    ]);
    await audit(sql, ctx, {
      action: "webhook.test",
      subjectType: "webhook",
      subjectId: endpointId,
      detail: { deliveryId },
    });
    return { deliveryId };
  });
}
