import { APIError } from "better-auth/api";
import { z } from "zod";
import { audit } from "../audit.ts";
import { Attempts } from "../auth/attempts.ts";
import { newPassword } from "../auth/password.ts";
import { authOf } from "../auth/server.ts";
import { sessionOf } from "../auth/session.ts";
import { userContext } from "../context.ts";
import { ServiceError } from "../errors.ts";
import { announce } from "../live/announce.ts";
import type { Platform } from "../platform.ts";
import { refuseInSample } from "./refuse-in-sample.ts";
import { endTokens } from "./stored-token.ts";

export const changePasswordInput = z.object({ current: z.string().min(1).max(200), password: newPassword });

/** As many as for signing in: a desk that was left open is no way to find out whose password it is. */
const tries = new Attempts("own password", 10, 10 * 60);

/**
 * Changes the password of whoever is signed in. Other sessions of the account end, and so does a link for a new password;
 * `cookies` are of the session that goes on. Throws BAD_INPUT for the wrong password, TOO_EARLY after too many.
 */
export async function changePassword(
  platform: Platform,
  input: z.input<typeof changePasswordInput>,
  headers: Headers,
): Promise<{ cookies: string[] }> {
  const session = await sessionOf(platform, headers);
  if (!session) throw new ServiceError("FORBIDDEN", "Sign in to go on.");
  const { current, password } = changePasswordInput.parse(input);
  const { userId, orgId } = session;
  const ctx = await userContext(platform, session);
  refuseInSample(ctx);
  await tries.count(ctx.db, userId);
  const cookies = await ctx.db.withOrgSql(orgId, async (sql) => {
    await audit(sql, ctx, { action: "member.change-password", subjectType: "member", subjectId: userId });
    await announce(sql, ctx, { kind: "access", leadIds: "many", userIds: [userId] });
    // Last, and on a connection of its own: when it is refused, nothing of this was done.
    return changeIt(platform, { current, password }, headers);
  });
  await tries.forget(ctx.db, userId);
  await endTokens(platform, userId);
  return { cookies };
}

async function changeIt(
  platform: Platform,
  { current, password }: z.output<typeof changePasswordInput>,
  headers: Headers,
): Promise<string[]> {
  try {
    const { headers: answered } = await authOf(platform).api.changePassword({
      headers,
      body: { currentPassword: current, newPassword: password, revokeOtherSessions: true },
      returnHeaders: true,
    });
    return answered.getSetCookie();
  } catch (error) {
    if (error instanceof APIError && error.body?.code === "INVALID_PASSWORD") {
      throw new ServiceError("BAD_INPUT", "This is not your current password.");
    }
    throw error;
  }
}
