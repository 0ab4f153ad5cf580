import { newId } from "@leadlift/db/id";
import { z } from "zod";
import { audit } from "../audit.ts";
import type { Context } from "../context.ts";
import { notFound, ServiceError } from "../errors.ts";
import { requirePermission } from "../permissions.ts";
import { checkedAddress } from "./address.ts";
import { type EndpointView, readEndpoints } from "./endpoint-view.ts";
import { thresholdsSchema, webhookEvents } from "./events.ts";
import { newSecret, sealOf } from "./secret.ts";

const mostEndpoints = 20;
const printable = /^[^\p{Cc}\p{Surrogate}]+$/u;

export const endpointFields = z.strictObject({
  name: z.string().trim().min(1).max(100).regex(printable, "has to be printable"),
  url: z.string().trim().max(2_000),
  events: z
    .array(z.enum(webhookEvents))
    .min(1)
    .transform((given) => webhookEvents.filter((event) => given.includes(event))),
  thresholds: thresholdsSchema.prefault({}),
});

export const createWebhookInput = endpointFields;

/**
 * Has another system told of what happens here from now on. The secret with which it can check that it was us is
 * returned this once. Throws BAD_INPUT for an address that may not be told, CONFLICT for too many.
 */
export async function createWebhook(
  ctx: Context,
  input: z.input<typeof createWebhookInput>,
): Promise<EndpointView & { secret: string }> {
  requirePermission(ctx, "webhook.manage");
  const { name, url, events, thresholds } = createWebhookInput.parse(input);
  const address = checkedAddress(ctx, url);
  const id = newId();
  const secret = newSecret();
  return ctx.db.withOrgSql(ctx.orgId, async (sql) => {
    await sql.query("select pg_advisory_xact_lock(hashtextextended($1, 0))", [`webhooks ${ctx.orgId}`]);
    const { rowCount } = await sql.query("select from webhook_endpoint where org_id = $1", [ctx.orgId]);
    if (rowCount >= mostEndpoints) {
      throw new ServiceError("CONFLICT", "There can be {most} webhooks: delete one that is not needed.", {
        most: mostEndpoints,
      });
    }
    await sql.query(
      `insert into webhook_endpoint (org_id, id, name, url_sealed, secret_sealed, events, thresholds, created_by, created_at, updated_at)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $9)`,
      [
        ctx.orgId,
        id,
        name,
        sealOf(ctx, id, "url_sealed", address),
        sealOf(ctx, id, "secret_sealed", secret),
        events,
        JSON.stringify(thresholds),
        ctx.actor.kind === "user" ? ctx.actor.userId : null,
        ctx.now(),
      ],
    );
    await audit(sql, ctx, {
      action: "webhook.create",
      subjectType: "webhook",
      subjectId: id,
      detail: { host: new URL(address).host, events: events.join(" ") },
    });
    const [view] = await readEndpoints(sql, ctx, id);
    if (!view) throw notFound("This webhook");
    return { ...view, secret };
  });
}
