import type { Context } from "../context.ts";
import { isRole, type Role, requirePermission } from "../permissions.ts";

export interface InvitationView {
  id: string;
  email: string;
  role: Role;
  teamId: string | null;
  createdAt: Date;
  expiresAt: Date;
  expired: boolean;
  /** by: it is shown, not sent · sending · sent · failed */
  mail: "none" | "sending" | "sent" | "failed";
}

/** Those that were neither used nor revoked, newest first. */
export async function listInvitations(ctx: Context): Promise<InvitationView[]> {
  requirePermission(ctx, "member.manage");
  const rows = await ctx.db.withOrg(ctx.orgId, (tx) =>
    tx.invitation.findMany({
      where: { orgId: ctx.orgId, acceptedAt: null, revokedAt: null },
      orderBy: { createdAt: "desc" },
      take: 500,
    }),
  );
  return rows.flatMap((row) => {
    const { id, role, teamId, createdAt, expiresAt } = row;
    if (!isRole(role)) return [];
    const at = { table: "invitation", column: "email_sealed", row: id };
    const email = ctx.organisation.crypto.openText(at, row.emailSealed);
    const mail = row.sentAt ? "sent" : row.sendFailedAt ? "failed" : row.tokenSealed ? "sending" : "none";
    return [{ id, email, role, teamId, createdAt, expiresAt, expired: expiresAt <= ctx.now(), mail }];
  });
}
