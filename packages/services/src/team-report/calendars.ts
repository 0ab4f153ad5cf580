import type { OrgSql } from "@leadlift/db/connect";
import type { Context } from "../context.ts";
import { type BusinessCalendar, businessCalendar } from "../work/business-time.ts";
import { nextDay } from "../work/local-day.ts";

export interface LeaveDays {
  userId: string;
  /** "2026-11-23" */
  firstDay: string;
  lastDay: string;
}

/** Leave that overlaps the days given. */
export async function readLeave(
  sql: OrgSql,
  ctx: Context,
  firstDay: string,
  lastDay: string,
): Promise<LeaveDays[]> {
  const { rows } = await sql.query<LeaveDays>(
    `select user_id as "userId", first_day::text as "firstDay", last_day::text as "lastDay" from leave
      where org_id = $1 and last_day >= $2::date and first_day <= $3::date order by first_day`,
    [ctx.orgId, firstDay, lastDay],
  );
  return rows;
}

/** Each person's business hours: the organisation's, without the days on which they are away. */
export function calendarsOf(ctx: Context, leave: readonly LeaveDays[]): (userId: string) => BusinessCalendar {
  const { timezone, businessHours, holidays } = ctx.organisation;
  const known = new Map<string, BusinessCalendar>();
  const make = (userId: string) => {
    const away = leave.filter((each) => each.userId === userId).flatMap(daysOf);
    const days = [...holidays, ...away.map((day) => ({ day, label: "leave" }))];
    return businessCalendar({ timezone, businessHours, holidays: days });
  };
  const everyone = make("");
  const absent = new Set(leave.map(({ userId }) => userId));
  return (userId) => {
    if (!absent.has(userId)) return everyone;
    const calendar = known.get(userId) ?? make(userId);
    known.set(userId, calendar);
    return calendar;
  };
}

export function daysOf({ firstDay, lastDay }: LeaveDays): string[] {
  const days: string[] = [];
  for (let day = firstDay; day <= lastDay; day = nextDay(day)) days.push(day);
  return days;
}
