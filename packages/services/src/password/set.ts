import { z } from "zod";
import { audit } from "../audit.ts";
import { organisationsOf } from "../auth/membership.ts";
import { newPassword } from "../auth/password.ts";
import { authOf } from "../auth/server.ts";
import { systemContext } from "../context.ts";
import { ServiceError } from "../errors.ts";
import { newToken } from "../invitation/token.ts";
import type { Platform } from "../platform.ts";
import { spendToken } from "./spend-token.ts";
import { storeToken } from "./stored-token.ts";

export const setPasswordInput = z.object({ email: z.email(), password: newPassword });

const minuteMs = 60_000;

/**
 * For whoever runs the installation: sets an account's password, in all its organisations. Its sessions and links end.
 * Throws NOT_FOUND.
 */
export async function setPassword(
  platform: Platform,
  input: z.input<typeof setPasswordInput>,
): Promise<{ userId: string }> {
  const { email, password } = setPasswordInput.parse(input);
  const { internalAdapter } = await authOf(platform).$context;
  const known = await internalAdapter.findUserByEmail(email.toLowerCase());
  if (!known) throw new ServiceError("NOT_FOUND", { worded: `There is no account ${email}.` });
  const userId = known.user.id;
  const token = newToken();
  await storeToken(platform, { userId, token, expiresAt: new Date(Date.now() + minuteMs) });
  await spendToken(platform, { token, password });
  for (const orgId of await organisationsOf(platform, userId)) {
    const ctx = await systemContext(platform, orgId, "operator");
    await ctx.db.withOrgSql(orgId, (sql) =>
      audit(sql, ctx, { action: "member.set-password", subjectType: "member", subjectId: userId }),
    );
  }
  return { userId };
}
