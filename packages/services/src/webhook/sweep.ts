import { type Context, systemContext } from "../context.ts";
import type { Platform } from "../platform.ts";
import { repeat } from "../repeat.ts";
import { promiseSending } from "./promise-deliveries.ts";

const everyMs = 5_000;
const tidyEveryMs = 10 * 60_000;
const most = 500;
/** Deliveries are kept for so long, also dead ones. */
export const keptDays = 30;
/** What waits for longer, because its endpoint was paused or rested, is dead. */
const patienceDays = 4;

/** Every five seconds, has sent what is due again; every ten minutes, ends and forgets what is old. */
export function startWebhookSweeper(platform: Platform): { close(): Promise<void> } {
  const failed = (error: unknown) =>
    platform.log.warn("Webhooks that are due could not be looked for", { error });
  const wakers = repeat(everyMs, () => wakeDueWebhooks(platform), failed);
  const tidier = repeat(tidyEveryMs, () => tidyWebhooksEverywhere(platform), failed);
  return {
    async close() {
      await Promise.all([wakers.close(), tidier.close()]);
    },
  };
}

/** Promises jobs for endpoints with deliveries that are due and in nobody's hands. Returns how many. */
export async function wakeDueWebhooks(platform: Platform, now: Date = new Date()): Promise<number> {
  const { rows } = await platform.db.withSystem("find due webhooks", (sql) =>
    sql.query<{ orgId: string; endpointId: string }>(
      `select distinct d.org_id as "orgId", d.endpoint_id as "endpointId"
         from webhook_delivery d join webhook_endpoint e on e.org_id = d.org_id and e.id = d.endpoint_id
        where d.status = 'waiting' and d.due_at <= $1::timestamptz - interval '2 seconds'
          and (d.claimed_until is null or d.claimed_until <= $1::timestamptz)
          and e.status = 'active' and (e.resting_until is null or e.resting_until <= $1::timestamptz)
        order by 1, 2 limit ${most}`,
      [now],
    ),
  );
  for (const { orgId, endpointId } of rows) {
    const ctx = await systemContext(platform, orgId, "webhooks");
    await ctx.db.withOrgSql(orgId, (sql) => promiseSending(sql, ctx, [endpointId]));
  }
  return rows.length;
}

async function tidyWebhooksEverywhere(platform: Platform): Promise<void> {
  const { rows } = await platform.db.withSystem("list organisations", (sql) =>
    sql.query<{ id: string }>("select id from organisation order by id"),
  );
  for (const { id: orgId } of rows) {
    try {
      await tidyWebhooks(await systemContext(platform, orgId, "webhooks"));
    } catch (error) {
      platform.log.warn("Old webhooks could not be removed", { orgId, error });
    }
  }
}

/** Ends what waited too long, removes what is older than thirty days, and secrets that sign no more. */
export async function tidyWebhooks(ctx: Context): Promise<void> {
  const now = ctx.now();
  const daysAgo = (days: number) => new Date(now.getTime() - days * 86_400_000);
  await ctx.db.withOrgSql(ctx.orgId, async (sql) => {
    await sql.query(
      `update webhook_delivery set status = 'dead', ended_at = $2
        where org_id = $1 and status = 'waiting' and coalesce(replayed_at, created_at) < $3
          and (claimed_until is null or claimed_until <= $2)`,
      [ctx.orgId, now, daysAgo(patienceDays)],
    );
    await sql.query(
      "delete from webhook_delivery where org_id = $1 and created_at < $2 and status <> 'waiting'",
      [ctx.orgId, daysAgo(keptDays)],
    );
    await sql.query(
      "update webhook_endpoint set previous_sealed = null, previous_until = null where org_id = $1 and previous_until <= $2",
      [ctx.orgId, now],
    );
  });
}
