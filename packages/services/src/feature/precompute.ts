import { setImmediate as breathe } from "node:timers/promises";
import { z } from "zod";
import type { Context } from "../context.ts";
import { advanceRun } from "../jobs/fenced-run.ts";
import { claimFeatureRun, finishFeatureRun, leadsToDo } from "./claim-run.ts";
import { readVectors } from "./read-vectors.ts";
import { storeVectors } from "./stored-vectors.ts";

export const precomputeOrganisationInput = z.object({ featureRunId: z.uuid() });

const batchSize = 500;

/**
 * Computes the vectors of all open leads, or of those whose vector no longer stands, a transaction a batch. A later
 * delivery goes on where the last committed batch ended. Rejects when `signal` is aborted.
 */
export async function precomputeOrganisation(
  ctx: Context,
  input: z.infer<typeof precomputeOrganisationInput>,
  { signal }: { signal: AbortSignal },
): Promise<void> {
  const claim = await claimFeatureRun(ctx, input.featureRunId);
  if (!claim) return;
  let { cursor } = claim;
  for (;;) {
    signal.throwIfAborted();
    const leads = await leadsToDo(ctx, claim, cursor, batchSize);
    const last = leads.at(-1);
    if (!last) break;
    const held = await ctx.db.withOrgSql(ctx.orgId, async (sql) => {
      if (!(await advanceRun(sql, ctx, "feature_run", claim, { cursor: last.id, leads: leads.length })))
        return false;
      await storeVectors(sql, ctx, await readVectors(sql, ctx, leads));
      return true;
    });
    if (!held) return;
    cursor = last.id;
    await breathe();
  }
  await finishFeatureRun(ctx, claim);
}
