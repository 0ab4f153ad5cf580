import type { Tx } from "@leadlift/db/connect";
import type { Context } from "../context.ts";
import { notFound } from "../errors.ts";
import type { TrainingStage } from "../model/training-run.ts";

/** One delivery's hold on a training run; `attempt` is the fencing token that every later write must match. */
export interface TrainingClaim {
  trainingRunId: string;
  attempt: number;
  targetStep: string;
  horizonDays: number;
  seed: number;
  requestedBy: string | null;
  /** by column: use | leave, as they stood when the run was asked for */
  columnChoices: Readonly<Record<string, string>>;
}

/** Null when the run has already finished. A delivery that comes later takes the run from an earlier one. */
export async function claimTraining(ctx: Context, trainingRunId: string): Promise<TrainingClaim | null> {
  return ctx.db.withOrg(ctx.orgId, async (tx) => {
    const [claim] = await tx.$queryRaw<TrainingClaim[]>`
      update training_run
         set status = 'running', stage = 'reading', progress = 0, attempt = attempt + 1,
             started_at = coalesce(started_at, now())
       where org_id = ${ctx.orgId}::uuid and id = ${trainingRunId}::uuid and status in ('queued', 'running')
      returning id as "trainingRunId", attempt, target_step as "targetStep", horizon_days as "horizonDays",
                seed, requested_by as "requestedBy", column_choices as "columnChoices"`;
    if (claim) return claim;
    const known = await tx.trainingRun.count({ where: { orgId: ctx.orgId, id: trainingRunId } });
    if (known === 0) throw notFound("This training run");
    return null;
  });
}

export interface TrainingProgress {
  stage: TrainingStage;
  /** of the whole run, 0 to 1 */
  progress: number;
  rows?: number;
  positives?: number;
}

/** False when another delivery holds the run, or it has finished. */
export async function writeProgress(
  ctx: Context,
  claim: TrainingClaim,
  progress: TrainingProgress,
): Promise<boolean> {
  const { count } = await ctx.db.withOrg(ctx.orgId, (tx) =>
    tx.trainingRun.updateMany({ where: held(ctx, claim), data: progress }),
  );
  return count > 0;
}

/** Locks the run until the transaction ends; false when this delivery no longer holds it. */
export async function stillHeld(tx: Tx, ctx: Context, claim: TrainingClaim): Promise<boolean> {
  const rows = await tx.$queryRaw<unknown[]>`
    select 1 from training_run
     where org_id = ${ctx.orgId}::uuid and id = ${claim.trainingRunId}::uuid
       and attempt = ${claim.attempt} and status = 'running'
       for update`;
  return rows.length > 0;
}

function held(ctx: Context, claim: TrainingClaim) {
  return { orgId: ctx.orgId, id: claim.trainingRunId, attempt: claim.attempt, status: "running" };
}
