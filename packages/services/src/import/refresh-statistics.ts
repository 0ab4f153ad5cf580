import type { Context } from "../context.ts";

/**
 * Tells the planner what the tables hold now. Until it knows, right after a first import, it takes the outcomes for a
 * single row and reads all of them once per lead.
 */
export async function refreshStatistics(ctx: Context): Promise<void> {
  await ctx.db.withOrgSql(ctx.orgId, (sql) => sql.query("select refresh_statistics()", []));
}
