import type { OrgSql } from "@leadlift/db/connect";
import type { Context } from "../context.ts";
import { type Share, wilsonShare } from "../statistics/wilson-interval.ts";
import { businessCalendar } from "../work/business-time.ts";
import { calendarDay, startOfDay } from "../work/local-day.ts";
import { outboundTypes } from "../work/touch.ts";

const best = 20;
/** A word on the day or on the two before it is in time. */
const daysBefore = 2;
/** What a phone kept without a connection comes in so late at most. */
const lateDays = 8;
const dayMs = 86_400_000;

/**
 * Keeps everybody's twenty highest scores as they stand when a day begins, and what was worked of those of the days
 * before. Called often: each day is taken once, at the first call of it, and settled anew while acts may still come in.
 * A day on which it is closed has no morning.
 */
export async function keepBestOfDay(ctx: Context): Promise<void> {
  const now = ctx.now();
  const { timezone } = ctx.organisation;
  const today = calendarDay(now, timezone);
  if (businessCalendar(ctx.organisation).openings(today).length === 0) return;
  await ctx.db.withOrgSql(ctx.orgId, async (sql) => {
    const { rows } = await sql.query<{ taken: boolean }>(
      "select exists (select from best_of_day where org_id = $1 and day = $2) as taken",
      [ctx.orgId, today],
    );
    if (rows[0]?.taken) return;
    await sql.query(takeSql, [ctx.orgId, today, now, best]);
    await settleDays(sql, ctx, today);
  });
}

/** What was worked in time of the days that are over, as far as acts may still have come in since. */
export async function settleDays(sql: OrgSql, ctx: Context, today: string): Promise<void> {
  const since = calendarDay(
    new Date(startOfDay(today, ctx.organisation.timezone).getTime() - (lateDays - 0.5) * dayMs),
    ctx.organisation.timezone,
  );
  await sql.query(settleSql, [
    ctx.orgId,
    since,
    today,
    ctx.organisation.timezone,
    ctx.now(),
    daysBefore,
    outboundTypes,
  ]);
}

export interface BestWorked {
  /** of the best of each morning, summed over the days */
  worked: Share;
  days: number;
}

export const noMornings: BestWorked = { worked: wilsonShare(0, 0), days: 0 };

/** By user, over the days from the first to the last that were kept and are over, without those of leave. */
export async function readBestOfDays(
  sql: OrgSql,
  ctx: Context,
  firstDay: string,
  lastDay: string,
): Promise<Map<string, BestWorked>> {
  const { rows } = await sql.query<{ userId: string; days: number; n: number; worked: number }>(
    `select user_id as "userId", count(*)::int as days, sum(cardinality(lead_ids))::int as n,
            sum(cardinality(worked_ids))::int as worked
       from best_of_day b
      where org_id = $1 and day >= $2::date and day <= $3::date and settled_at is not null
        and not exists (select from leave v where v.org_id = $1 and v.user_id = b.user_id
                           and b.day between v.first_day and v.last_day)
      group by user_id`,
    [ctx.orgId, firstDay, lastDay],
  );
  return new Map(
    rows.map(({ userId, days, n, worked }) => [userId, { worked: wilsonShare(worked, n), days }]),
  );
}

const takeSql = `
  insert into best_of_day (org_id, day, user_id, lead_ids, taken_at)
  select $1::uuid, $2::date, o.user_id, t.ids, $3
    from (select distinct user_id from org_member where org_id = $1::uuid) o
    cross join lateral (
      select array_agg(b.id order by b.score desc, b.id) as ids
        from (select l.id, l.score from lead l
               where l.org_id = $1::uuid and l.owner_id = o.user_id and l.status = 'open' and l.score is not null
                 and l.merged_into is null
               order by l.score desc nulls last, l.id limit $4::int) b) t
   where t.ids is not null
      on conflict do nothing`;

// A word to the person on the day or shortly before, somebody's promise for the day or later, or sleep on it.
const settleSql = `
  update best_of_day b
     set settled_at = $5,
         worked_ids = array(
           select lead_id from unnest(b.lead_ids) as each(lead_id)
            cross join lateral (
              select b.day::timestamp at time zone $4 as starts, (b.day + 1)::timestamp at time zone $4 as ends) d
            where exists (select from act a
                           where a.org_id = $1::uuid and a.lead_id = each.lead_id and a.undone_at is null
                             and a.kind in ('called', 'messaged')
                             and a.occurred_at >= d.starts - make_interval(days => $6::int) and a.occurred_at < d.ends)
               or exists (select from event e
                           where e.org_id = $1::uuid and e.lead_id = each.lead_id and e.type = any($7::text[])
                             and e.bot is null and not e.retracts
                             and e.occurred_at >= d.starts - make_interval(days => $6::int) and e.occurred_at < d.ends
                             and not exists (select from event x where x.org_id = $1::uuid and x.lead_id = e.lead_id
                                                and x.corrects = e.id))
               or exists (select from next_step n
                           where n.org_id = $1::uuid and n.lead_id = each.lead_id and n.created_at < d.ends
                             and n.due_at >= d.ends and (n.closed_at is null or n.closed_at >= d.ends))
               or exists (select from snooze z
                           where z.org_id = $1::uuid and z.lead_id = each.lead_id and z.created_at < d.ends
                             and z.until >= d.ends and (z.ended_at is null or z.ended_at >= d.ends)))
   where b.org_id = $1::uuid and b.day >= $2::date and b.day < $3::date`;
