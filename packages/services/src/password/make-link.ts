import { z } from "zod";
import { actorId, audit } from "../audit.ts";
import { organisationsOf } from "../auth/membership.ts";
import type { Context } from "../context.ts";
import { ServiceError } from "../errors.ts";
import { newToken } from "../invitation/token.ts";
import { lockMember } from "../member/lock-member.ts";
import { requirePermission } from "../permissions.ts";
import { refuseInSample } from "./refuse-in-sample.ts";
import { storeToken } from "./stored-token.ts";

export const makePasswordLinkInput = z.object({ userId: z.uuid() });

const goodMs = 24 * 3_600_000;

/**
 * A link with which a colleague sets a new password, once, within a day; one from before ends. Throws NOT_FOUND; CONFLICT
 * for oneself, for who left, and for an account that is in another organisation as well, which no admin here may open.
 */
export async function makePasswordLink(
  ctx: Context,
  input: z.input<typeof makePasswordLinkInput>,
): Promise<{ link: string }> {
  requirePermission(ctx, "member.manage");
  refuseInSample(ctx);
  const { userId } = makePasswordLinkInput.parse(input);
  if (actorId(ctx.actor) === userId) {
    throw new ServiceError("CONFLICT", "Your own password is changed under Me.");
  }
  const token = newToken();
  await ctx.db.withOrgSql(ctx.orgId, async (sql) => {
    const { deactivated } = await lockMember(sql, ctx, userId);
    if (deactivated) {
      throw new ServiceError("CONFLICT", "This person was here before: reactivate them instead.");
    }
    if ((await organisationsOf(ctx, userId)).length > 1) {
      throw new ServiceError(
        "CONFLICT",
        "This account belongs to another organisation as well: whoever runs this installation can set its password.",
      );
    }
    await audit(sql, ctx, { action: "member.make-password-link", subjectType: "member", subjectId: userId });
    const expiresAt = new Date(ctx.now().getTime() + goodMs);
    await storeToken(ctx, { userId, token, expiresAt });
  });
  return { link: `${ctx.publicUrl}/reset/${token}` };
}
