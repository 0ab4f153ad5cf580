import type { OrgSql } from "@leadlift/db/connect";
import type { Context } from "../context.ts";
import { calendarDay, nextDay, startOfDay } from "../work/local-day.ts";

export interface Day {
  /** of the organisation's calendar */
  day: string;
  from: Date;
  until: Date;
}

export function dayOf(ctx: Pick<Context, "organisation">, at: Date): Day {
  const { timezone } = ctx.organisation;
  const day = calendarDay(at, timezone);
  return { day, from: startOfDay(day, timezone), until: startOfDay(nextDay(day), timezone) };
}

/** Leads a day that somebody can work: their own number, or the organisation's. */
export async function capacityOf(sql: OrgSql, ctx: Context, userId: string): Promise<number> {
  const { rows } = await sql.query<{ dailyLeads: number | null }>(
    `select daily_leads as "dailyLeads" from member_settings where org_id = $1 and user_id = $2`,
    [ctx.orgId, userId],
    "capacity of",
  );
  return rows[0]?.dailyLeads ?? ctx.organisation.dailyLeads;
}
