import type { OrgSql } from "@leadlift/db/connect";
import type { Context } from "../context.ts";
import { notFound } from "../errors.ts";

/** A run over leads in id order, which a later delivery of its job takes from an earlier one. */
export type FencedRun = "feature_run" | "scoring_run";

/** One delivery's hold on a run; `attempt` is the fencing token that every later write must match. */
export interface Hold {
  runId: string;
  attempt: number;
}

/** For a run that nobody can hold: throws NOT_FOUND when there is none, otherwise it has ended. */
export async function mustHaveEnded(sql: OrgSql, ctx: Context, run: FencedRun, runId: string): Promise<void> {
  const { rows } = await sql.query(`select 1 from ${run} where org_id = $1 and id = $2`, [ctx.orgId, runId]);
  if (rows.length === 0) throw notFound("This run");
}

/** Moves the cursor in the transaction of a batch; false when another delivery holds the run. */
export async function advanceRun(
  sql: OrgSql,
  ctx: Context,
  run: FencedRun,
  { runId, attempt }: Hold,
  batch: { cursor: string; leads: number },
): Promise<boolean> {
  const { rows } = await sql.query(
    `update ${run} set cursor = $4, done = done + $5
      where org_id = $1 and id = $2 and attempt = $3 and status = 'running'
      returning id`,
    [ctx.orgId, runId, attempt, batch.cursor, batch.leads],
    `advance ${run}`,
  );
  return rows.length > 0;
}
