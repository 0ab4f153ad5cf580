import { z } from "zod";
import { audit } from "../audit.ts";
import type { Context } from "../context.ts";
import { notFound } from "../errors.ts";
import { requirePermission } from "../permissions.ts";
import { checkedAddress } from "./address.ts";
import { endpointFields } from "./create.ts";
import { type EndpointView, readEndpoints } from "./endpoint-view.ts";
import { promiseSending } from "./promise-deliveries.ts";
import { sealOf } from "./secret.ts";

export const webhookFields = endpointFields.extend({
  status: z.enum(["active", "paused"]).default("active"),
});
export const updateWebhookInput = webhookFields.extend({ id: z.uuid() });

/**
 * Replaces all that is said of a webhook but its secret. Active: one that was turned off or rests is tried again from now
 * on. Throws NOT_FOUND, BAD_INPUT for an address that may not be told.
 */
export async function updateWebhook(
  ctx: Context,
  input: z.input<typeof updateWebhookInput>,
): Promise<EndpointView> {
  requirePermission(ctx, "webhook.manage");
  const { id, name, url, events, thresholds, status } = updateWebhookInput.parse(input);
  const address = checkedAddress(ctx, url);
  return ctx.db.withOrgSql(ctx.orgId, async (sql) => {
    const { rowCount } = await sql.query(
      `update webhook_endpoint
          set name = $3, url_sealed = $4, events = $5, thresholds = $6, status = $7, disabled_because = null, failures = 0,
              failing_since = null, resting_until = null, updated_at = $8
        where org_id = $1 and id = $2`,
      [
        ctx.orgId,
        id,
        name,
        sealOf(ctx, id, "url_sealed", address),
        events,
        JSON.stringify(thresholds),
        status,
        ctx.now(),
      ],
    );
    if (rowCount === 0) throw notFound("This webhook");
    await audit(sql, ctx, {
      action: "webhook.change",
      subjectType: "webhook",
      subjectId: id,
      detail: { host: new URL(address).host, events: events.join(" "), status },
    });
    if (status === "active") await promiseSending(sql, ctx, [id]);
    const [view] = await readEndpoints(sql, ctx, id);
    if (!view) throw notFound("This webhook");
    return view;
  });
}
