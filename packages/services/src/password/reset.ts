import { z } from "zod";
import { audit } from "../audit.ts";
import { newPassword } from "../auth/password.ts";
import { userContext } from "../context.ts";
import { ServiceError } from "../errors.ts";
import { tokenSchema } from "../invitation/token.ts";
import { announce } from "../live/announce.ts";
import type { Platform } from "../platform.ts";
import { findPasswordLink } from "./find-link.ts";
import { linkEnded, spendToken } from "./spend-token.ts";

export const resetPasswordInput = z.object({ token: tokenSchema, password: newPassword });

/**
 * Sets the password of whose link it is, once; all sessions of the account end. Throws CONFLICT where the link is used,
 * expired, replaced or unknown.
 */
export async function resetPassword(
  platform: Platform,
  input: z.input<typeof resetPasswordInput>,
): Promise<{ email: string }> {
  const { token, password } = resetPasswordInput.parse(input);
  const found = await findPasswordLink(platform, token);
  if (!found) throw new ServiceError("CONFLICT", linkEnded);
  const { userId, orgId, email } = found;
  const ctx = await userContext(platform, found);
  await ctx.db.withOrgSql(orgId, async (sql) => {
    await audit(sql, ctx, { action: "member.reset-password", subjectType: "member", subjectId: userId });
    await announce(sql, ctx, { kind: "access", leadIds: "many", userIds: [userId] });
    // Last, and on a connection of its own: when it is refused, nothing of this was done.
    await spendToken(platform, { token, password });
  });
  return { email };
}
