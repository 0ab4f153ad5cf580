import { membershipOf, organisationsOf } from "../auth/membership.ts";
import { authOf } from "../auth/server.ts";
import type { Session } from "../context.ts";
import { tokenSchema } from "../invitation/token.ts";
import type { Platform } from "../platform.ts";
import { identifierOf } from "./stored-token.ts";

/** Whose password it sets, in the organisation whose admin made it. */
export interface OpenPasswordLink extends Session {
  email: string;
}

/**
 * What the link of this token leads to; null: nothing, or nothing any more. Whoever left meanwhile, or joined another
 * organisation, is not at the mercy of a link from before.
 */
export async function findPasswordLink(platform: Platform, token: string): Promise<OpenPasswordLink | null> {
  if (!tokenSchema.safeParse(token).success) return null;
  const { internalAdapter } = await authOf(platform).$context;
  const found = await internalAdapter.findVerificationValue(identifierOf(token));
  if (!found || found.expiresAt <= new Date()) return null;
  const userId = found.value;
  const user = await internalAdapter.findUserById(userId);
  const [orgId, ...others] = await organisationsOf(platform, userId);
  if (!user || orgId === undefined || others.length > 0) return null;
  const membership = await membershipOf(platform, orgId, userId);
  return membership && { userId, email: user.email, name: user.name, ...membership };
}
