import { z } from "zod";
import { audit } from "../audit.ts";
import type { Context } from "../context.ts";
import { storable } from "../lead/view.ts";
import { requirePermission } from "../permissions.ts";

export const putSourceCostInput = z.object({
  source: z.string().trim().min(1).max(200).refine(storable),
  /** leads enquired from this day on cost so much, until a later day says otherwise */
  fromDay: z.iso.date(),
  /** integer paise; null takes the entry away */
  perLeadPaise: z.int().min(0).max(1_000_000_000).nullable(),
});

/** Says what a lead of a source costs. The latest word on a day holds. */
export async function putSourceCost(
  ctx: Context,
  input: z.input<typeof putSourceCostInput>,
): Promise<z.output<typeof putSourceCostInput>> {
  requirePermission(ctx, "team.manage");
  const given = putSourceCostInput.parse(input);
  const { source, fromDay, perLeadPaise } = given;
  const userId = ctx.actor.kind === "user" ? ctx.actor.userId : null;
  await ctx.db.withOrgSql(ctx.orgId, async (sql) => {
    if (perLeadPaise === null) {
      await sql.query("delete from source_cost where org_id = $1 and source = $2 and from_day = $3", [
        ctx.orgId,
        source,
        fromDay,
      ]);
    } else {
      await sql.query(
        `insert into source_cost (org_id, source, from_day, per_lead_paise, updated_by, updated_at)
         values ($1, $2, $3, $4, $5, $6)
         on conflict (org_id, source, from_day)
         do update set per_lead_paise = excluded.per_lead_paise, updated_by = excluded.updated_by, updated_at = excluded.updated_at`,
        [ctx.orgId, source, fromDay, perLeadPaise, userId, ctx.now()],
      );
    }
    await audit(sql, ctx, {
      action: perLeadPaise === null ? "source-cost.remove" : "source-cost.put",
      subjectType: "organisation",
      subjectId: ctx.orgId,
      detail: { fromDay, perLeadPaise },
    });
  });
  return given;
}
