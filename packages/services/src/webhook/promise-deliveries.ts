import type { OrgSql } from "@leadlift/db/connect";
import { newId } from "@leadlift/db/id";
import type { Context } from "../context.ts";
import { promiseJobs } from "../jobs/promise.ts";
import type { testEvent, WebhookEvent } from "./events.ts";

export interface NewDelivery {
  endpointId: string;
  type: WebhookEvent | typeof testEvent;
  /** with whom it goes when the lead is deleted; null: it stays */
  leadId: string | null;
  /** ids, codes and numbers only: nobody's contact data */
  data: Readonly<Record<string, unknown>>;
}

/** Writes messages in the transaction of their cause, as they will be sent, byte for byte. Gives their ids. */
export async function promiseDeliveries(
  sql: OrgSql,
  ctx: Context,
  deliveries: readonly NewDelivery[],
): Promise<string[]> {
  if (deliveries.length === 0) return [];
  const ids = deliveries.map(() => newId());
  const timestamp = ctx.now().toISOString();
  await sql.query(
    `insert into webhook_delivery (org_id, id, endpoint_id, type, lead_id, body, created_at, due_at)
     select $1::uuid, d.id, d.endpoint_id, d.type, d.lead_id, d.body, $7::timestamptz, $7::timestamptz
       from unnest($2::uuid[], $3::uuid[], $4::text[], $5::uuid[], $6::text[])
            as d (id, endpoint_id, type, lead_id, body)`,
    [
      ctx.orgId,
      ids,
      deliveries.map(({ endpointId }) => endpointId),
      deliveries.map(({ type }) => type),
      deliveries.map(({ leadId }) => leadId),
      deliveries.map(({ type, data }) => JSON.stringify({ type, timestamp, data })),
      timestamp,
    ],
  );
  await promiseSending(
    sql,
    ctx,
    deliveries.map(({ endpointId }) => endpointId),
  );
  return ids;
}

/** Wakes a worker for each of these endpoints. */
export function promiseSending(sql: OrgSql, ctx: Context, endpointIds: readonly string[]): Promise<void> {
  const { orgId } = ctx;
  const payloads = [...new Set(endpointIds)].map((endpointId) => ({ orgId, endpointId }));
  return promiseJobs(sql, ctx, "webhook.deliver", payloads);
}
