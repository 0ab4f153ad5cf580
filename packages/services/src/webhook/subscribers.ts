import type { OrgSql } from "@leadlift/db/connect";
import type { Context } from "../context.ts";
import { type Thresholds, thresholdsSchema, type WebhookEvent } from "./events.ts";

export interface Subscriber {
  endpointId: string;
  thresholds: Thresholds;
}

/** Endpoints that want to know of an event: the one question that a transaction costs where nobody does. */
export async function subscribersOf(sql: OrgSql, ctx: Context, event: WebhookEvent): Promise<Subscriber[]> {
  const { rows } = await sql.query<{ endpointId: string; thresholds: unknown }>(
    `select id as "endpointId", thresholds from webhook_endpoint
      where org_id = $1 and status in ('active', 'paused') and $2::text = any(events) order by id`,
    [ctx.orgId, event],
    "webhook subscribers",
  );
  return rows.map(({ endpointId, thresholds }) => ({
    endpointId,
    thresholds: thresholdsSchema.parse(thresholds),
  }));
}
