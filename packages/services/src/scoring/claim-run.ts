import type { OrgSql } from "@leadlift/db/connect";
import type { Context } from "../context.ts";
import { notFound } from "../errors.ts";

/** One delivery's hold on a scoring run; `attempt` is the fencing token that every later write must match. */
export interface ScoringClaim {
  scoringRunId: string;
  attempt: number;
  modelId: string;
  /** the last lead that an earlier delivery has done */
  cursor: string | null;
}

/** Null when the run has already finished. A delivery that comes later takes the run from an earlier one. */
export async function claimScoring(ctx: Context, scoringRunId: string): Promise<ScoringClaim | null> {
  return ctx.db.withOrgSql(ctx.orgId, async (sql) => {
    const { rows } = await sql.query<ScoringClaim>(
      `update scoring_run r
          set status = 'running', attempt = attempt + 1, started_at = coalesce(started_at, now()),
              total = done + (select count(*) from lead l
                               where l.org_id = r.org_id and l.status = 'open' and l.merged_into is null
                                 and (r.cursor is null or l.id > r.cursor))
        where org_id = $1 and id = $2 and status in ('queued', 'running')
        returning id as "scoringRunId", attempt, model_id as "modelId", cursor`,
      [ctx.orgId, scoringRunId],
    );
    if (rows[0]) return rows[0];
    const known = await sql.query("select 1 from scoring_run where org_id = $1 and id = $2", [
      ctx.orgId,
      scoringRunId,
    ]);
    if (known.rows.length === 0) throw notFound("This scoring run");
    return null;
  });
}

/** Moves the cursor in the transaction of a batch's scores; false when another delivery holds the run. */
export async function advance(
  sql: OrgSql,
  ctx: Context,
  claim: ScoringClaim,
  batch: { cursor: string; leads: number },
): Promise<boolean> {
  const { rows } = await sql.query(
    `update scoring_run set cursor = $4, done = done + $5
      where org_id = $1 and id = $2 and attempt = $3 and status = 'running'
      returning id`,
    [ctx.orgId, claim.scoringRunId, claim.attempt, batch.cursor, batch.leads],
    "advance scoring run",
  );
  return rows.length > 0;
}

export async function finishScoring(
  ctx: Context,
  claim: ScoringClaim,
  end: { status: "done" | "failed"; error: string | null },
): Promise<void> {
  await ctx.db.withOrgSql(ctx.orgId, (sql) =>
    sql.query(
      `update scoring_run
          set status = $4, error = $5, finished_at = now(), total = case when $4 = 'done' then done else total end
        where org_id = $1 and id = $2 and attempt = $3 and status = 'running'`,
      [ctx.orgId, claim.scoringRunId, claim.attempt, end.status, end.error],
    ),
  );
}
