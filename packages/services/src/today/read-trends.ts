import type { OrgSql } from "@leadlift/db/connect";
import type { Context } from "../context.ts";

const sparkDays = 14;
const changeDays = 7;
const dayMs = 86_400_000;

export interface Trend {
  /** the last score of each day that had one, oldest first */
  spark: number[];
  /** the score that held seven days ago */
  before7: number | null;
}

/** How scores went lately, by lead; what rules and what a model say make no one trend. */
export async function readTrends(
  sql: OrgSql,
  ctx: Context,
  leadIds: readonly string[],
): Promise<Map<string, Trend>> {
  const now = ctx.now().getTime();
  const { rows } = await sql.query<Trend & { id: string }>(
    `select wanted.id, coalesce(days.scores, '{}') as spark, held.score as before7
       from (select id, scorecard_version from lead where org_id = $1 and id = any($2::uuid[])) as wanted
       left join lateral (
         select array_agg(day.score order by day.scored_at) as scores from (
           select distinct on ((s.scored_at at time zone $5::text)::date) s.score, s.scored_at from score s
            where s.org_id = $1 and s.lead_id = wanted.id and s.score is not null and s.scored_at > $3
              and (s.scorecard_version is null) = (wanted.scorecard_version is null)
            order by (s.scored_at at time zone $5::text)::date, s.scored_at desc) day) days on true
       left join lateral (
         select s.score from score s
          where s.org_id = $1 and s.lead_id = wanted.id and s.scored_at <= $4
            and (s.scorecard_version is null) = (wanted.scorecard_version is null) order by s.scored_at desc limit 1) held on true`,
    [
      ctx.orgId,
      leadIds,
      new Date(now - sparkDays * dayMs),
      new Date(now - changeDays * dayMs),
      ctx.organisation.timezone,
    ],
  );
  return new Map(rows.map(({ id, spark, before7 }) => [id, { spark, before7 }]));
}
