import type { OrgSql } from "@leadlift/db/connect";
import type { Context } from "../context.ts";
import { businessCalendar } from "../work/business-time.ts";
import { calendarDay } from "../work/local-day.ts";

/** Somebody who can be given a lead now. */
export interface OnDuty {
  userId: string;
  /** leads a day that they can work */
  dailyLeads: number;
  /** number of the latest lead that they got in turn */
  lastTurn: number;
}

/**
 * Brokers who work now, by id; everybody where there is no broker. None while it is closed, and nobody who has left or
 * is on leave today.
 */
export async function onDuty(sql: OrgSql, ctx: Context): Promise<OnDuty[]> {
  if (!isOpen(ctx)) return [];
  const { timezone, dailyLeads } = ctx.organisation;
  const { rows } = await sql.query<OnDuty>(
    `with active as (
       select m.user_id, m.role, coalesce(s.daily_leads, $3::int) as daily_leads, coalesce(s.last_turn, 0) as last_turn
         from org_member m left join member_settings s on s.org_id = m.org_id and s.user_id = m.user_id
        where m.org_id = $1::uuid and s.deactivated_at is null)
     select a.user_id as "userId", a.daily_leads as "dailyLeads", a.last_turn as "lastTurn"
       from active a
      where (a.role = 'broker' or not exists (select from active b where b.role = 'broker'))
        and not exists (select from leave v where v.org_id = $1::uuid and v.user_id = a.user_id
                           and v.first_day <= $2::date and v.last_day >= $2::date)
      order by a.user_id`,
    [ctx.orgId, calendarDay(ctx.now(), timezone), dailyLeads],
  );
  return rows;
}

function isOpen(ctx: Context): boolean {
  const now = ctx.now();
  const calendar = businessCalendar(ctx.organisation);
  const openings = calendar.openings(calendarDay(now, calendar.timezone));
  return openings.some(([from, to]) => from <= now.getTime() && now.getTime() < to);
}
