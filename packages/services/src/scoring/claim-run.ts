import type { Context } from "../context.ts";
import { type Hold, mustHaveEnded } from "../jobs/fenced-run.ts";

/** One delivery's hold on a scoring run. */
export interface ScoringClaim extends Hold {
  /** null: rules score */
  modelId: string | null;
  scorecardVersion: number | null;
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
        returning id as "runId", attempt, model_id as "modelId",
                  scorecard_version as "scorecardVersion", cursor`,
      [ctx.orgId, scoringRunId],
    );
    if (rows[0]) return rows[0];
    await mustHaveEnded(sql, ctx, "scoring_run", scoringRunId);
    return null;
  });
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
      [ctx.orgId, claim.runId, claim.attempt, end.status, end.error],
    ),
  );
}
