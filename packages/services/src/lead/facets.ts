import type { Context } from "../context.ts";
import { requirePermission } from "../permissions.ts";

export interface FacetValue {
  value: string;
  count: number;
}

/** What the list can be filtered by; most frequent first, 100 values at most of each. Counts are of open leads. */
export interface LeadFacets {
  sources: FacetValue[];
  cities: FacetValue[];
  owners: { id: string; name: string; count: number }[];
  unowned: number;
  statuses: { open: number; won: number; lost: number };
  grades: { A: number; B: number; C: number; D: number; unknown: number; none: number };
}

const valuesShown = 100;

export async function leadFacets(ctx: Context): Promise<LeadFacets> {
  requirePermission(ctx, "lead.read");
  const { rows } = await ctx.db.withOrgSql(ctx.orgId, (sql) =>
    sql.query<FacetRow>(facetsSql, [ctx.orgId, valuesShown]),
  );
  const of = (facet: FacetRow["facet"]) => rows.filter((row) => row.facet === facet);
  const valuesOf = (facet: "source" | "city") =>
    of(facet).flatMap(({ value, count }) => (value === null ? [] : [{ value, count }]));
  const countOf = (facet: FacetRow["facet"], value: string | null) =>
    of(facet).find((row) => row.value === value)?.count ?? 0;
  return {
    sources: valuesOf("source"),
    cities: valuesOf("city"),
    owners: of("owner").flatMap(({ value, name, count }) =>
      value === null ? [] : [{ id: value, name: name ?? "", count }],
    ),
    unowned: countOf("owner", null),
    statuses: {
      open: countOf("status", "open"),
      won: countOf("status", "won"),
      lost: countOf("status", "lost"),
    },
    grades: {
      A: countOf("grade", "A"),
      B: countOf("grade", "B"),
      C: countOf("grade", "C"),
      D: countOf("grade", "D"),
      unknown: countOf("grade", "unknown"),
      none: countOf("grade", "none"),
    },
  };
}

interface FacetRow {
  facet: "source" | "city" | "owner" | "grade" | "status";
  value: string | null;
  name: string | null;
  count: number;
}

// One pass over the facets' index for the open leads; a lead without a grade is counted by why it has none.
const facetsSql = `
  with counted as (
    select case grouping(source, city, owner_id, coalesce(grade, score_state))
             when 7 then 'source' when 11 then 'city' when 13 then 'owner' else 'grade' end as facet,
           coalesce(source, city, owner_id::text, coalesce(grade, score_state)) as value, count(*)::int as count
      from lead where org_id = $1 and status = 'open' and merged_into is null
     group by grouping sets ((source), (city), (owner_id), (coalesce(grade, score_state)))
    union all
    select 'status', status, count(*)::int from lead where org_id = $1 and merged_into is null group by status
  ), placed as (
    select *, row_number() over (partition by facet order by value is null desc, count desc, value) as place from counted
  )
  select facet, value, m.name, count
    from placed left join org_member m on m.org_id = $1 and facet = 'owner' and m.user_id::text = value
   where place <= $2::int + 1 order by facet, count desc, value`;
