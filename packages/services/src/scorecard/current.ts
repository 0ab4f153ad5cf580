import type { OrgSql } from "@leadlift/db/connect";
import { type Rule, rulesSchema } from "@leadlift/scoring/scorecard";
import type { Context } from "../context.ts";

/** The organisation's own rules; they score where there is no model. */
export interface Scorecard {
  version: number;
  rules: readonly Rule[];
}

/** A version, or the latest; null where there is none. */
export async function readScorecard(
  sql: OrgSql,
  ctx: Pick<Context, "orgId">,
  version: number | null = null,
): Promise<Scorecard | null> {
  const { rows } = await sql.query<{ version: number; rules: unknown }>(
    `select version, rules from scorecard
      where org_id = $1 and ($2::int is null or version = $2) order by version desc limit 1`,
    [ctx.orgId, version],
    "scorecard",
  );
  return rows[0] ? { version: rows[0].version, rules: rulesSchema.parse(rows[0].rules) } : null;
}

/** Whether the organisation of $1 has anything that gives leads a score: a model, or rules. */
export const hasScorerSql = `(exists (select from model where org_id = $1 and role = 'champion')
  or exists (select from scorecard where org_id = $1))`;
