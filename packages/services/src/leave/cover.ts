import type { OrgSql } from "@leadlift/db/connect";
import type { Context } from "../context.ts";
import { calendarDay } from "../work/local-day.ts";

/** Somebody who is on leave today, and who does meanwhile what falls due. */
export interface Cover {
  awayId: string;
  awayName: string;
  /** of the leave: "2026-11-27" */
  lastDay: string;
  coverId: string;
}

/**
 * Who covers for whom today: whoever the leave names; where it names nobody, or they are away or have left as well, the
 * managers who are here; where there is none, the admins.
 */
export async function coversToday(sql: OrgSql, ctx: Context): Promise<Cover[]> {
  const { rows } = await sql.query<Cover>(
    coversSql,
    [ctx.orgId, calendarDay(ctx.now(), ctx.organisation.timezone)],
    "covers today",
  );
  return rows;
}

const coversSql = `
  with away as materialized (
    select distinct on (v.user_id) v.user_id, v.cover_id, v.last_day from leave v
     where v.org_id = $1::uuid and v.first_day <= $2::date and v.last_day >= $2::date
     order by v.user_id, v.last_day desc),
  here as (
    select m.user_id, m.role
      from org_member m left join member_settings s on s.org_id = m.org_id and s.user_id = m.user_id
     where m.org_id = $1::uuid and s.deactivated_at is null and exists (select from away)
       and m.user_id not in (select user_id from away)),
  standing as (
    select user_id from here
     where role = case when exists (select from here where role = 'manager') then 'manager' else 'admin' end)
  select a.user_id as "awayId", m.name as "awayName", to_char(a.last_day, 'YYYY-MM-DD') as "lastDay",
         c.user_id as "coverId"
    from away a
    join org_member m on m.org_id = $1::uuid and m.user_id = a.user_id
    join lateral (
      select h.user_id from here h where h.user_id = a.cover_id
       union all
      select n.user_id from standing n where not exists (select from here h where h.user_id = a.cover_id)) c on true
   order by m.name, a.user_id, c.user_id`;
