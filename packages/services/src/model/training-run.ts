import type { Tx } from "@leadlift/db/connect";

export type TrainingStatus = "queued" | "running" | "done" | "failed";
export type TrainingStage = "reading" | "fitting" | "training" | "checking" | "saving";

/** A training run as the model page shows it; `progress` is 0 to 1, `error` one sentence. */
export interface TrainingRunView {
  id: string;
  status: TrainingStatus;
  stage: TrainingStage | null;
  progress: number;
  targetStep: string;
  horizonDays: number;
  rows: number | null;
  positives: number | null;
  modelId: string | null;
  error: string | null;
  createdAt: Date;
  startedAt: Date | null;
  finishedAt: Date | null;
}

export const trainingRunColumns = {
  id: true,
  status: true,
  stage: true,
  progress: true,
  targetStep: true,
  horizonDays: true,
  rows: true,
  positives: true,
  modelId: true,
  error: true,
  createdAt: true,
  startedAt: true,
  finishedAt: true,
} as const;

type TrainingRunRow = Omit<TrainingRunView, "status" | "stage"> & { status: string; stage: string | null };

export function trainingRunView(row: TrainingRunRow): TrainingRunView {
  return { ...row, status: row.status as TrainingStatus, stage: row.stage as TrainingStage | null };
}

/** The run that is queued or at work, if there is one; an organisation has at most one. */
export async function trainingUnderWay(tx: Tx, orgId: string): Promise<TrainingRunView | null> {
  const row = await tx.trainingRun.findFirst({
    where: { orgId, status: { in: ["queued", "running"] } },
    orderBy: { createdAt: "desc" },
    select: trainingRunColumns,
  });
  return row && trainingRunView(row);
}
