import type { OrgSql } from "@leadlift/db/connect";
import type { Context } from "../context.ts";
import { isBroken } from "./back-off.ts";
import { testEvent } from "./events.ts";
import { openOf } from "./secret.ts";

/** At once to one endpoint, from all workers together. */
const mostAtOnce = 8;
/** Longer than an attempt can take; what was broken off is taken up again after it. */
const claimMs = 40_000;

export interface ClaimedDelivery {
  id: string;
  type: string;
  body: string;
  /** all there were, this one included: what is written of it must match */
  attempts: number;
  /** this one's place since it was written or replayed, from 1 */
  attempt: number;
}

export interface Claimed {
  url: string;
  secrets: string[];
  deliveries: ClaimedDelivery[];
}

interface StoredEndpoint {
  urlSealed: Buffer;
  secretSealed: Buffer;
  previousSealed: Buffer | null;
  previousUntil: Date | null;
  status: string;
  failures: number;
  restingUntil: Date | null;
}

/** Takes what is due to an endpoint; each delivery is one worker's until its claim ends. */
export function claimDeliveries(ctx: Context, endpointId: string): Promise<Claimed | null> {
  return ctx.db.withOrgSql(ctx.orgId, async (sql) => {
    const endpoint = await lockEndpoint(sql, ctx, endpointId);
    if (!endpoint) return null;
    const { rows } = await sql.query<ClaimedDelivery>(claimSql, [
      ctx.orgId,
      endpointId,
      ctx.now(),
      new Date(ctx.now().getTime() + claimMs),
      isBroken(endpoint.failures) ? 1 : mostAtOnce,
      maySend(endpoint, ctx.now()),
      testEvent,
    ]);
    const { urlSealed, secretSealed, previousSealed, previousUntil } = endpoint;
    const secrets = [openOf(ctx, endpointId, "secret_sealed", secretSealed)];
    if (previousSealed && previousUntil && previousUntil > ctx.now()) {
      secrets.push(openOf(ctx, endpointId, "previous_sealed", previousSealed));
    }
    return { url: openOf(ctx, endpointId, "url_sealed", urlSealed), secrets, deliveries: rows };
  });
}

/** Claims of one endpoint follow one another, so that their sum is never more than may be sent at once. */
async function lockEndpoint(sql: OrgSql, ctx: Context, endpointId: string): Promise<StoredEndpoint | null> {
  const { rows } = await sql.query<StoredEndpoint>(
    `select url_sealed as "urlSealed", secret_sealed as "secretSealed", previous_sealed as "previousSealed",
            previous_until as "previousUntil", status, failures, resting_until as "restingUntil"
       from webhook_endpoint where org_id = $1 and id = $2 for no key update`,
    [ctx.orgId, endpointId],
  );
  return rows[0] ?? null;
}

function maySend({ status, restingUntil }: StoredEndpoint, now: Date): boolean {
  return status === "active" && (restingUntil === null || restingUntil <= now);
}

// A test is sent whatever the endpoint's state: it is how somebody finds out. In a CTE, as a subquery of the update
// may be run once for each of its rows, and each time take others.
const claimSql = `
  with due as materialized (
    select id from webhook_delivery
     where org_id = $1::uuid and endpoint_id = $2::uuid and status = 'waiting' and due_at <= $3::timestamptz
       and (claimed_until is null or claimed_until <= $3::timestamptz) and ($6::boolean or type = $7)
     order by due_at, id
     limit greatest(0, $5::int - (
       select count(*) from webhook_delivery
        where org_id = $1::uuid and endpoint_id = $2::uuid and status = 'waiting' and claimed_until > $3::timestamptz))
       for update skip locked
  )
  update webhook_delivery d set attempts = attempts + 1, claimed_until = $4::timestamptz
    from due where d.org_id = $1::uuid and d.id = due.id
  returning d.id, d.type, d.body, d.attempts, d.attempts - d.tried_before as attempt`;
