import type { OrgSql } from "@leadlift/db/connect";
import type { Context } from "../context.ts";
import { dayOf, daysBefore, monthsBefore } from "./days.ts";

const daysShown = 90;
const monthsShown = 18;

interface Counted {
  /** all that were recorded, those of bots too */
  events: number;
  bots: number;
}

/** Events by the time at which they happened, whenever they came in. */
export interface Happened {
  /** the last ninety, oldest first, today last; those without events too */
  days: ({ day: string } & Counted)[];
  /** the last eighteen, likewise; the first and the last may be months of which a part is over */
  months: ({ month: string } & Counted)[];
}

interface Row extends Counted {
  day: string;
}

export async function readHappened(sql: OrgSql, ctx: Context): Promise<Happened> {
  const today = dayOf(ctx.now(), ctx.organisation.timezone);
  const firstMonth = monthsBefore(today, monthsShown - 1);
  const rows = await countedByDay(sql, ctx, `${firstMonth}-01`);
  const byDay = new Map<string, Counted>();
  for (let ago = daysShown - 1; ago >= 0; ago--) byDay.set(daysBefore(today, ago), { events: 0, bots: 0 });
  const byMonth = new Map<string, Counted>();
  for (let ago = monthsShown - 1; ago >= 0; ago--)
    byMonth.set(monthsBefore(today, ago), { events: 0, bots: 0 });
  for (const { day, events, bots } of rows) {
    for (const counted of [byDay.get(day), byMonth.get(day.slice(0, 7))]) {
      if (!counted) continue;
      counted.events += events;
      counted.bots += bots;
    }
  }
  return {
    days: [...byDay].map(([day, counted]) => ({ day, ...counted })),
    months: [...byMonth].map(([month, counted]) => ({ month, ...counted })),
  };
}

/** What is counted by day already, and the rest as it stands. */
async function countedByDay(sql: OrgSql, ctx: Context, from: string): Promise<Row[]> {
  for (;;) {
    // Read before, and given as a value: only so the planner knows how little is left to read.
    const { rows: marks } = await sql.query<{ mark: string }>(markSql, [ctx.orgId]);
    const mark = marks[0]?.mark ?? "-infinity";
    const { rows } = await sql.query<Row & { mark: string | null }>(
      `select to_char(day, 'YYYY-MM-DD') as day, sum(events)::int as events, sum(bots)::int as bots, (${markSql}) as mark
         from (select day, events, bots from event_day where org_id = $1::uuid and day >= $2::date
                union all
               select (occurred_at at time zone $3)::date, count(*), count(bot) from event
                where org_id = $1::uuid and received_at >= $4::timestamptz group by 1) counted
        where day >= $2::date group by day`,
      [ctx.orgId, from, ctx.organisation.timezone, mark],
    );
    // The counter went on between the two: some would be counted twice.
    if (rows.every((row) => (row.mark ?? "-infinity") === mark)) return rows;
  }
}

const markSql = "select counted_before::text as mark from event_day_mark where org_id = $1::uuid";
