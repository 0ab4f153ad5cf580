import type { Tx } from "@leadlift/db/connect";

/** How far the scoring of all open leads has come; `error` is one sentence. */
export interface ScoringRunView {
  id: string;
  status: "queued" | "running" | "done" | "failed";
  /** null: the organisation's own rules score */
  modelId: string | null;
  total: number;
  done: number;
  error: string | null;
  createdAt: Date;
  finishedAt: Date | null;
}

export async function latestScoringRun(tx: Tx, orgId: string): Promise<ScoringRunView | null> {
  const row = await tx.scoringRun.findFirst({
    where: { orgId },
    orderBy: { createdAt: "desc" },
    select: {
      id: true,
      status: true,
      modelId: true,
      total: true,
      done: true,
      error: true,
      createdAt: true,
      finishedAt: true,
    },
  });
  return row && { ...row, status: row.status as ScoringRunView["status"] };
}
