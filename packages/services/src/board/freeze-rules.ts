import type { OrgSql } from "@leadlift/db/connect";
import type { Context } from "../context.ts";
import type { Month } from "./month.ts";
import { type BoardRules, boardRulesSchema, ruleConstants, rulesVersion } from "./rules.ts";
import { timingCurve } from "./timing-curve.ts";

const leastForBase = 100;

export interface FrozenRules {
  version: number;
  rules: BoardRules;
  frozenAt: Date;
}

/** The rules that a month is counted by: those of its first reading, whatever was changed or learnt since. */
export async function freezeRules(sql: OrgSql, ctx: Context, month: Month): Promise<FrozenRules> {
  const known = await readRules(sql, ctx, month);
  if (known) return known;
  const rules = await rulesAsOf(sql, ctx, month);
  // Nothing to fix yet: whoever chooses a target later in the month still gets a board for it.
  if (!rules.target) return { version: rulesVersion, rules, frozenAt: ctx.now() };
  // Two first readers: the one who comes second takes what the first one wrote.
  await sql.query(
    `insert into board_period (org_id, month, rules_version, rules, frozen_at) values ($1, $2, $3, $4, $5)
     on conflict do nothing`,
    [ctx.orgId, month.firstDay, rulesVersion, JSON.stringify(rules), ctx.now()],
  );
  return (await readRules(sql, ctx, month)) ?? { version: rulesVersion, rules, frozenAt: ctx.now() };
}

async function readRules(sql: OrgSql, ctx: Context, { firstDay }: Month): Promise<FrozenRules | null> {
  const { rows } = await sql.query<{ version: number; rules: unknown; frozenAt: Date }>(
    `select rules_version as version, rules, frozen_at as "frozenAt" from board_period where org_id = $1 and month = $2`,
    [ctx.orgId, firstDay],
  );
  const [row] = rows;
  return row ? { ...row, rules: boardRulesSchema.parse(row.rules) } : null;
}

async function rulesAsOf(sql: OrgSql, ctx: Context, month: Month): Promise<BoardRules> {
  const { targetStep, horizonDays, ladder } = ctx.organisation;
  if (targetStep === null) {
    return { target: null, base: null, curve: null, ...ruleConstants };
  }
  const steps = ladder.slice(ladder.findIndex(({ key }) => key === targetStep)).map(({ key }) => key);
  const { rows } = await sql.query<{ day: number | null; leads: number }>(pastSql, [
    ctx.orgId,
    steps,
    horizonDays,
    month.from,
  ]);
  const leads = rows.reduce((sum, row) => sum + row.leads, 0);
  const reached = new Map(rows.flatMap((row) => (row.day === null ? [] : [[row.day, row.leads] as const])));
  const hits = [...reached.values()].reduce((sum, count) => sum + count, 0);
  return {
    target: { step: targetStep, horizonDays },
    base:
      leads >= leastForBase
        ? { probability: (hits + 1) / (leads + 2), leads }
        : await scoreBase(sql, ctx, targetStep),
    curve: timingCurve(reached, horizonDays)?.slice() ?? null,
    ...ruleConstants,
  };
}

/** What scores stand on, where the organisation has no past of its own yet. */
async function scoreBase(sql: OrgSql, ctx: Context, step: string): Promise<BoardRules["base"]> {
  const { rows } = await sql.query<{ probability: number; leads: number }>(
    "select probability, n as leads from score_base where org_id = $1 and target_step = $2 and horizon_days = $3",
    [ctx.orgId, step, ctx.organisation.horizonDays],
  );
  return rows[0] ?? null;
}

// Leads enquired in the year before whose horizon was over when the month began: how many of them, by the day they came.
const pastSql = `
  select case when at < enquired + make_interval(hours => 24 * $3::int)
              then greatest(0, floor(extract(epoch from at - enquired) / 86400))::int end as day,
         count(*)::int as leads
    from (select coalesce(l.enquired_at, l.created_at) as enquired,
                 (select min(coalesce(o.occurred_at, l.enquired_at, l.created_at)) from lead_outcome o
                   where o.org_id = $1::uuid and o.lead_id = l.id and o.undone_at is null and o.reached
                     and o.step = any($2::text[])) as at
            from lead l
           where l.org_id = $1::uuid and l.merged_into is null
             and coalesce(l.enquired_at, l.created_at) >= $4::timestamptz - make_interval(days => 365 + $3::int)
             and coalesce(l.enquired_at, l.created_at) < $4::timestamptz - make_interval(hours => 24 * $3::int)) past
   group by 1`;
