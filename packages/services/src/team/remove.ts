import { z } from "zod";
import { audit } from "../audit.ts";
import type { Context } from "../context.ts";
import { requirePermission } from "../permissions.ts";
import { requireTeam } from "./require-team.ts";

export const removeTeamInput = z.object({ teamId: z.uuid() });

/** Its people stay, in no team. Throws NOT_FOUND. */
export async function removeTeam(ctx: Context, input: z.input<typeof removeTeamInput>): Promise<void> {
  requirePermission(ctx, "team.manage");
  const { teamId } = removeTeamInput.parse(input);
  await ctx.db.withOrgSql(ctx.orgId, async (sql) => {
    const { name } = await requireTeam(sql, ctx, teamId);
    await sql.query("delete from team where org_id = $1 and id = $2", [ctx.orgId, teamId]);
    await audit(sql, ctx, {
      action: "team.remove",
      subjectType: "team",
      subjectId: teamId,
      detail: { name },
    });
  });
}
