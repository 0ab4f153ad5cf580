import { z } from "zod";
import type { Context } from "../context.ts";
import { notFound } from "../errors.ts";
import type { NoAnswer } from "../outbound/ask.ts";
import { requirePermission } from "../permissions.ts";

export const deliveryStatuses = ["waiting", "delivered", "dead"] as const;

export const deliveryPage = z.object({
  status: z.enum(deliveryStatuses).optional(),
  /** the last one that was read before */
  cursor: z.uuid().optional(),
  limit: z.coerce.number().int().min(1).max(100).default(30),
});
export const listDeliveriesInput = deliveryPage.extend({ id: z.uuid(), cursor: z.uuid().nullish() });

export interface DeliveryView {
  /** the receiver knows it by this, as `webhook-id` */
  id: string;
  type: string;
  leadId: string | null;
  status: (typeof deliveryStatuses)[number];
  createdAt: Date;
  attempts: number;
  /** of the last attempt */
  attemptedAt: Date | null;
  milliseconds: number | null;
  /** HTTP status of the last answer */
  answer: number | null;
  /** why the last attempt had no answer */
  failure: NoAnswer["code"] | null;
  /** when it is tried again; null: not any more */
  nextAt: Date | null;
  /** as it is sent, byte for byte */
  body: string;
}

export interface DeliveryPage {
  items: DeliveryView[];
  /** null: these are the last */
  next: string | null;
}

/** What was or is to be sent to a webhook within thirty days, latest first. Throws NOT_FOUND. */
export async function listDeliveries(
  ctx: Context,
  input: z.input<typeof listDeliveriesInput>,
): Promise<DeliveryPage> {
  requirePermission(ctx, "webhook.manage");
  const { id, status, cursor, limit } = listDeliveriesInput.parse(input);
  return ctx.db.withOrgSql(ctx.orgId, async (sql) => {
    const { rowCount } = await sql.query("select from webhook_endpoint where org_id = $1 and id = $2", [
      ctx.orgId,
      id,
    ]);
    if (rowCount === 0) throw notFound("This webhook");
    const { rows } = await sql.query<DeliveryView>(
      `select id, type, lead_id as "leadId", status, created_at as "createdAt", attempts, attempted_at as "attemptedAt",
              milliseconds, answer, failure, case when status = 'waiting' then due_at end as "nextAt", body
         from webhook_delivery
        where org_id = $1 and endpoint_id = $2 and ($3::text is null or status = $3) and ($4::uuid is null or id < $4)
        order by id desc limit $5::int`,
      [ctx.orgId, id, status ?? null, cursor ?? null, limit + 1],
    );
    const items = rows.slice(0, limit);
    return { items, next: rows.length > limit ? (items.at(-1)?.id ?? null) : null };
  });
}
