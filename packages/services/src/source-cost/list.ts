import type { Context } from "../context.ts";
import { requirePermission } from "../permissions.ts";

export interface SourceCost {
  source: string;
  /** "2026-11-01" */
  fromDay: string;
  perLeadPaise: number;
  updatedAt: Date;
}

/** What was entered, by source, latest day first. */
export async function listSourceCosts(ctx: Context): Promise<SourceCost[]> {
  requirePermission(ctx, "insights.read");
  const { rows } = await ctx.db.withOrgSql(ctx.orgId, (sql) =>
    sql.query<SourceCost>(
      `select source, from_day::text as "fromDay", per_lead_paise::float8 as "perLeadPaise", updated_at as "updatedAt"
         from source_cost where org_id = $1 order by source, from_day desc`,
      [ctx.orgId],
    ),
  );
  return rows;
}
