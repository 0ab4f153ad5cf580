import { type Rule, realEstateRules } from "@leadlift/scoring/scorecard";
import type { Context } from "../context.ts";
import { requirePermission } from "../permissions.ts";
import { readScorecard } from "./current.ts";
import { type RuleField, ruleFields } from "./fields.ts";

/** The organisation's rules and what they can ask about. */
export interface ScorecardPage {
  /** 0: none were ever kept, so the default ones are shown and nothing is scored by them */
  version: number;
  rules: Rule[];
  /** the default rules as they came */
  untouched: boolean;
  changedAt: Date | null;
  changedBy: string | null;
  /** what gives leads their scores now */
  scoring: "model" | "rules" | "none";
  fields: RuleField[];
}

export async function getScorecard(ctx: Context): Promise<ScorecardPage> {
  requirePermission(ctx, "model.read");
  return ctx.db.withOrgSql(ctx.orgId, async (sql) => {
    const current = await readScorecard(sql, ctx);
    const { rows } = await sql.query<{ model: boolean; changedAt: Date | null; changedBy: string | null }>(
      `select exists (select from model where org_id = $1 and role = 'champion') as model,
              s.created_at as "changedAt", m.name as "changedBy"
         from (select $1::uuid as org_id) o
         left join scorecard s on s.org_id = o.org_id and s.version = $2
         left join org_member m on m.org_id = s.org_id and m.user_id = s.created_by`,
      [ctx.orgId, current?.version ?? 0],
    );
    const [told] = rows;
    const rules = [...(current?.rules ?? realEstateRules)];
    return {
      version: current?.version ?? 0,
      rules,
      untouched: sameRules(rules, realEstateRules),
      changedAt: told?.changedAt ?? null,
      changedBy: told?.changedBy ?? null,
      scoring: told?.model ? "model" : current ? "rules" : "none",
      fields: await ruleFields(sql, ctx),
    };
  });
}

/** Whether two sets of rules say the same, in the same order. */
export function sameRules(one: readonly Rule[], other: readonly Rule[]): boolean {
  const plain = (rules: readonly Rule[]) =>
    JSON.stringify(
      rules.map(({ feature, condition, points }) => [feature, Object.entries(condition).sort(), points]),
    );
  return plain(one) === plain(other);
}
