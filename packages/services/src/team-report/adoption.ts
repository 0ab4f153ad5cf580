import type { OrgSql } from "@leadlift/db/connect";
import type { Context } from "../context.ts";
import { type Share, wilsonShare } from "../statistics/wilson-interval.ts";

/** Call decisions that followed the list. */
export interface WeekOfAdoption {
  /** "2026-W47" */
  week: string;
  followed: Share;
}

const firstPlaces = 5;

/**
 * By user. A call followed the list when the lead stood among its first five, or was a new enquiry or a promised call; the
 * first of each lead and day counts.
 */
export async function readAdoption(
  sql: OrgSql,
  ctx: Context,
  from: Date,
  to: Date,
): Promise<Map<string, WeekOfAdoption[]>> {
  const { rows } = await sql.query<{ userId: string; week: string; calls: number; followed: number }>(
    `select user_id as "userId", to_char(day, 'IYYY"-W"IW') as week, count(*)::int as calls,
            (count(*) filter (where followed))::int as followed
       from (select distinct on (user_id, lead_id, day) user_id, day,
                    coalesce(list_place <= $5::int or detail->>'section' in ('new', 'promised'), false) as followed
               from (select a.*, (a.occurred_at at time zone $4)::date as day from act a
                      where a.org_id = $1::uuid and a.kind = 'called' and a.undone_at is null
                        and a.occurred_at >= $2::timestamptz and a.occurred_at < $3::timestamptz) called
              order by user_id, lead_id, day, occurred_at) decisions
      group by 1, 2 order by 1, 2`,
    [ctx.orgId, from, to, ctx.organisation.timezone, firstPlaces],
  );
  const users = new Map<string, WeekOfAdoption[]>();
  for (const { userId, week, calls, followed } of rows) {
    const weeks = users.get(userId) ?? [];
    weeks.push({ week, followed: wilsonShare(followed, calls) });
    users.set(userId, weeks);
  }
  return users;
}

export function sumOf(weeks: readonly WeekOfAdoption[]): Share {
  const sum = (of: (share: Share) => number) =>
    weeks.reduce((total, { followed }) => total + of(followed), 0);
  return wilsonShare(
    sum(({ hits }) => hits),
    sum(({ n }) => n),
  );
}
