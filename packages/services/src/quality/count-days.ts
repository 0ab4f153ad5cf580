import { type Context, systemContext } from "../context.ts";
import type { Platform } from "../platform.ts";
import { repeat } from "../repeat.ts";

const everyMs = 300_000;
/** So long after an event is received its transaction may still be under way. */
const lagMs = 300_000;

/** Every five minutes, counts what came in by the day it happened on, so that a trend need not read events. */
export function startDayCounter(platform: Platform): { close(): Promise<void> } {
  return repeat(
    everyMs,
    () => countEverywhere(platform),
    (error) => platform.log.warn("Events could not be counted", { error }),
  );
}

async function countEverywhere(platform: Platform): Promise<void> {
  const { rows } = await platform.db.withSystem("list organisations", (sql) =>
    sql.query<{ id: string }>("select id from organisation order by id"),
  );
  for (const { id: orgId } of rows) {
    try {
      await countDays(await systemContext(platform, orgId, "count events"));
    } catch (error) {
      platform.log.warn("Events could not be counted", { orgId, error });
    }
  }
}

/**
 * Adds to the counts by day what came in since the last time, each event once however many do it. What is forgotten
 * later stays counted. Nothing is counted where events arrive, so that nobody waits for a counter there.
 */
export async function countDays(ctx: Context): Promise<void> {
  const before = new Date(ctx.now().getTime() - lagMs);
  await ctx.db.withOrgSql(ctx.orgId, async (sql) => {
    await sql.query(
      `insert into event_day_mark (org_id, counted_before) values ($1, '-infinity') on conflict (org_id) do nothing`,
      [ctx.orgId],
    );
    const { rows } = await sql.query<{ from: string; due: boolean }>(
      `select counted_before::text as from, counted_before < $2::timestamptz as due
         from event_day_mark where org_id = $1 for update`,
      [ctx.orgId, before],
    );
    const [mark] = rows;
    if (!mark?.due) return;
    await sql.query(
      `insert into event_day as d (org_id, day, source, events, bots)
       select $1::uuid, (occurred_at at time zone $4)::date as day, source, count(*)::int, count(bot)::int
         from event where org_id = $1::uuid and received_at >= $2::timestamptz and received_at < $3::timestamptz
        group by day, source
           on conflict (org_id, day, source) do update
          set events = d.events + excluded.events, bots = d.bots + excluded.bots`,
      [ctx.orgId, mark.from, before, ctx.organisation.timezone],
    );
    await sql.query("update event_day_mark set counted_before = $2 where org_id = $1", [ctx.orgId, before]);
  });
}
