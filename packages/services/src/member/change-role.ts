import { z } from "zod";
import { audit } from "../audit.ts";
import type { Context } from "../context.ts";
import { announce } from "../live/announce.ts";
import { requirePermission, roles } from "../permissions.ts";
import { lockMember, requireAnotherAdmin } from "./lock-member.ts";

export const changeRoleInput = z.object({ userId: z.uuid(), role: z.enum(roles) });

/** From their next request on. Throws NOT_FOUND, CONFLICT for the last admin. */
export async function changeRole(
  ctx: Context,
  input: z.input<typeof changeRoleInput>,
): Promise<{ before: string }> {
  requirePermission(ctx, "member.manage");
  const { userId, role } = changeRoleInput.parse(input);
  return ctx.db.withOrgSql(ctx.orgId, async (sql) => {
    const { role: before, deactivated } = await lockMember(sql, ctx, userId);
    if (before === role) return { before };
    if (before === "admin" && !deactivated) await requireAnotherAdmin(sql, ctx, userId);
    await sql.query('update auth.member set "role" = $3 where "organizationId" = $1 and "userId" = $2', [
      ctx.orgId,
      userId,
      role,
    ]);
    await audit(sql, ctx, {
      action: "member.change-role",
      subjectType: "member",
      subjectId: userId,
      detail: { role, before },
    });
    await announce(sql, ctx, { kind: "access", leadIds: "many", userIds: [userId] });
    return { before };
  });
}
