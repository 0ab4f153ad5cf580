import type { Context } from "../context.ts";
import { countSteps } from "../outcome/count-steps.ts";
import { requirePermission } from "../permissions.ts";
import { type Learning, learningOf } from "./learning.ts";

/** What gives leads their scores now and, until it is a model, what one still needs. */
export interface Standing {
  by: "model" | "rules" | "none";
  learning: Learning | null;
}

export async function scoringStanding(ctx: Context): Promise<Standing> {
  requirePermission(ctx, "model.read");
  const { rows } = await ctx.db.withOrgSql(ctx.orgId, (sql) =>
    sql.query<{ by: Standing["by"] }>(
      `select case when exists (select from model where org_id = $1 and role = 'champion') then 'model'
                   when exists (select from scorecard where org_id = $1) then 'rules' else 'none' end as by`,
      [ctx.orgId],
      "what scores",
    ),
  );
  const by = rows[0]?.by ?? "none";
  if (by === "model") return { by, learning: null };
  return { by, learning: learningOf(await countSteps(ctx), ctx.organisation.targetStep) };
}
