import type { OrgSql } from "@leadlift/db/connect";
import type { Context } from "../context.ts";
import { dayOf, daysBefore } from "./days.ts";

/** Events by the time at which they came in, whenever they happened. Bots, late and clamped ones are among those recorded. */
export interface EventCounts {
  received: number;
  recorded: number;
  /** sent again; kept once */
  duplicates: number;
  refused: number;
  /** more than an hour after they happened */
  late: number;
  /** claimed to lie in the future; taken as of when they came */
  clamped: number;
  /** kept, never counted in a score */
  bots: number;
}

export interface Arrivals {
  /** first and last day, of the organisation's calendar */
  from: string;
  to: string;
  total: EventCounts;
  /** the same number of days before */
  before: EventCounts;
  /** most events first */
  sources: ({ source: string } & EventCounts)[];
  /** every day, oldest first, those without events too */
  days: ({ day: string } & EventCounts)[];
}

const none: EventCounts = {
  received: 0,
  recorded: 0,
  duplicates: 0,
  refused: 0,
  late: 0,
  clamped: 0,
  bots: 0,
};
const names = Object.keys(none) as (keyof EventCounts)[];

interface Row extends EventCounts {
  day: string;
  source: string;
}

export async function readArrivals(sql: OrgSql, ctx: Context, days: number): Promise<Arrivals> {
  const to = dayOf(ctx.now(), ctx.organisation.timezone);
  const from = daysBefore(to, days - 1);
  const { rows } = await sql.query<Row>(
    `select to_char(day, 'YYYY-MM-DD') as day, source, sum(received)::int as received, sum(stored)::int as recorded,
            sum(duplicate)::int as duplicates, sum(refused)::int as refused, sum(late)::int as late,
            sum(clamped)::int as clamped, sum(bot)::int as bots
       from event_quality where org_id = $1::uuid and day between $2::date and $3::date group by day, source`,
    [ctx.orgId, daysBefore(from, days), to],
  );
  const now = rows.filter(({ day }) => day >= from);
  const sources = new Map<string, EventCounts>();
  const byDay = new Map<string, EventCounts>();
  for (let day = from; day <= to; day = daysBefore(day, -1)) byDay.set(day, none);
  for (const row of now) {
    sources.set(row.source, plus(sources.get(row.source) ?? none, row));
    byDay.set(row.day, plus(byDay.get(row.day) ?? none, row));
  }
  return {
    from,
    to,
    total: now.reduce(plus, none),
    before: rows.filter(({ day }) => day < from).reduce(plus, none),
    sources: [...sources]
      .map(([source, counts]) => ({ source, ...counts }))
      .sort((a, b) => b.received - a.received || a.source.localeCompare(b.source, "en")),
    days: [...byDay].map(([day, counts]) => ({ day, ...counts })),
  };
}

function plus(a: EventCounts, b: EventCounts): EventCounts {
  const sum = { ...none };
  for (const name of names) sum[name] = a[name] + b[name];
  return sum;
}
