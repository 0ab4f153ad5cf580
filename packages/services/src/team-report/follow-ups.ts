import type { OrgSql } from "@leadlift/db/connect";
import type { Context } from "../context.ts";
import { type Share, wilsonShare } from "../statistics/wilson-interval.ts";

/** What was promised to people, and whether it was kept on the day. */
export interface FollowUpCount {
  kept: Share;
  /** past their day and still open */
  overdue: number;
  /** the latest ones that were kept, one after the other */
  inARow: number;
}

export const noFollowUps: FollowUpCount = { kept: wilsonShare(0, 0), overdue: 0, inARow: 0 };

/**
 * By owner, of steps due in these days and before now: one a lead and day counts, the earliest. Kept: closed by the end of
 * the day with a word to the person behind it (a message, a call of `callSeconds` or one that nobody answered); a visit or
 * another errand may also just be done. Not counted: dropped with the lead itself closed, or due on a day of leave.
 */
export async function readFollowUps(
  sql: OrgSql,
  ctx: Context,
  from: Date,
  to: Date,
  callSeconds: number,
): Promise<Map<string, FollowUpCount>> {
  const { rows } = await sql.query<{
    ownerId: string;
    due: number;
    kept: number;
    overdue: number;
    inARow: number;
  }>(followUpsSql, [ctx.orgId, from, to, ctx.now(), ctx.organisation.timezone, callSeconds]);
  return new Map(
    rows.map(({ ownerId, due, kept, overdue, inARow }) => [
      ownerId,
      { kept: wilsonShare(kept, due), overdue, inARow },
    ]),
  );
}

const followUpsSql = `
  with due as (
    select distinct on (n.owner_id, n.lead_id, d.day) n.owner_id, n.lead_id, n.kind, n.status, n.created_at, n.closed_at,
           d.ends, n.due_at
      from next_step n
      cross join lateral (
        select (n.due_at at time zone $5)::date as day,
               ((n.due_at at time zone $5)::date + 1)::timestamp at time zone $5 as ends) d
     where n.org_id = $1::uuid and n.owner_id is not null and n.status in ('open', 'done', 'dropped')
       and n.due_at >= $2::timestamptz and n.due_at < least($3::timestamptz, $4::timestamptz)
       and not exists (select from leave v where v.org_id = $1::uuid and v.user_id = n.owner_id
                          and d.day between v.first_day and v.last_day)
     order by n.owner_id, n.lead_id, d.day, n.due_at
  ), judged as (
    select d.owner_id, d.due_at, d.status = 'open' and d.ends <= $4::timestamptz as overdue,
           d.status <> 'open' and d.closed_at < d.ends and (
             d.status = 'done' and d.kind not in ('call', 'whatsapp') or exists (
               select from act a
                where a.org_id = $1::uuid and a.lead_id = d.lead_id and a.undone_at is null
                  and a.kind in ('called', 'messaged') and a.recorded_at >= d.created_at
                  and a.recorded_at < d.ends + interval '1 day' and a.occurred_at < d.ends
                  and (a.kind = 'messaged' or a.detail->>'outcome' = 'no_answer'
                       or coalesce((a.detail->>'seconds')::float8, $6::int) >= $6::int))) as kept,
           d.status = 'open' and d.ends > $4::timestamptz as pending,
           d.status = 'dropped' and l.status <> 'open' as closed
      from due d join lead l on l.org_id = $1::uuid and l.id = d.lead_id
  ), told as (
    select *, max(due_at) filter (where kept is not true) over (partition by owner_id) as broken_at
      from judged where not pending and not closed
  )
  select owner_id as "ownerId", count(*)::int as due, (count(*) filter (where kept))::int as kept,
         (count(*) filter (where overdue))::int as overdue,
         (count(*) filter (where due_at > coalesce(broken_at, '-infinity')))::int as "inARow"
    from told group by owner_id`;
