import type { Context } from "../context.ts";
import { isRole, type Role, requirePermission } from "../permissions.ts";
import { calendarDay } from "../work/local-day.ts";

export interface Member {
  userId: string;
  name: string;
  email: string;
  role: Role;
  teamId: string | null;
  team: string | null;
  /** leads a day of their own; null: as many as the organisation says */
  dailyLeads: number | null;
  /** open leads that are theirs */
  open: number;
  /** on leave today, until the end of this day ("2026-11-27"); null: here */
  awayUntil: string | null;
  /** null: they work here */
  deactivatedAt: Date | null;
  joinedAt: Date;
}

/** Everybody, whoever works here first. */
export async function listMembers(ctx: Context): Promise<Member[]> {
  requirePermission(ctx, "member.read");
  const { rows } = await ctx.db.withOrgSql(ctx.orgId, (sql) =>
    sql.query<Omit<Member, "role"> & { role: string }>(
      `select m.user_id as "userId", m.name, m.email, m.role, m.created_at as "joinedAt", s.team_id as "teamId",
              t.name as team, s.daily_leads as "dailyLeads", s.deactivated_at as "deactivatedAt",
              (select to_char(max(v.last_day), 'YYYY-MM-DD') from leave v
                where v.org_id = $1::uuid and v.user_id = m.user_id and v.first_day <= $2::date and v.last_day >= $2::date) as "awayUntil",
              (select count(*) from lead l where l.org_id = $1::uuid and l.owner_id = m.user_id and l.status = 'open'
                                             and l.merged_into is null)::int as open
         from org_member m
         left join member_settings s on s.org_id = m.org_id and s.user_id = m.user_id
         left join team t on t.org_id = s.org_id and t.id = s.team_id
        where m.org_id = $1::uuid order by s.deactivated_at is not null, m.name, m.user_id`,
      [ctx.orgId, calendarDay(ctx.now(), ctx.organisation.timezone)],
    ),
  );
  return rows.flatMap(({ role, ...member }) => (isRole(role) ? [{ ...member, role }] : []));
}
