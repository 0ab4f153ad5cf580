import { ModelRejected } from "@leadlift/scoring/model";
import { z } from "zod";
import type { Context } from "../context.ts";
import { freshVectors } from "../feature/fresh-vectors.ts";
import { advanceRun } from "../jobs/fenced-run.ts";
import { announceSoon } from "../live/announce.ts";
import { readScorecard } from "../scorecard/current.ts";
import { claimScoring, finishScoring, type ScoringClaim } from "./claim-run.ts";
import { type ModelCache, processModels } from "./open-champion.ts";
import { openLeadsAfter } from "./read-leads.ts";
import { byModel, byScorecard, type Scorer } from "./scorer.ts";
import { storeScores } from "./store-scores.ts";

export const scoreOrganisationInput = z.object({ scoringRunId: z.uuid() });

const batchSize = 500;

/** How a pass over the leads ended. */
type Pass = "complete" | "overtaken" | "lost";

/**
 * Scores every open lead with the run's model or rules, a transaction a batch. A later delivery goes on where the last
 * committed batch ended. Rejects when `signal` is aborted.
 */
export async function scoreOrganisation(
  ctx: Context,
  input: z.infer<typeof scoreOrganisationInput>,
  options: { signal: AbortSignal; models?: ModelCache },
): Promise<void> {
  const claim = await claimScoring(ctx, input.scoringRunId);
  if (!claim) return;
  const models = options.models ?? processModels;
  try {
    const pass = await withScorer(ctx, claim, models, (scorer) =>
      scoreAll(ctx, claim, scorer, options.signal),
    );
    if (pass === "complete") {
      await finishScoring(ctx, claim, { status: "done", error: null });
      announceSoon(ctx, { kind: "score", leadIds: "many" });
    }
    if (pass === "overtaken") {
      const error = "A newer model, or newer rules, took over before all leads were scored with these.";
      await finishScoring(ctx, claim, { status: "failed", error });
    }
  } catch (error) {
    if (!(error instanceof ModelRejected)) throw error;
    ctx.log.error("A model file was refused", { modelId: claim.modelId ?? undefined, code: error.code });
    await finishScoring(ctx, claim, { status: "failed", error: error.sentence });
  }
}

/** With exactly the model or the version of the rules that the run is for. */
async function withScorer<T>(
  ctx: Context,
  { modelId, scorecardVersion }: ScoringClaim,
  models: ModelCache,
  work: (scorer: Scorer) => Promise<T>,
): Promise<T> {
  if (modelId !== null) return models.withModel(ctx, modelId, (champion) => work(byModel(ctx, champion)));
  const rules = await ctx.db.withOrgSql(ctx.orgId, (sql) => readScorecard(sql, ctx, scorecardVersion));
  if (!rules) throw new Error(`The scorecard has no version ${scorecardVersion}.`);
  return work(byScorecard(ctx, rules));
}

async function scoreAll(
  ctx: Context,
  claim: ScoringClaim,
  scorer: Scorer,
  signal: AbortSignal,
): Promise<Pass> {
  let cursor = claim.cursor;
  for (;;) {
    signal.throwIfAborted();
    const leads = await openLeadsAfter(ctx, cursor, batchSize);
    const last = leads.at(-1);
    if (!last) return "complete";
    const vectors = await ctx.db.withOrgSql(ctx.orgId, (sql) => freshVectors(sql, ctx, leads));
    const scores = await scorer.score(vectors, signal);
    const pass = await ctx.db.withOrgSql(ctx.orgId, async (sql): Promise<Pass | null> => {
      if (!(await advanceRun(sql, ctx, "scoring_run", claim, { cursor: last.id, leads: leads.length })))
        return "lost";
      if (!(await scorer.stands(sql))) return "overtaken";
      await storeScores(sql, ctx, { ...scorer.origin, cause: "batch" }, scores);
      return null;
    });
    if (pass) return pass;
    cursor = last.id;
  }
}
