import { z } from "zod";
import { audit } from "../audit.ts";
import type { Context } from "../context.ts";
import { notFound, ServiceError } from "../errors.ts";
import { requirePermission } from "../permissions.ts";

export const revokeInvitationInput = z.object({ invitationId: z.uuid() });

/** Its link ends; again changes nothing. Throws NOT_FOUND, CONFLICT once it was used. */
export async function revokeInvitation(
  ctx: Context,
  input: z.input<typeof revokeInvitationInput>,
): Promise<void> {
  requirePermission(ctx, "member.manage");
  const { invitationId } = revokeInvitationInput.parse(input);
  await ctx.db.withOrgSql(ctx.orgId, async (sql) => {
    const { rows } = await sql.query<{ accepted: boolean; revoked: boolean }>(
      `select accepted_at is not null as accepted, revoked_at is not null as revoked
         from invitation where org_id = $1 and id = $2 for update`,
      [ctx.orgId, invitationId],
    );
    const [found] = rows;
    if (!found) throw notFound("This invitation");
    if (found.accepted) throw new ServiceError("CONFLICT", "This invitation was used already.");
    if (found.revoked) return;
    await sql.query(
      "update invitation set revoked_at = $3, token_sealed = null where org_id = $1 and id = $2",
      [ctx.orgId, invitationId, ctx.now()],
    );
    await audit(sql, ctx, {
      action: "member.revoke-invitation",
      subjectType: "invitation",
      subjectId: invitationId,
    });
  });
}
