import { z } from "zod";
import type { Context } from "../context.ts";
import { holdStates } from "./held-states.ts";

export const refoldLeadInput = z.object({ leadId: z.uuid() });

/** Makes a lead's state anew from all that is recorded, and has it scored again; one that is gone is let be. */
export async function refoldLead(ctx: Context, { leadId }: z.infer<typeof refoldLeadInput>): Promise<void> {
  await ctx.db.withOrgSql(ctx.orgId, async (sql) => {
    const { rows } = await sql.query("select 1 from lead where org_id = $1 and id = $2", [ctx.orgId, leadId]);
    if (rows.length === 0) return;
    const held = await holdStates(sql, ctx, [leadId]);
    held.refold(leadId);
    await held.settle({ promiseScores: true });
  });
}
