import type { OrgSql } from "@leadlift/db/connect";
import type { Context } from "../context.ts";
import { isWebhookEvent, type Thresholds, testEvent, thresholdsSchema, type WebhookEvent } from "./events.ts";
import { openOf } from "./secret.ts";

export interface EndpointView {
  id: string;
  name: string;
  url: string;
  events: WebhookEvent[];
  thresholds: Thresholds;
  /** paused: messages wait, for four days; disabled: none are written */
  status: "active" | "paused" | "disabled";
  /** of disabled */
  disabledBecause: "failing" | "gone" | null;
  health: {
    /** attempts that failed since the last one that was taken */
    failures: number;
    failingSince: Date | null;
    /** nothing is sent before */
    restingUntil: Date | null;
    /** to the minute */
    lastDeliveredAt: Date | null;
    waiting: number;
    /** without tests, which nobody misses */
    dead: number;
  };
  /** until when the secret before the current one signs as well */
  previousSecretUntil: Date | null;
  createdAt: Date;
  updatedAt: Date;
}

interface StoredEndpoint {
  id: string;
  name: string;
  urlSealed: Buffer;
  events: string[];
  thresholds: unknown;
  status: string;
  disabledBecause: string | null;
  failures: number;
  failingSince: Date | null;
  restingUntil: Date | null;
  lastDeliveredAt: Date | null;
  waiting: number;
  dead: number;
  previousUntil: Date | null;
  createdAt: Date;
  updatedAt: Date;
}

/** All of them, oldest first; or the one of this id. */
export async function readEndpoints(
  sql: OrgSql,
  ctx: Context,
  id: string | null = null,
): Promise<EndpointView[]> {
  const { rows } = await sql.query<StoredEndpoint>(
    `select e.id, e.name, e.url_sealed as "urlSealed", e.events, e.thresholds, e.status,
            e.disabled_because as "disabledBecause", e.failures, e.failing_since as "failingSince",
            e.resting_until as "restingUntil", e.last_delivered_at as "lastDeliveredAt", d.waiting, d.dead,
            e.previous_until as "previousUntil", e.created_at as "createdAt", e.updated_at as "updatedAt"
       from webhook_endpoint e
      cross join lateral (
        select count(*) filter (where status = 'waiting')::int as waiting, count(*) filter (where status = 'dead' and type <> $3)::int as dead
          from webhook_delivery where org_id = e.org_id and endpoint_id = e.id) d
      where e.org_id = $1 and ($2::uuid is null or e.id = $2) order by e.created_at, e.id`,
    [ctx.orgId, id, testEvent],
  );
  return rows.map((row) => viewOf(ctx, row));
}

function viewOf(ctx: Context, row: StoredEndpoint): EndpointView {
  const {
    id,
    name,
    failures,
    failingSince,
    restingUntil,
    lastDeliveredAt,
    waiting,
    dead,
    createdAt,
    updatedAt,
  } = row;
  const now = ctx.now();
  const ahead = (at: Date | null) => (at && at > now ? at : null);
  return {
    id,
    name,
    url: openOf(ctx, id, "url_sealed", row.urlSealed),
    events: row.events.filter(isWebhookEvent),
    thresholds: thresholdsSchema.parse(row.thresholds),
    status: row.status === "paused" || row.status === "disabled" ? row.status : "active",
    disabledBecause:
      row.disabledBecause === "gone" || row.disabledBecause === "failing" ? row.disabledBecause : null,
    health: { failures, failingSince, restingUntil: ahead(restingUntil), lastDeliveredAt, waiting, dead },
    previousSecretUntil: ahead(row.previousUntil),
    createdAt,
    updatedAt,
  };
}
