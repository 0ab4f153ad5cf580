import type { Context } from "../context.ts";
import { requirePermission } from "../permissions.ts";

export interface Team {
  id: string;
  name: string;
  /** who have not left */
  members: number;
}

export async function listTeams(ctx: Context): Promise<Team[]> {
  requirePermission(ctx, "member.read");
  const { rows } = await ctx.db.withOrgSql(ctx.orgId, (sql) =>
    sql.query<Team>(
      `select t.id, t.name,
              (select count(*) from member_settings s join org_member m on m.org_id = s.org_id and m.user_id = s.user_id
                where s.org_id = t.org_id and s.team_id = t.id and s.deactivated_at is null)::int as members
         from team t where t.org_id = $1 order by t.name, t.id`,
      [ctx.orgId],
    ),
  );
  return rows;
}
