import type { Tx } from "@leadlift/db/connect";
import { newId } from "@leadlift/db/id";
import type { Context } from "../context.ts";
import { promiseJob } from "../jobs/promise.ts";

/**
 * Promises, in the caller's transaction, that every open lead is scored with the champion; one that still waits in the
 * queue covers this one. Returns the scoring run, or null when there is no champion.
 */
export async function promiseScoring(tx: Tx, ctx: Pick<Context, "orgId">): Promise<string | null> {
  const { orgId } = ctx;
  const champion = await tx.model.findFirst({
    where: { orgId, role: "champion" },
    orderBy: { promotedAt: "desc" },
    select: { id: true },
  });
  if (!champion) return null;
  // Locked, so that it does not start before what the caller changed can be seen.
  const [waiting] = await tx.$queryRaw<{ id: string }[]>`
    select id from scoring_run
     where org_id = ${orgId}::uuid and model_id = ${champion.id}::uuid and status = 'queued' limit 1 for update`;
  if (waiting) return waiting.id;
  const scoringRunId = newId();
  await tx.scoringRun.create({
    data: { orgId, id: scoringRunId, modelId: champion.id, status: "queued" },
  });
  await promiseJob(tx, ctx, "organisation.score", { orgId, scoringRunId });
  return scoringRunId;
}
