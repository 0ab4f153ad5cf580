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
  const { rows } = await sql.query<{ kind: "disputed" | "pardoned"; key: string }>(findingsSql, [
    ctx.orgId,
    month.firstDay,
  ]);
  const keys = (wanted: string) => new Set(rows.flatMap(({ kind, key }) => (kind === wanted ? [key] : [])));
  return {
    doubted: await readDoubted(sql, ctx, month, rules, userId),
    disputed: keys("disputed"),
    pardoned: keys("pardoned"),
  };
}

// A disputed outcome is taken back until it is settled; that it is disputed is named in every month that it would count in.
const findingsSql = `
  select 'disputed' as kind, c.lead_id::text as key from outcome_check c
   where c.org_id = $1::uuid and c.verdict = 'wrong' and c.settled is null
   union all
  select 'pardoned', a.code || ' ' || a.lead_id from board_appeal a
   where a.org_id = $1::uuid and a.month = $2::date and a.status = 'granted'`;
