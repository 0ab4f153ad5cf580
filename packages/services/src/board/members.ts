import type { OrgSql } from "@leadlift/db/connect";
import type { Context } from "../context.ts";

export interface BoardMember {
  name: string;
  /** when they first had a lead */
  firstLeadAt: Date | null;
}

/** Everybody who is or was somebody's owner, by user. Who left has no name any more. */
export async function readBoardMembers(sql: OrgSql, ctx: Context): Promise<Map<string, BoardMember>> {
  const { rows } = await sql.query<BoardMember & { userId: string }>(
    `select m.user_id as "userId", m.name,
            (select a.at from assignment a where a.org_id = $1::uuid and a.owner_id = m.user_id order by a.at limit 1) as "firstLeadAt"
       from org_member m where m.org_id = $1::uuid`,
    [ctx.orgId],
  );
  return new Map(rows.map(({ userId, ...member }) => [userId, member]));
}
