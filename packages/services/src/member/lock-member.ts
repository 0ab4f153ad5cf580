import type { OrgSql } from "@leadlift/db/connect";
import type { Context } from "../context.ts";
import { notFound, ServiceError } from "../errors.ts";

export interface LockedMember {
  userId: string;
  name: string;
  role: string;
  deactivated: boolean;
}

/** The member, while nobody else changes who is here in which role. Throws NOT_FOUND. */
export async function lockMember(sql: OrgSql, ctx: Context, userId: string): Promise<LockedMember> {
  await sql.query("select pg_advisory_xact_lock(hashtextextended($1, 0))", [`members ${ctx.orgId}`]);
  const { rows } = await sql.query<LockedMember>(
    `select m.user_id as "userId", m.name, m.role, s.deactivated_at is not null as deactivated
       from org_member m left join member_settings s on s.org_id = m.org_id and s.user_id = m.user_id
      where m.org_id = $1 and m.user_id = $2`,
    [ctx.orgId, userId],
  );
  if (!rows[0]) throw notFound("This person");
  return rows[0];
}

/** For who is an admin and is to be none: throws CONFLICT when there is no other. Asked under lockMember's lock. */
export async function requireAnotherAdmin(sql: OrgSql, ctx: Context, userId: string): Promise<void> {
  const { rowCount } = await sql.query(
    `select from org_member m left join member_settings s on s.org_id = m.org_id and s.user_id = m.user_id
      where m.org_id = $1 and m.role = 'admin' and m.user_id <> $2 and s.deactivated_at is null limit 1`,
    [ctx.orgId, userId],
  );
  if (rowCount === 0) {
    throw new ServiceError("CONFLICT", "This is the last admin: make somebody else an admin first.");
  }
}
