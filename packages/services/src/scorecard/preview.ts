import type { OrgSql } from "@leadlift/db/connect";
import {
  type Rule,
  type RuleScore,
  realEstateRules,
  rulesSchema,
  scoreByRules,
} from "@leadlift/scoring/scorecard";
import { z } from "zod";
import type { Context } from "../context.ts";
import { freshVectors } from "../feature/fresh-vectors.ts";
import { leadRecord } from "../feature/lead-record.ts";
import type { Grade, LeadRow } from "../lead/lead-row.ts";
import { readLeadRows } from "../lead/read-rows.ts";
import { requirePermission } from "../permissions.ts";
import { readScorecard } from "./current.ts";

export const previewScorecardInput = z.strictObject({ rules: rulesSchema });

/** The latest leads that a preview looks at: their vectors are read while somebody drags a slider. */
const mostLooked = 1000;
const leadsShown = 10;

export interface PreviewLead extends Pick<LeadRow, "id" | "name" | "phone" | "source" | "city"> {
  score: number;
  grade: Grade;
  /** by the rules as they are kept; null: not enough was known */
  before: number | null;
}

/** What rules would do, before they are kept. */
export interface ScorecardPreview {
  /** open leads, and how many of them, the latest, were looked at */
  open: number;
  looked: number;
  /** leads whose grade the rules would change, up and down; what was not known counts as the least */
  up: number;
  down: number;
  unknown: number;
  grades: Record<Grade, number>;
  /** by the rules' places: leads that each fires for */
  fires: number[];
  /** those that would lead the list */
  top: PreviewLead[];
}

export async function previewScorecard(
  ctx: Context,
  input: z.input<typeof previewScorecardInput>,
): Promise<ScorecardPreview> {
  requirePermission(ctx, "model.choose-columns");
  const { rules } = previewScorecardInput.parse(input);
  return ctx.db.withOrgSql(ctx.orgId, async (sql) => {
    const kept = (await readScorecard(sql, ctx))?.rules ?? realEstateRules;
    const { open, ids } = await latestOpen(sql, ctx);
    const vectors = await freshVectors(sql, ctx, ids);
    const { cutoffs } = ctx.organisation;
    const all = vectors.map((vector) => {
      const record = leadRecord(vector);
      return {
        leadId: vector.leadId,
        after: scoreByRules(rules, record, cutoffs),
        before: scoreByRules(kept, record, cutoffs),
      };
    });
    const moves = all.map(({ before, after }) => Math.sign(rank(after) - rank(before)));
    return {
      open,
      looked: all.length,
      up: moves.filter((move) => move > 0).length,
      down: moves.filter((move) => move < 0).length,
      unknown: all.filter(({ after }) => after.state === "unknown").length,
      grades: counted(all.map(({ after }) => after.grade)),
      fires: firing(
        rules,
        all.map(({ after }) => after),
      ),
      top: await leading(sql, ctx, all),
    };
  });
}

async function latestOpen(sql: OrgSql, ctx: Context): Promise<{ open: number; ids: { id: string }[] }> {
  const { rows } = await sql.query<{ id: string }>(
    `select id from lead where org_id = $1 and status = 'open' and merged_into is null
      order by coalesce(enquired_at, created_at) desc, id limit $2`,
    [ctx.orgId, mostLooked],
    "latest open leads",
  );
  const counts = await sql.query<{ open: number }>(
    `select count(*)::int as open from lead where org_id = $1 and status = 'open' and merged_into is null`,
    [ctx.orgId],
    "count open leads",
  );
  return { open: counts.rows[0]?.open ?? 0, ids: rows };
}

const ranks: Readonly<Record<Grade, number>> = { A: 4, B: 3, C: 2, D: 1 };
const rank = ({ grade }: RuleScore): number => (grade === null ? 0 : ranks[grade]);

function counted(grades: readonly (Grade | null)[]): Record<Grade, number> {
  const of = (wanted: Grade) => grades.filter((grade) => grade === wanted).length;
  return { A: of("A"), B: of("B"), C: of("C"), D: of("D") };
}

/** A rule that gives no points says nothing, so it is not counted as firing. */
function firing(rules: readonly Rule[], scores: readonly RuleScore[]): number[] {
  const times = rules.map(() => 0);
  for (const { reasons } of scores) {
    for (const { params } of reasons ?? []) {
      const place = Number(params.rule);
      times[place] = (times[place] ?? 0) + 1;
    }
  }
  return times;
}

async function leading(
  sql: OrgSql,
  ctx: Context,
  all: readonly { leadId: string; after: RuleScore; before: RuleScore }[],
): Promise<PreviewLead[]> {
  const top = all
    .flatMap(({ leadId, after, before }) =>
      after.state === "scored"
        ? [{ leadId, score: after.score, grade: after.grade, before: before.score }]
        : [],
    )
    .sort((a, b) => b.score - a.score || (a.leadId < b.leadId ? 1 : -1))
    .slice(0, leadsShown);
  const rows = await readLeadRows(
    sql,
    ctx,
    top.map(({ leadId }) => leadId),
  );
  return top.flatMap(({ leadId, ...score }) => {
    const row = rows.find(({ id }) => id === leadId);
    if (!row) return [];
    const { id, name, phone, source, city } = row;
    return [{ id, name, phone, source, city, ...score }];
  });
}
