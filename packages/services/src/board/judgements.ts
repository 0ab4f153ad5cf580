import type { OrgSql } from "@leadlift/db/connect";
import type { Context } from "../context.ts";
import { type Share, wilsonShare } from "../statistics/wilson-interval.ts";
import type { Month } from "./month.ts";
import type { BoardRules } from "./rules.ts";

/** How somebody's own word on leads came out, of leads whose horizon is over. */
export interface JudgementCount {
  /** of those called hot, how many reached the target */
  hot: Share;
  /** how many of them the score expected to; above it, the person knew more than the score */
  hotExpected: number;
  cold: Share;
  coldExpected: number;
}

export const noJudgements: JudgementCount = {
  hot: wilsonShare(0, 0),
  hotExpected: 0,
  cold: wilsonShare(0, 0),
  coldExpected: 0,
};

/** By user. The first word on each lead counts, if it came before the target was reached. */
export async function readJudgements(
  sql: OrgSql,
  ctx: Context,
  { from, to }: Month,
  rules: BoardRules,
): Promise<Map<string, JudgementCount>> {
  if (!rules.target) return new Map();
  const { ladder } = ctx.organisation;
  const { step, horizonDays } = rules.target;
  const { rows } = await sql.query<{
    userId: string;
    kind: "hot" | "cold";
    n: number;
    hits: number;
    expected: number;
  }>(judgementsSql, [
    ctx.orgId,
    from,
    to,
    ladder.slice(ladder.findIndex(({ key }) => key === step)).map(({ key }) => key),
    horizonDays,
    ctx.now(),
    rules.base?.probability ?? 0,
  ]);
  const counts = new Map<string, JudgementCount>();
  for (const { userId, kind, n, hits, expected } of rows) {
    const before = counts.get(userId) ?? noJudgements;
    const share = wilsonShare(hits, n);
    counts.set(
      userId,
      kind === "hot"
        ? { ...before, hot: share, hotExpected: expected }
        : { ...before, cold: share, coldExpected: expected },
    );
  }
  return counts;
}

const judgementsSql = `
  with said as (
    select distinct on (j.user_id, j.lead_id) j.user_id, j.lead_id, j.kind, j.at, j.probability
      from judgement j
     where j.org_id = $1::uuid and j.kind in ('hot', 'cold') and j.undone_at is null
       and j.at >= $2::timestamptz and j.at < $3::timestamptz
     order by j.user_id, j.lead_id, j.at
  )
  select s.user_id as "userId", s.kind, count(*)::int as n,
         (count(*) filter (where o.at <= h.ends))::int as hits,
         coalesce(sum(coalesce(s.probability, $7::float8)), 0)::float8 as expected
    from said s
    join lead l on l.org_id = $1::uuid and l.id = s.lead_id and l.merged_into is null
    cross join lateral (select coalesce(l.enquired_at, l.created_at) + make_interval(hours => 24 * $5::int) as ends) h
    left join lateral (
      select coalesce(o.occurred_at, o.recorded_at) as at from lead_outcome o
       where o.org_id = $1::uuid and o.lead_id = l.id and o.undone_at is null and o.reached and o.step = any($4::text[])
       order by 1 limit 1) o on true
   where h.ends <= $6::timestamptz and s.at < h.ends and (o.at is null or o.at > s.at)
   group by s.user_id, s.kind`;
