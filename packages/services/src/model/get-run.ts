import { z } from "zod";
import type { Context } from "../context.ts";
import { notFound } from "../errors.ts";
import { requirePermission } from "../permissions.ts";
import { latestScoringRun, type ScoringRunView } from "./scoring-run.ts";
import { type TrainingRunView, trainingRunColumns, trainingRunView } from "./training-run.ts";

export const getRunInput = z.object({ trainingRunId: z.uuid() });

export interface RunProgress {
  run: TrainingRunView;
  /** the scoring of all open leads with this run's model, once there is one */
  scoring: ScoringRunView | null;
}

export async function getRun(ctx: Context, input: z.infer<typeof getRunInput>): Promise<RunProgress> {
  requirePermission(ctx, "model.read");
  return ctx.db.withOrg(ctx.orgId, async (tx) => {
    const row = await tx.trainingRun.findUnique({
      where: { orgId_id: { orgId: ctx.orgId, id: input.trainingRunId } },
      select: trainingRunColumns,
    });
    if (!row) throw notFound("This training run");
    const scoring = row.modelId === null ? null : await latestScoringRun(tx, ctx.orgId);
    return { run: trainingRunView(row), scoring: scoring?.modelId === row.modelId ? scoring : null };
  });
}
