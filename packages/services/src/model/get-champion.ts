import { type Report, reportSchema } from "@leadlift/scoring/report";
import { labelOf as columnLabel, noteText } from "@leadlift/scoring/words";
import type { Context } from "../context.ts";
import { countSteps, type StepCount } from "../outcome/count-steps.ts";
import { requirePermission } from "../permissions.ts";
import { type Columns, columnsOf } from "./doubted-columns.ts";
import { latestScoringRun, type ScoringRunView } from "./scoring-run.ts";
import { type TrainingRunView, trainingRunColumns, trainingRunView } from "./training-run.ts";

const runsShown = 20;

export interface Champion {
  id: string;
  version: number;
  targetStep: string;
  horizonDays: number;
  createdAt: Date;
  promotedAt: Date | null;
  report: Report;
}

/** Everything the model page needs in one read. */
export interface ModelPage {
  /** null until the first training has chosen it */
  target: { step: string; label: string; horizonDays: number } | null;
  /** the step a first training would take, or a further one that has become possible; never taken by itself */
  proposed: { step: string; label: string } | null;
  champion: Champion | null;
  /** the probability that stands at 50 points, and the labelled leads it was counted on */
  base: { probability: number; n: number; setAt: Date } | null;
  steps: StepCount[];
  /** what the leak guard doubts, and what people chose about columns */
  columns: Columns;
  /** queued or at work */
  current: TrainingRunView | null;
  scoring: ScoringRunView | null;
  /** newest first, the current one included */
  runs: TrainingRunView[];
}

export async function getChampion(ctx: Context): Promise<ModelPage> {
  requirePermission(ctx, "model.read");
  const steps = await countSteps(ctx);
  const { targetStep, horizonDays } = ctx.organisation;
  const page = await ctx.db.withOrg(ctx.orgId, async (tx) => {
    const champion = await tx.model.findFirst({
      where: { orgId: ctx.orgId, role: "champion" },
      orderBy: { promotedAt: "desc" },
      select: {
        id: true,
        version: true,
        targetStep: true,
        horizonDays: true,
        createdAt: true,
        promotedAt: true,
        report: true,
      },
    });
    const base =
      champion &&
      (await tx.scoreBase.findUnique({
        where: {
          orgId_targetStep_horizonDays: {
            orgId: ctx.orgId,
            targetStep: champion.targetStep,
            horizonDays: champion.horizonDays,
          },
        },
        select: { probability: true, n: true, setAt: true },
      }));
    const runs = await tx.trainingRun.findMany({
      where: { orgId: ctx.orgId },
      orderBy: { createdAt: "desc" },
      take: runsShown,
      select: trainingRunColumns,
    });
    return {
      champion,
      base,
      columns: await columnsOf(tx, ctx.orgId, ctx.language),
      runs: runs.map(trainingRunView),
      scoring: await latestScoringRun(tx, ctx.orgId),
    };
  });
  return {
    target: targetStep === null ? null : { step: targetStep, label: labelOf(steps, targetStep), horizonDays },
    proposed: proposedStep(steps, targetStep),
    champion: page.champion && { ...page.champion, report: wordedReport(page.champion.report, ctx.language) },
    base: page.base,
    steps,
    columns: page.columns,
    current: page.runs.find((run) => run.status === "queued" || run.status === "running") ?? null,
    scoring: page.scoring,
    runs: page.runs,
  };
}

/** The furthest step with enough leads on both sides, when it lies beyond the chosen one. */
export function proposedStep(
  steps: readonly StepCount[],
  chosen: string | null,
): { step: string; label: string } | null {
  const furthest = steps.findLastIndex((step) => step.ready);
  const from = steps.findIndex((step) => step.step === chosen);
  const found = steps[furthest];
  return found && furthest > from ? { step: found.step, label: found.label } : null;
}

/** The stored report with its columns named as people read them. */
function wordedReport(stored: unknown, language: Context["language"]): Report {
  const report = reportSchema.parse(stored);
  return {
    ...report,
    columns: report.columns.map((column) => ({
      ...column,
      name: columnLabel(column.name, language),
      note: column.note && noteText(column.note, language),
    })),
    topFeatures: report.topFeatures.map((top) => ({
      ...top,
      label: language === "en" ? top.label : columnLabel(top.feature, language),
    })),
  };
}

function labelOf(steps: readonly StepCount[], key: string): string {
  return steps.find((step) => step.step === key)?.label ?? key;
}
