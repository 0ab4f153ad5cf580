import type { OrgSql } from "@leadlift/db/connect";
import type { Context } from "../context.ts";
import type { Findings } from "./count-spells.ts";
import type { Month } from "./month.ts";
import { readDoubted } from "./read-doubted.ts";
import type { BoardRules } from "./rules.ts";

/** What was found about single leads of a month, and which of it a manager took back. */
export async function readFindings(
  sql: OrgSql,
  ctx: Context,
  month: Month,
  rules: BoardRules,
  userId: string | null = null,
): Promise<Findings> {
  return {
    doubted: await readDoubted(sql, ctx, month, rules, userId),
    disputed: await readDisputed(sql, ctx),
    pardoned: await readPardoned(sql, ctx, month),
  };
}

/** Leads with an outcome that was found wrong and is not settled. */
export async function readDisputed(sql: OrgSql, ctx: Context): Promise<Set<string>> {
  const { rows } = await sql.query<{ leadId: string }>(
    `select lead_id as "leadId" from outcome_check where org_id = $1 and verdict = 'wrong' and settled is null`,
    [ctx.orgId],
  );
  return new Set(rows.map(({ leadId }) => leadId));
}

/** `${code} ${leadId}` of the findings of a month that a manager took back. */
export async function readPardoned(sql: OrgSql, ctx: Context, { firstDay }: Month): Promise<Set<string>> {
  const { rows } = await sql.query<{ key: string }>(
    `select code || ' ' || lead_id as key from board_appeal
      where org_id = $1 and month = $2 and status = 'granted'`,
    [ctx.orgId, firstDay],
  );
  return new Set(rows.map(({ key }) => key));
}
