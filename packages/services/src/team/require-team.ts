import type { OrgSql } from "@leadlift/db/connect";
import type { Context } from "../context.ts";
import { notFound } from "../errors.ts";

/** Throws NOT_FOUND. */
export async function requireTeam(sql: OrgSql, ctx: Context, teamId: string): Promise<{ name: string }> {
  const { rows } = await sql.query<{ name: string }>("select name from team where org_id = $1 and id = $2", [
    ctx.orgId,
    teamId,
  ]);
  if (!rows[0]) throw notFound("This team");
  return rows[0];
}
