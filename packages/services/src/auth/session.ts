import type { Session } from "../context.ts";
import { isRole } from "../permissions.ts";
import type { Platform } from "../platform.ts";
import { authOf } from "./server.ts";

/** Who the cookie in `headers` belongs to, with the role held now; null when signed out or no longer a member. */
export async function sessionOf(platform: Platform, headers: Headers): Promise<Session | null> {
  const found = await authOf(platform).api.getSession({ headers });
  if (!found) return null;
  const { user, session } = found;
  const { rows } = await platform.db.authPool.query<{ orgId: string; role: string; orgName: string }>(
    `select m."organizationId" as "orgId", m.role, o.name as "orgName"
       from member m join organization o on o.id = m."organizationId"
      where m."userId" = $1
      order by m."organizationId" = $2 desc nulls last, m."createdAt"
      limit 1`,
    [user.id, session.activeOrganizationId ?? null],
  );
  const member = rows[0];
  if (!member || !isRole(member.role)) return null;
  return {
    userId: user.id,
    orgId: member.orgId,
    role: member.role,
    name: user.name,
    orgName: member.orgName,
  };
}
