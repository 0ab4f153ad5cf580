import { setTimeout as pause } from "node:timers/promises";
import { type Context, systemContext } from "../context.ts";
import { demoTarget } from "../demo/accounts.ts";
import { ServiceError } from "../errors.ts";
import { getRun, type RunProgress } from "../model/get-run.ts";
import { requestTraining } from "../model/request-training.ts";
import { countSteps } from "../outcome/count-steps.ts";
import type { Platform } from "../platform.ts";
import type { Progress } from "./progress.ts";

const stages: Readonly<Record<string, string>> = {
  reading: "Reading the leads",
  fitting: "Reading the leads",
  training: "Training the model",
  checking: "Checking the model",
  saving: "Keeping the model",
};

/** Has the worker train the sample organisation's first model and score its leads, unless it has one; shows how far it is. */
export async function ensureFirstModel(
  platform: Platform,
  orgId: string,
  progress: Progress,
  signal: AbortSignal,
): Promise<void> {
  const ctx = await systemContext(platform, orgId, "start");
  const trainingRunId = await runToFollow(ctx);
  if (!trainingRunId) return;
  const training = progress.start("Training the model");
  const trained = await follow(ctx, trainingRunId, signal, ({ run }) => {
    training.update(stages[run.stage ?? ""] ?? "Training the model", run.progress);
    return run.status === "done" || run.status === "failed";
  });
  if (!trained) return;
  const { run } = trained;
  if (run.status === "failed" || run.modelId === null) {
    return training.failed(`No model yet: ${run.error ?? "the training failed; see the worker's log"}`);
  }
  training.done(`Model trained${run.rows ? ` on ${run.rows.toLocaleString("en-IN")} leads` : ""}`);
  const scoring = progress.start("Scoring the leads");
  const scored = await follow(ctx, trainingRunId, signal, ({ scoring: at }) => {
    if (at && at.total > 0) scoring.update("Scoring the leads", at.done / at.total);
    return at !== null && (at.status === "done" || at.status === "failed");
  });
  if (!scored?.scoring) return;
  if (scored.scoring.status === "failed")
    return scoring.failed("The leads could not be scored; see the worker's log");
  scoring.done(`${scored.scoring.done.toLocaleString("en-IN")} leads scored`);
}

/** A run under way from an earlier start, else a new one; null when there is a model. */
async function runToFollow(ctx: Context): Promise<string | null> {
  const found = await ctx.db.withOrg(ctx.orgId, async (tx) => ({
    models: await tx.model.count({ where: { orgId: ctx.orgId, role: "champion" } }),
    run: await tx.trainingRun.findFirst({
      where: { orgId: ctx.orgId, status: { in: ["queued", "running"] } },
      orderBy: { createdAt: "desc" },
      select: { id: true },
    }),
  }));
  if (found.run) return found.run.id;
  if (found.models > 0) return null;
  try {
    const wished = (await countSteps(ctx)).find(({ step, ready }) => step === demoTarget && ready);
    return (await requestTraining(ctx, wished ? { step: wished.step } : {})).trainingRunId;
  } catch (error) {
    if (error instanceof ServiceError && error.code === "TOO_EARLY") return null;
    throw error;
  }
}

/** Looks twice a second until `seen` is content; null when stopped before. */
async function follow(
  ctx: Context,
  trainingRunId: string,
  signal: AbortSignal,
  seen: (at: RunProgress) => boolean,
): Promise<RunProgress | null> {
  while (!signal.aborted) {
    const at = await getRun(ctx, { trainingRunId });
    if (seen(at)) return at;
    await pause(500, undefined, { signal }).catch(() => {});
  }
  return null;
}
