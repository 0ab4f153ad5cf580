import type { OrgSql } from "@leadlift/db/connect";
import { z } from "zod";
import { audit } from "../audit.ts";
import type { Context } from "../context.ts";
import { notFound, ServiceError } from "../errors.ts";
import { requirePermission } from "../permissions.ts";
import { testEvent } from "./events.ts";
import { promiseSending } from "./promise-deliveries.ts";

const mostAtOnce = 10_000;

export const replayOneInput = z.object({ id: z.uuid(), deliveryId: z.uuid() });

export const replaySince = z.strictObject({
  since: z.coerce.date().min(new Date(0)).describe("All dead deliveries of messages from this time on"),
});
export const replayDeadInput = replaySince.extend({ id: z.uuid() });

/**
 * Sends a delivery once more, under the same id and with the same bytes: a dead one, or one that was delivered and that
 * the receiver lost. Throws NOT_FOUND, CONFLICT where it waits to be sent already or the webhook is turned off.
 */
export async function replayDelivery(
  ctx: Context,
  input: z.input<typeof replayOneInput>,
): Promise<{ replayed: number }> {
  requirePermission(ctx, "webhook.manage");
  const { id, deliveryId } = replayOneInput.parse(input);
  return ctx.db.withOrgSql(ctx.orgId, async (sql) => {
    const { rows } = await sql.query<{ status: string; endpoint: string }>(
      `select d.status, e.status as endpoint from webhook_endpoint e
         join webhook_delivery d on d.org_id = e.org_id and d.endpoint_id = e.id
        where e.org_id = $1 and e.id = $2 and d.id = $3 for no key update of e`,
      [ctx.orgId, id, deliveryId],
    );
    const [found] = rows;
    if (!found) throw notFound("This delivery");
    refuseDisabled(found.endpoint);
    const { rowCount } = await sql.query(`${renewSql} and d.id = $4 and d.status <> 'waiting'`, [
      ctx.orgId,
      id,
      ctx.now(),
      deliveryId,
    ]);
    if (rowCount === 0) throw new ServiceError("CONFLICT", "This delivery waits to be sent already.");
    await noteReplay(sql, ctx, id, { deliveryId, deliveries: 1 });
    return { replayed: 1 };
  });
}

/** The same for all dead ones since a time but tests, at most ten thousand in a call. Throws NOT_FOUND, CONFLICT. */
export async function replayDead(
  ctx: Context,
  input: z.input<typeof replayDeadInput>,
): Promise<{ replayed: number }> {
  requirePermission(ctx, "webhook.manage");
  const { id, since } = replayDeadInput.parse(input);
  return ctx.db.withOrgSql(ctx.orgId, async (sql) => {
    const { rows } = await sql.query<{ status: string }>(
      "select status from webhook_endpoint where org_id = $1 and id = $2 for no key update",
      [ctx.orgId, id],
    );
    const [found] = rows;
    if (!found) throw notFound("This webhook");
    refuseDisabled(found.status);
    const { rowCount } = await sql.query(
      `${renewSql} and d.id in (
         select id from webhook_delivery
          where org_id = $1::uuid and endpoint_id = $2::uuid and status = 'dead' and type <> $5 and created_at >= $4::timestamptz
          order by id limit ${mostAtOnce})`,
      [ctx.orgId, id, ctx.now(), since, testEvent],
    );
    await noteReplay(sql, ctx, id, { since: since.toISOString(), deliveries: rowCount });
    return { replayed: rowCount };
  });
}

function refuseDisabled(status: string): void {
  if (status !== "disabled") return;
  throw new ServiceError("CONFLICT", "This webhook is turned off: turn it on first.");
}

const renewSql = `
  update webhook_delivery d
     set status = 'waiting', due_at = $3::timestamptz, claimed_until = null, tried_before = d.attempts,
         replayed_at = $3::timestamptz, ended_at = null
   where d.org_id = $1::uuid and d.endpoint_id = $2::uuid`;

async function noteReplay(
  sql: OrgSql,
  ctx: Context,
  endpointId: string,
  detail: Readonly<Record<string, string | number>>,
): Promise<void> {
  await audit(sql, ctx, { action: "webhook.replay", subjectType: "webhook", subjectId: endpointId, detail });
  await promiseSending(sql, ctx, [endpointId]);
}
