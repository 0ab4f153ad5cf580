import type { Context } from "../context.ts";
import { foldValue } from "./plan.ts";

/** Member ids by e-mail address and by name; a name that two members bear says nothing. */
export async function readOwners(ctx: Context): Promise<Map<string, string>> {
  const { rows } = await ctx.db.withOrgSql(ctx.orgId, (sql) =>
    sql.query<{ id: string; name: string; email: string }>(
      "select user_id as id, name, email from org_member where org_id = $1",
      [ctx.orgId],
    ),
  );
  const names = rows.map(({ name }) => foldValue(name));
  const unique = rows.filter((_, i) => names.filter((name) => name === names[i]).length === 1);
  return new Map([
    ...unique.map(({ id, name }) => [foldValue(name), id] as const),
    ...rows.map(({ id, email }) => [foldValue(email), id] as const),
  ]);
}
