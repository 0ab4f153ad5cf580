import type { Context } from "../context.ts";
import { isRole, type Role, requirePermission } from "../permissions.ts";

export interface Member {
  userId: string;
  name: string;
  email: string;
  role: Role;
}

export async function listMembers(ctx: Context): Promise<Member[]> {
  requirePermission(ctx, "member.read");
  const { rows } = await ctx.db.withOrgSql(ctx.orgId, (sql) =>
    sql.query<{ user_id: string; name: string; email: string; role: string }>(
      "select user_id, name, email, role from org_member where org_id = $1 order by name, user_id",
      [ctx.orgId],
    ),
  );
  return rows.flatMap(({ user_id: userId, name, email, role }) =>
    isRole(role) ? [{ userId, name, email, role }] : [],
  );
}
