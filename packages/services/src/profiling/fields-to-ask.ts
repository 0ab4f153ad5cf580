import type { OrgSql } from "@leadlift/db/connect";
import type { Context } from "../context.ts";
import { type AskedField, askedFields } from "./fields.ts";
import { refusedFields } from "./refused-fields.ts";

/** All that the organisation asks for, and what of it this lead has not refused to tell. */
export async function fieldsToAsk(
  sql: OrgSql,
  ctx: Context,
  leadId: string,
): Promise<{ all: AskedField[]; open: AskedField[] }> {
  const all = await askedFields(sql, ctx);
  const { rows } = await sql.query<{ notAsked: unknown }>(
    `select not_asked as "notAsked" from lead where org_id = $1 and id = $2`,
    [ctx.orgId, leadId],
    "fields not to ask for",
  );
  const refused = refusedFields(rows[0]?.notAsked, ctx.now());
  return { all, open: all.filter(({ field }) => !refused.has(field)) };
}
