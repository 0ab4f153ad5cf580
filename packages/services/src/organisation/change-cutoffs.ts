import type { Tx } from "@leadlift/db/connect";
import { z } from "zod";
import { audit } from "../audit.ts";
import type { Context } from "../context.ts";
import { announce } from "../live/announce.ts";
import { championLock } from "../model/champion-lock.ts";
import { promiseScoring } from "../model/promise-scoring.ts";
import { requirePermission } from "../permissions.ts";

const score = z.int().min(2).max(99);
export const cutoffsInput = z
  .object({ A: score, B: score, C: score })
  .refine(({ A, B, C }) => A > B && B > C, "A must begin above B, and B above C.");

export type Cutoffs = z.output<typeof cutoffsInput>;
const grades = ["A", "B", "C", "D"] as const;

export interface CutoffsPreview {
  /** scored open leads by grade, now and afterwards */
  grades: { grade: (typeof grades)[number]; now: number; after: number }[];
  /** how many would have another grade */
  moving: number;
}

/** What other cut-offs would do to open leads; nothing is changed. */
export async function previewCutoffs(
  ctx: Context,
  input: z.input<typeof cutoffsInput>,
): Promise<CutoffsPreview> {
  requirePermission(ctx, "organisation.manage");
  const { A, B, C } = cutoffsInput.parse(input);
  const { rows } = await ctx.db.withOrgSql(ctx.orgId, (sql) =>
    sql.query<{ now: string; after: string; n: number }>(
      `select grade as now, ${gradeSql} as after, count(*)::int as n from lead l
        where org_id = $1 and status = 'open' and merged_into is null and score is not null group by 1, 2`,
      [ctx.orgId, A, B, C],
    ),
  );
  const sum = (which: (row: { now: string; after: string }) => boolean) =>
    rows.reduce((total, row) => total + (which(row) ? row.n : 0), 0);
  return {
    grades: grades.map((grade) => ({
      grade,
      now: sum(({ now }) => now === grade),
      after: sum(({ after }) => after === grade),
    })),
    moving: sum(({ now, after }) => now !== after),
  };
}

/** Sets the least score of each grade; leads have their new grade at once, scores stay. Returns what was before. */
export async function changeCutoffs(
  ctx: Context,
  input: z.input<typeof cutoffsInput>,
): Promise<{ before: Cutoffs; moved: number }> {
  requirePermission(ctx, "organisation.manage");
  const { A, B, C } = cutoffsInput.parse(input);
  const before = ctx.organisation.cutoffs;
  const moved = await ctx.db.withOrg(ctx.orgId, async (tx) => {
    // No score is written meanwhile; those under way with the old cut-offs are made good by the scoring below.
    await tx.$executeRaw`select pg_advisory_xact_lock(hashtextextended(${championLock(ctx.orgId)}, 0))`;
    await tx.organisation.update({ where: { id: ctx.orgId }, data: { gradeCutoffs: { A, B, C } } });
    const leads = await regrade(tx, ctx, { A, B, C });
    await promiseScoring(tx, ctx);
    await audit(tx, ctx, {
      action: "organisation.change-cutoffs",
      subjectType: "organisation",
      subjectId: ctx.orgId,
      detail: { value: text({ A, B, C }), before: text(before), leads },
    });
    return leads;
  });
  await ctx.db.withOrgSql(ctx.orgId, (sql) => announce(sql, ctx, { kind: "score", leadIds: "many" }));
  return { before, moved };
}

const gradeSql =
  "case when l.score >= $2 then 'A' when l.score >= $3 then 'B' when l.score >= $4 then 'C' else 'D' end";

/** Returns how many leads have another grade now. */
function regrade(tx: Tx, ctx: Context, { A, B, C }: Cutoffs): Promise<number> {
  return tx.$executeRaw`
    update lead l set grade = g.grade
      from (select id, case when score >= ${A}::int then 'A' when score >= ${B}::int then 'B'
                            when score >= ${C}::int then 'C' else 'D' end as grade
              from lead where org_id = ${ctx.orgId}::uuid and status = 'open' and score is not null) g
     where l.org_id = ${ctx.orgId}::uuid and l.id = g.id and l.grade is distinct from g.grade`;
}

function text({ A, B, C }: Cutoffs): string {
  return `A ${A}, B ${B}, C ${C}`;
}
