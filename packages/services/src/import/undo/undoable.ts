/** An import can be undone for so long after it ended; what is needed for it is forgotten then. */
export const undoableDays = 30;

interface Ended {
  status: string;
  finishedAt: Date | null;
  undo: { status: string } | null;
}

/** Until when an import can be undone; null where it is not over, or is undone already. */
export function undoableUntil({ status, finishedAt, undo }: Ended): Date | null {
  if ((status !== "done" && status !== "failed") || !finishedAt) return null;
  if (undo && undo.status !== "failed") return null;
  return new Date(finishedAt.getTime() + undoableDays * 86_400_000);
}
