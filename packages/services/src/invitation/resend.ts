import { z } from "zod";
import { audit } from "../audit.ts";
import type { Context } from "../context.ts";
import { notFound, ServiceError } from "../errors.ts";
import { requirePermission } from "../permissions.ts";
import type { Invited } from "./invite.ts";
import { issueToken } from "./issue-token.ts";

export const resendInput = z.object({ invitationId: z.uuid() });

const pauseMs = 30_000;

/** A new link for seven more days; the old one ends. Throws NOT_FOUND, CONFLICT once it was used or revoked. */
export async function resendInvitation(ctx: Context, input: z.input<typeof resendInput>): Promise<Invited> {
  requirePermission(ctx, "member.manage");
  const { invitationId } = resendInput.parse(input);
  return ctx.db.withOrgSql(ctx.orgId, async (sql) => {
    const { rows } = await sql.query<{ used: boolean; sentAt: Date | null }>(
      `select accepted_at is not null or revoked_at is not null as used, sent_at as "sentAt"
         from invitation where org_id = $1 and id = $2 for update`,
      [ctx.orgId, invitationId],
    );
    const [found] = rows;
    if (!found) throw notFound("This invitation");
    if (found.used) throw new ServiceError("CONFLICT", "This invitation was used or revoked.");
    if (found.sentAt && ctx.now().getTime() - found.sentAt.getTime() < pauseMs) {
      throw new ServiceError("TOO_EARLY", "It was sent a moment ago. Wait half a minute.");
    }
    const link = await issueToken(sql, ctx, invitationId);
    await audit(sql, ctx, {
      action: "member.resend-invitation",
      subjectType: "invitation",
      subjectId: invitationId,
      detail: { mailed: link === null },
    });
    return { invitationId, link };
  });
}
