import type { OrgSql } from "@leadlift/db/connect";
import { z } from "zod";
import type { Context } from "../context.ts";
import { labelFactsSql, labelSql } from "../outcome/labels.ts";
import type { Period } from "../team-report/period.ts";

const count = z.number();
const factsSchema = z.object({
  grades: z.array(z.object({ grade: z.string().nullable(), leads: count, mature: count, reached: count })),
  months: z.array(z.object({ month: z.string(), leads: count, mature: count, reached: count })),
  steps: z.array(z.object({ far: count, leads: count })),
  sources: z.array(
    z.object({
      source: z.string().nullable(),
      leads: count,
      mature: count,
      visits: count,
      target: count,
      won: count,
      costPaise: count,
      costed: count,
    }),
  ),
  lift: z.object({ leads: count, reached: count, topLeads: count, topReached: count }),
  times: z.array(
    z.object({
      grade: z.string(),
      n: count,
      median: count,
      early: count,
      late: count,
      first: count,
      week: count,
    }),
  ),
});
export type Facts = z.infer<typeof factsSchema>;

/** All counts over the leads of a period, in one pass. `visit` and `target` are steps' places on the ladder, −1 for none. */
export async function readFacts(
  sql: OrgSql,
  ctx: Context,
  { from, to }: Period,
  places: { visit: number; target: number },
): Promise<Facts> {
  const { ladder, horizonDays, cutoffs, timezone } = ctx.organisation;
  const { rows } = await sql.query<{ facts: unknown }>(factsSql, [
    ctx.orgId,
    ladder.map(({ key }) => key),
    horizonDays,
    ctx.now(),
    from,
    to,
    places.target,
    places.visit,
    timezone,
    cutoffs.A,
    cutoffs.B,
    cutoffs.C,
  ]);
  return factsSchema.parse(rows[0]?.facts);
}

const enquired = "coalesce(l.enquired_at, l.created_at)";

// A score within the first day stands for one at the start; so does that of the first owner, who may come later.
const onFirstDay = (at: string) => `${at} <= ${enquired} + interval '1 day'`;
const startOf = (what: "score" | "probability") =>
  `case when ${onFirstDay("f.owned_at")} and f.owned_${what} is not null then f.owned_${what}
        when ${onFirstDay("f.scored_at")} then f.${what} end`;

// The grade is the one at the start: a later one has seen the outcome come. Rates are of leads whose horizon is over, since
// those who came early are known before those who did not.
const factsSql = `
  with label as materialized (
    ${labelFactsSql(`${enquired} >= $5::timestamptz and ${enquired} < $6::timestamptz`)}
  ), price as (
    select source, from_day, lead(from_day) over (partition by source order by from_day) as until, per_lead_paise
      from source_cost where org_id = $1::uuid
  ), fact as materialized (
    select l.id, l.source, date_trunc('month', ${enquired} at time zone $9)::date as month, ${enquired} as enquired,
           ${startOf("score")} as score, ${startOf("probability")} as probability,
           ${enquired} + make_interval(hours => 24 * $3::int) <= $4::timestamptz as mature,
           label.far, $7::int >= 0 and ${labelSql("$7::int")} = 1 as reached, p.per_lead_paise
      from label
      join lead l on l.org_id = $1::uuid and l.id = label.id
      left join lead_start f on f.org_id = $1::uuid and f.lead_id = l.id
      left join price p on p.source = l.source and (${enquired} at time zone $9)::date >= p.from_day
                       and (p.until is null or (${enquired} at time zone $9)::date < p.until)
  ), graded as (
    select *, case when score >= $10::float8 then 'A' when score >= $11::float8 then 'B' when score >= $12::float8 then 'C'
                   when score is not null then 'D' end as grade from fact
  ), ranked as (
    select reached, row_number() over (order by probability desc, id) as place, count(*) over () as n
      from fact where mature and probability is not null
  ), timed as (
    select g.grade, extract(epoch from min(o.occurred_at) - g.enquired) / 86400 as days
      from graded g
      join lead_outcome o on o.org_id = $1::uuid and o.lead_id = g.id and o.undone_at is null and o.reached
                         and array_position($2::text[], o.step) - 1 >= $7::int
     where g.reached and g.mature and g.grade is not null and o.occurred_at is not null
     group by g.id, g.grade, g.enquired
  )
  select json_build_object(
    'grades', (select coalesce(json_agg(t), '[]') from (
       select grade, count(*) as leads, count(*) filter (where mature) as mature,
              count(*) filter (where mature and reached) as reached from graded group by grade order by grade) t),
    'months', (select coalesce(json_agg(t), '[]') from (
       select to_char(month, 'YYYY-MM') as month, count(*) as leads, count(*) filter (where mature) as mature,
              count(*) filter (where mature and reached) as reached from fact group by fact.month order by fact.month) t),
    'steps', (select coalesce(json_agg(t), '[]') from (select far, count(*) as leads from fact group by far) t),
    'sources', (select coalesce(json_agg(t), '[]') from (
       select source, count(*) as leads, count(*) filter (where mature) as mature,
              count(*) filter (where mature and $8::int >= 0 and far >= $8::int) as visits,
              count(*) filter (where mature and reached) as target,
              count(*) filter (where mature and far = cardinality($2::text[]) - 1) as won,
              coalesce(sum(per_lead_paise), 0)::float8 as "costPaise", count(per_lead_paise) as costed
         from fact group by source order by count(*) desc, source) t),
    'lift', (select json_build_object('leads', count(*), 'reached', count(*) filter (where reached),
              'topLeads', count(*) filter (where place <= n * 0.2),
              'topReached', count(*) filter (where place <= n * 0.2 and reached)) from ranked),
    'times', (select coalesce(json_agg(t), '[]') from (
       select grade, count(*) as n, percentile_cont(0.5) within group (order by days) as median,
              percentile_cont(0.25) within group (order by days) as early,
              percentile_cont(0.75) within group (order by days) as late,
              count(*) filter (where days < 1) as first, count(*) filter (where days < 7) as week
         from timed group by grade order by grade) t)
  ) as facts`;
