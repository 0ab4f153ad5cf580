import type { Context } from "../context.ts";
import { requirePermission } from "../permissions.ts";
import { labelFactsSql, labelSql } from "./labels.ts";

const leastOfEach = 40;

/** How many leads reached a step within the horizon and how many did not; immature leads are in neither. */
export interface StepCount {
  step: string;
  label: string;
  reached: number;
  notReached: number;
  /** at least 40 of each */
  ready: boolean;
}

/** In the ladder's order. */
export async function countSteps(ctx: Context): Promise<StepCount[]> {
  requirePermission(ctx, "model.read");
  const { ladder, horizonDays } = ctx.organisation;
  const { rows } = await ctx.db.withOrgSql(ctx.orgId, (sql) =>
    sql.query<{ place: number; reached: number; notReached: number }>(countsSql, [
      ctx.orgId,
      ladder.map(({ key }) => key),
      horizonDays,
      ctx.now(),
    ]),
  );
  return ladder.map(({ key, label }, place) => {
    const { reached = 0, notReached = 0 } = rows.find((row) => row.place === place) ?? {};
    return { step: key, label, reached, notReached, ready: Math.min(reached, notReached) >= leastOfEach };
  });
}

// Leads that are alike are counted once for all steps: a hundred thousand are some hundred kinds.
const countsSql = `
  select place, coalesce(sum(leads) filter (where label = 1), 0)::int as reached,
         coalesce(sum(leads) filter (where label = 0), 0)::int as "notReached"
    from (select hit, far, denied, settled, count(*) as leads from (${labelFactsSql()}) facts
           group by hit, far, denied, settled) kinds
   cross join generate_series(0, cardinality($2::text[]) - 1) as place
   cross join lateral (select ${labelSql("place")} as label) labels
   group by place`;
