import {
  type Artefact,
  type TrainingOptions,
  TrainingRefused,
  trainModelInThread,
} from "@leadlift/scoring/train";
import { z } from "zod";
import type { Context } from "../context.ts";
import { oracleOf } from "../demo/oracle.ts";
import { testsOnLatest } from "./choose-split.ts";
import { claimTraining, type TrainingClaim } from "./claim-run.ts";
import { keepModel, refuseModel } from "./keep-model.ts";
import { type LabelledTable, readLabelledTable } from "./labelled-table.ts";
import { type ProgressReporter, reportProgress } from "./report-progress.ts";

export const trainOrganisationModelInput = z.object({ trainingRunId: z.uuid() });

/** Where the trainer's own progress begins and ends in that of the whole run. */
const learning = { from: 0.1, to: 0.97 };

/**
 * Trains the model that a training run asks for and makes it champion, once, however often the job is delivered.
 * Data that cannot be learnt from ends the run with a sentence; rejects when `signal` is aborted or something broke.
 */
export async function trainOrganisationModel(
  ctx: Context,
  input: z.infer<typeof trainOrganisationModelInput>,
  options: { signal: AbortSignal },
): Promise<void> {
  const claim = await claimTraining(ctx, input.trainingRunId);
  if (!claim) return;
  const lost = new AbortController();
  const signal = AbortSignal.any([options.signal, lost.signal]);
  const reporter = reportProgress(ctx, claim, () => lost.abort());
  try {
    const table = await readLabelledTable(ctx, claim, signal);
    reporter.report({
      stage: "fitting",
      progress: learning.from,
      rows: table.labels.length,
      positives: table.positives,
    });
    const artefact = await learn(claim, table, reporter, signal);
    reporter.report({ stage: "saving", progress: learning.to });
    await reporter.finish();
    await conclude(ctx, claim, await withOracle(ctx, claim, table, artefact), signal);
  } catch (error) {
    await reporter.finish();
    if (error instanceof TrainingRefused) await refuseModel(ctx, claim, { sentence: error.sentence });
    else if (!lost.signal.aborted) throw error;
  }
  if (lost.signal.aborted) ctx.log.info("Another delivery has taken this training run", claim);
}

function learn(
  claim: TrainingClaim,
  table: LabelledTable,
  reporter: ProgressReporter,
  signal: AbortSignal,
): Promise<Artefact> {
  return trainModelInThread(table, {
    target: { name: claim.targetStep, horizonDays: claim.horizonDays },
    ...(table.dated && testsOnLatest(table.times, table.labels) ? { time: { values: table.times } } : {}),
    ...chosenColumns(claim, table),
    about: { landmarks: table.landmarks, seenAt: table.times },
    seed: claim.seed,
    signal,
    onProgress({ stage, fraction }) {
      const { from, to } = learning;
      reporter.report({ stage, progress: from + fraction * (to - from) });
    },
  });
}

function chosenColumns(
  { columnChoices }: TrainingClaim,
  { names }: LabelledTable,
): Pick<TrainingOptions, "keep" | "exclude"> {
  const chosen = (choice: string) => names.filter((name) => columnChoices[name] === choice);
  return { keep: chosen("use"), exclude: chosen("leave") };
}

/** The sample's report also says how well its simulator ranks the leads that the model was tested on. */
async function withOracle(
  ctx: Context,
  { targetStep }: TrainingClaim,
  { ids = [], labels }: LabelledTable,
  artefact: Artefact,
): Promise<Artefact> {
  const { lift } = artefact.report;
  if (!lift) return artefact;
  const reference = await oracleOf(ctx, targetStep, {
    leadIds: Array.from(artefact.testRows, (row) => ids[row] ?? ""),
    labels: Uint8Array.from(artefact.testRows, (row) => labels[row] ?? 0),
  });
  return { ...artefact, report: { ...artefact.report, lift: { ...lift, reference } } };
}

async function conclude(
  ctx: Context,
  claim: TrainingClaim,
  artefact: Artefact,
  signal: AbortSignal,
): Promise<void> {
  signal.throwIfAborted();
  const { published, whyNot, report } = artefact;
  if (published) await keepModel(ctx, claim, artefact);
  else {
    const sentence = whyNot ?? "The model was no better than chance, so it was not published.";
    await refuseModel(ctx, claim, { sentence, rows: report.rows, positives: report.positives });
  }
}
