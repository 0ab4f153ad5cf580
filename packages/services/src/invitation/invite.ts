import type { OrgSql } from "@leadlift/db/connect";
import { newId } from "@leadlift/db/id";
import { z } from "zod";
import { actorId, audit } from "../audit.ts";
import type { Context } from "../context.ts";
import { ServiceError } from "../errors.ts";
import { requirePermission, roles } from "../permissions.ts";
import { requireTeam } from "../team/require-team.ts";
import { issueToken } from "./issue-token.ts";
import { expiryFrom, hashOfToken, newToken } from "./token.ts";

export const inviteInput = z.object({
  email: z.string().trim().toLowerCase().pipe(z.email("This is not an e-mail address.").max(254)),
  role: z.enum(roles),
  teamId: z.uuid().optional(),
});

export interface Invited {
  invitationId: string;
  /** to be passed on by whoever invites; null: it is sent by mail */
  link: string | null;
}

/** An installation that anybody may sign up to must not send mail for them without end. */
const mostADay = 100;

/**
 * Invites an address for seven days; an invitation that it had is revoked. Throws CONFLICT for who is a member, or was,
 * and after a hundred in a day.
 */
export async function inviteMember(ctx: Context, input: z.input<typeof inviteInput>): Promise<Invited> {
  requirePermission(ctx, "member.manage");
  const { email, role, teamId } = inviteInput.parse(input);
  const { crypto } = ctx.organisation;
  const invitationId = newId();
  const emailIndex = Buffer.from(crypto.blindIndex("email", email));
  return ctx.db.withOrgSql(ctx.orgId, async (sql) => {
    await sql.query("select pg_advisory_xact_lock(hashtextextended($1, 0))", [`invite ${ctx.orgId}`]);
    await refuseMember(sql, ctx, email);
    await refuseFlood(sql, ctx);
    if (teamId !== undefined) await requireTeam(sql, ctx, teamId);
    await sql.query(
      `update invitation set revoked_at = $3, token_sealed = null
        where org_id = $1 and email_index = $2 and accepted_at is null and revoked_at is null`,
      [ctx.orgId, emailIndex, ctx.now()],
    );
    const sealed = crypto.seal({ table: "invitation", column: "email_sealed", row: invitationId }, email);
    await sql.query(
      `insert into invitation (org_id, id, email_sealed, email_index, token_hash, role, team_id, created_by, created_at, expires_at)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
      [
        ctx.orgId,
        invitationId,
        Buffer.from(sealed),
        emailIndex,
        hashOfToken(newToken()),
        role,
        teamId ?? null,
        actorId(ctx.actor),
        ctx.now(),
        expiryFrom(ctx.now()),
      ],
    );
    const link = await issueToken(sql, ctx, invitationId);
    const detail = { role, mailed: link === null };
    await audit(sql, ctx, {
      action: "member.invite",
      subjectType: "invitation",
      subjectId: invitationId,
      detail,
    });
    return { invitationId, link };
  });
}

async function refuseMember(sql: OrgSql, ctx: Context, email: string): Promise<void> {
  const { rows } = await sql.query<{ left: boolean }>(
    `select s.deactivated_at is not null as left from org_member m
       left join member_settings s on s.org_id = m.org_id and s.user_id = m.user_id
      where m.org_id = $1 and lower(m.email) = $2`,
    [ctx.orgId, email],
  );
  if (!rows[0]) return;
  throw new ServiceError(
    "CONFLICT",
    rows[0].left
      ? "This person was here before: reactivate them instead."
      : "This person is in your organisation already.",
  );
}

async function refuseFlood(sql: OrgSql, ctx: Context): Promise<void> {
  const { rows } = await sql.query<{ n: number }>(
    "select count(*)::int as n from invitation where org_id = $1 and created_at > $2",
    [ctx.orgId, new Date(ctx.now().getTime() - 86_400_000)],
  );
  if ((rows[0]?.n ?? 0) >= mostADay) {
    throw new ServiceError("CONFLICT", "At most {most} people can be invited in a day.", { most: mostADay });
  }
}
