import type { Session } from "../context.ts";
import type { Platform } from "../platform.ts";
import { membershipOf, otherMembership } from "./membership.ts";
import { authOf } from "./server.ts";

/**
 * Who the cookie in `headers` belongs to, with the role held now; null when signed out, no longer a member, or
 * deactivated everywhere.
 */
export async function sessionOf(platform: Platform, headers: Headers): Promise<Session | null> {
  const found = await authOf(platform).api.getSession({ headers });
  if (!found) return null;
  const { user, session } = found;
  const active = session.activeOrganizationId ?? null;
  const membership =
    (active === null ? null : await membershipOf(platform, active, user.id)) ??
    (await otherMembership(platform, user.id, active));
  return membership && { userId: user.id, name: user.name, ...membership };
}
