import type { Context } from "../context.ts";
import { requirePermission } from "../permissions.ts";
import { labelsGroupSql, labelsSql } from "./labels.ts";

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
    sql.query<{ place: number; reached: number; notReached: number }>(
      `select place, count(*) filter (where label = 1)::int as reached,
              count(*) filter (where label = 0)::int as "notReached"
         from (${labelsSql} ${labelsGroupSql}) labels group by place`,
      [ctx.orgId, ladder.map(({ key }) => key), horizonDays, ctx.now(), 0, ladder.length - 1],
    ),
  );
  return ladder.map(({ key, label }, place) => {
    const { reached = 0, notReached = 0 } = rows.find((row) => row.place === place) ?? {};
    return { step: key, label, reached, notReached, ready: Math.min(reached, notReached) >= leastOfEach };
  });
}
