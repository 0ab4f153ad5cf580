import type { Tx } from "@leadlift/db/connect";
import { newId } from "@leadlift/db/id";
import type { Context } from "../context.ts";
import { promiseJob } from "../jobs/promise.ts";

/**
 * Promises, in the caller's transaction, that every open lead is scored: with the champion or, where there is none, by
 * the scorecard; a run that still waits in the queue covers this one. Returns the scoring run, or null when there is
 * neither.
 */
export async function promiseScoring(tx: Tx, ctx: Pick<Context, "orgId">): Promise<string | null> {
  const { orgId } = ctx;
  const scorer = await currentScorer(tx, orgId);
  if (!scorer) return null;
  const { modelId, scorecardVersion } = scorer;
  // Locked, so that it does not start before what the caller changed can be seen.
  const [waiting] = await tx.$queryRaw<{ id: string }[]>`
    select id from scoring_run
     where org_id = ${orgId}::uuid and status = 'queued' and model_id is not distinct from ${modelId}::uuid
       and scorecard_version is not distinct from ${scorecardVersion}::int limit 1 for update`;
  if (waiting) return waiting.id;
  const scoringRunId = newId();
  await tx.scoringRun.create({
    data: { orgId, id: scoringRunId, modelId, scorecardVersion, status: "queued" },
  });
  await promiseJob(tx, ctx, "organisation.score", { orgId, scoringRunId });
  return scoringRunId;
}

/** What scores leads now. A model, once there is one, goes before the rules. */
async function currentScorer(
  tx: Tx,
  orgId: string,
): Promise<{ modelId: string | null; scorecardVersion: number | null } | null> {
  const champion = await tx.model.findFirst({
    where: { orgId, role: "champion" },
    orderBy: { promotedAt: "desc" },
    select: { id: true },
  });
  if (champion) return { modelId: champion.id, scorecardVersion: null };
  const rules = await tx.scorecard.findFirst({
    where: { orgId },
    orderBy: { version: "desc" },
    select: { version: true },
  });
  return rules && { modelId: null, scorecardVersion: rules.version };
}
