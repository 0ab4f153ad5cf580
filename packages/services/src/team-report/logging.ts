import type { OrgSql } from "@leadlift/db/connect";
import type { Context } from "../context.ts";
import { type Share, wilsonShare } from "../statistics/wilson-interval.ts";

/** What somebody wrote down, and whether on the day it happened. */
export interface LoggingCount {
  kept: Share;
  /** the latest ones that were, one after the other */
  inARow: number;
}

export const noLogging: LoggingCount = { kept: wilsonShare(0, 0), inARow: 0 };

/**
 * By user, of visits due in these days and of outcomes that people wrote of these days; one a lead and day counts. Kept:
 * what was written was written on its day, and something was written or noted of a visit on the day it was due. Not
 * counted: visits put off before, those of a day of leave, and those of today.
 */
export async function readLogging(
  sql: OrgSql,
  ctx: Context,
  from: Date,
  to: Date,
): Promise<Map<string, LoggingCount>> {
  const { rows } = await sql.query<{ userId: string; n: number; kept: number; inARow: number }>(loggingSql, [
    ctx.orgId,
    from,
    to,
    ctx.now(),
    ctx.organisation.timezone,
  ]);
  return new Map(rows.map(({ userId, n, kept, inARow }) => [userId, { kept: wilsonShare(kept, n), inARow }]));
}

const loggingSql = `
  with visit as (
    select n.owner_id as user_id, n.lead_id, d.day, d.starts, d.ends
      from next_step n
      cross join lateral (select (n.due_at at time zone $5)::date as day) on_day
      cross join lateral (
        select on_day.day, on_day.day::timestamp at time zone $5 as starts,
               (on_day.day + 1)::timestamp at time zone $5 as ends) d
     where n.org_id = $1::uuid and n.kind = 'visit' and n.owner_id is not null
       and n.due_at >= $2::timestamptz and n.due_at < $3::timestamptz and d.ends <= $4::timestamptz
       and not (n.status = 'dropped' and n.closed_at < n.due_at)
       and not exists (select from leave v where v.org_id = $1::uuid and v.user_id = n.owner_id
                          and d.day between v.first_day and v.last_day)
  ), written as (
    select user_id, lead_id, day,
           exists (select from lead_outcome o
                    where o.org_id = $1::uuid and o.lead_id = visit.lead_id and o.undone_at is null
                      and o.recorded_at >= starts and o.recorded_at < ends)
           or exists (select from act a
                       where a.org_id = $1::uuid and a.lead_id = visit.lead_id and a.undone_at is null
                         and a.kind in ('called', 'messaged', 'noted')
                         and a.occurred_at >= starts and a.occurred_at < ends
                         and a.recorded_at >= starts and a.recorded_at < ends) as kept
      from visit
     union all
    select o.actor_id, o.lead_id, (o.occurred_at at time zone $5)::date,
           (o.recorded_at at time zone $5)::date = (o.occurred_at at time zone $5)::date
      from lead_outcome o
     where o.org_id = $1::uuid and o.source = 'user' and o.actor_id is not null and o.undone_at is null
       and o.recorded_at >= $2::timestamptz and o.occurred_at >= $2::timestamptz
       and o.occurred_at < least($3::timestamptz, $4::timestamptz)
  ), each as (
    select user_id, lead_id, day, bool_and(kept) as kept from written group by user_id, lead_id, day
  ), told as (
    select *, max(day) filter (where not kept) over (partition by user_id) as broken_on from each
  )
  select user_id as "userId", count(*)::int as n, (count(*) filter (where kept))::int as kept,
         (count(*) filter (where day > coalesce(broken_on, '-infinity')))::int as "inARow"
    from told group by user_id`;
