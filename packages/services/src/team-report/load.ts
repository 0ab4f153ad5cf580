import type { OrgSql } from "@leadlift/db/connect";
import type { Context } from "../context.ts";
import { type Share, wilsonShare } from "../statistics/wilson-interval.ts";

/** What somebody has on their hands now. */
export interface Load {
  open: number;
  /** open leads whose last word was the person's */
  awaiting: number;
  /** promised for a time that is past */
  overdueSteps: number;
  /** of the 20 open leads with the highest scores, how many were worked in time */
  top20: Share;
  /** those that were not, highest score first */
  neglected: string[];
}

export const nothingToDo: Load = {
  open: 0,
  awaiting: 0,
  overdueSteps: 0,
  top20: wilsonShare(0, 0),
  neglected: [],
};

/** Days without a word from us, a promise or a reason to wait, after which one of the best leads is neglected. */
export const workedWithinDays = 3;

/** By user. */
export async function readLoad(sql: OrgSql, ctx: Context): Promise<Map<string, Load>> {
  const values = [ctx.orgId, ctx.now()];
  const open = await sql.query<{ userId: string; open: number; awaiting: number; overdueSteps: number }>(
    openSql,
    values,
  );
  const best = await sql.query<{ userId: string; n: number; worked: number; neglected: string[] }>(top20Sql, [
    ...values,
    workedWithinDays,
  ]);
  const tops = new Map(best.rows.map((row) => [row.userId, row]));
  return new Map(
    open.rows.map(({ userId, ...counts }) => {
      const top = tops.get(userId);
      return [
        userId,
        { ...counts, top20: wilsonShare(top?.worked ?? 0, top?.n ?? 0), neglected: top?.neglected ?? [] },
      ];
    }),
  );
}

const openSql = `
  select l.owner_id as "userId", count(*)::int as open,
         (count(*) filter (where w.last_in_at > coalesce(w.last_out_at, '-infinity')))::int as awaiting,
         coalesce((select count(*) from next_step n
                    where n.org_id = $1::uuid and n.owner_id = l.owner_id and n.status = 'open'
                      and n.due_at < $2::timestamptz), 0)::int as "overdueSteps"
    from lead l left join lead_work w on w.org_id = $1::uuid and w.lead_id = l.id
   where l.org_id = $1::uuid and l.status = 'open' and l.merged_into is null and l.owner_id is not null
   group by l.owner_id`;

const top20Sql = `
  with owner as (
    select distinct user_id as id from org_member where org_id = $1::uuid
  ), best as (
    select o.id as owner_id, t.id as lead_id, t.score, t.assigned_at
      from owner o
      cross join lateral (
        select l.id, l.score,
               (select max(a.at) from assignment a where a.org_id = $1::uuid and a.lead_id = l.id) as assigned_at
          from lead l
         where l.org_id = $1::uuid and l.owner_id = o.id and l.status = 'open' and l.score is not null
           and l.merged_into is null
         order by l.score desc nulls last, l.id limit 20) t
  ), judged as (
    select b.*, greatest(w.last_out_at, b.assigned_at) > $2::timestamptz - make_interval(days => $3::int)
                or exists (select from next_step n where n.org_id = $1::uuid and n.lead_id = b.lead_id
                              and n.status = 'open' and n.due_at > $2::timestamptz)
                or exists (select from snooze z where z.org_id = $1::uuid and z.lead_id = b.lead_id
                              and z.ended_at is null and z.until > $2::timestamptz) as worked
      from best b left join lead_work w on w.org_id = $1::uuid and w.lead_id = b.lead_id
  )
  select owner_id as "userId", count(*)::int as n, (count(*) filter (where worked))::int as worked,
         coalesce(array_agg(lead_id order by score desc, lead_id) filter (where worked is not true), '{}') as neglected
    from judged group by owner_id`;
