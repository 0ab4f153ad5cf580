import type { Session } from "../context.ts";
import { isRole } from "../permissions.ts";
import type { Platform } from "../platform.ts";

/** The membership that a person came into first, of those that are in force but for `except`; null: there is none. */
export async function otherMembership(
  platform: Pick<Platform, "db">,
  userId: string,
  except: string | null = null,
): Promise<Membership | null> {
  const { rows } = await platform.db.authPool.query<{ orgId: string }>(
    `select "organizationId" as "orgId" from member where "userId" = $1 and "organizationId" is distinct from $2
      order by "createdAt"`,
    [userId, except],
  );
  for (const { orgId } of rows) {
    const membership = await membershipOf(platform, orgId, userId);
    if (membership) return membership;
  }
  return null;
}

/** Every organisation that an account is in, also where it is not in force now; the first it came into first. */
export async function organisationsOf({ db }: Pick<Platform, "db">, userId: string): Promise<string[]> {
  const { rows } = await db.authPool.query<{ orgId: string }>(
    `select "organizationId" as "orgId" from member where "userId" = $1 order by "createdAt"`,
    [userId],
  );
  return rows.map(({ orgId }) => orgId);
}

export type Membership = Pick<Session, "orgId" | "role" | "orgName">;

/** The membership that is in force; null: there is none, or the person was deactivated. */
export async function membershipOf(
  { db }: Pick<Platform, "db">,
  orgId: string,
  userId: string,
): Promise<Membership | null> {
  const { rows } = await db.withOrgSql(orgId, (sql) =>
    sql.query<{ role: string; orgName: string }>(
      `select m.role, o.name as "orgName"
         from org_member m join organisation o on o.id = m.org_id
         left join member_settings s on s.org_id = m.org_id and s.user_id = m.user_id
        where m.org_id = $1 and m.user_id = $2 and s.deactivated_at is null`,
      [orgId, userId],
      "membership",
    ),
  );
  const [member] = rows;
  return member && isRole(member.role) ? { orgId, role: member.role, orgName: member.orgName } : null;
}
