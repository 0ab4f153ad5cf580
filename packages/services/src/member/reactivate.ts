import { z } from "zod";
import { audit } from "../audit.ts";
import { endSessions } from "../auth/end-sessions.ts";
import type { Context } from "../context.ts";
import { requirePermission } from "../permissions.ts";
import { lockMember } from "./lock-member.ts";

export const reactivateInput = z.object({ userId: z.uuid() });

/** They sign in again as before; leads that others got stay with these. Again changes nothing. Throws NOT_FOUND. */
export async function reactivateMember(ctx: Context, input: z.input<typeof reactivateInput>): Promise<void> {
  requirePermission(ctx, "member.manage");
  const { userId } = reactivateInput.parse(input);
  // None that outlived the leaving comes to life again.
  await endSessions(ctx, { orgId: ctx.orgId, userId });
  await ctx.db.withOrgSql(ctx.orgId, async (sql) => {
    const { deactivated } = await lockMember(sql, ctx, userId);
    if (!deactivated) return;
    await sql.query(
      `update member_settings set deactivated_at = null, deactivated_by = null, updated_at = $3
        where org_id = $1 and user_id = $2`,
      [ctx.orgId, userId, ctx.now()],
    );
    await audit(sql, ctx, { action: "member.reactivate", subjectType: "member", subjectId: userId });
  });
}
