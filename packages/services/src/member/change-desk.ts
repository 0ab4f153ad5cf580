import { z } from "zod";
import { audit } from "../audit.ts";
import type { Context } from "../context.ts";
import { requirePermission } from "../permissions.ts";
import { requireTeam } from "../team/require-team.ts";
import { lockMember } from "./lock-member.ts";

/** What is not said stays. */
export const changeDeskInput = z.object({
  userId: z.uuid(),
  /** null: no team */
  teamId: z.uuid().nullable().optional(),
  /** null: as many as the organisation says */
  dailyLeads: z.int().min(1).max(500).nullable().optional(),
});

interface Desk {
  teamId: string | null;
  dailyLeads: number | null;
}

/** Which team somebody is in, and how many leads a day they can work. Throws NOT_FOUND. */
export async function changeDesk(
  ctx: Context,
  input: z.input<typeof changeDeskInput>,
): Promise<{ before: Desk }> {
  requirePermission(ctx, "team.manage");
  const { userId, ...given } = changeDeskInput.parse(input);
  return ctx.db.withOrgSql(ctx.orgId, async (sql) => {
    await lockMember(sql, ctx, userId);
    if (given.teamId) await requireTeam(sql, ctx, given.teamId);
    const { rows } = await sql.query<Desk>(
      `select team_id as "teamId", daily_leads as "dailyLeads" from member_settings where org_id = $1 and user_id = $2`,
      [ctx.orgId, userId],
    );
    const before = rows[0] ?? { teamId: null, dailyLeads: null };
    const { teamId = before.teamId, dailyLeads = before.dailyLeads } = given;
    if (teamId === before.teamId && dailyLeads === before.dailyLeads) return { before };
    await sql.query(
      `insert into member_settings (org_id, user_id, team_id, daily_leads, updated_at) values ($1, $2, $3, $4, $5)
       on conflict (org_id, user_id) do update set team_id = $3, daily_leads = $4, updated_at = $5`,
      [ctx.orgId, userId, teamId, dailyLeads, ctx.now()],
    );
    await audit(sql, ctx, {
      action: "member.change-desk",
      subjectType: "member",
      subjectId: userId,
      detail: {
        teamId,
        dailyLeads,
        teamIdBefore: before.teamId,
        dailyLeadsBefore: before.dailyLeads,
      },
    });
    return { before };
  });
}
