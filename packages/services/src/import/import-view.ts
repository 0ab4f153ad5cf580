export const importStatuses = ["uploaded", "queued", "running", "done", "failed"] as const;
export type ImportStatus = (typeof importStatuses)[number];

export interface ImportView {
  id: string;
  status: ImportStatus;
  filename: string;
  sizeBytes: number;
  bytesRead: number;
  /** 0 to 1 */
  progress: number;
  rowsRead: number;
  rowsCreated: number;
  rowsUpdated: number;
  rowsUnchanged: number;
  rowsRejected: number;
  /** cells whose value did not fit their column and were kept as missing */
  warnings: ImportWarning[];
  /** one sentence */
  error: string | null;
  createdBy: { id: string; name: string } | null;
  createdAt: Date;
  startedAt: Date | null;
  finishedAt: Date | null;
}

export interface ImportWarning {
  header: string;
  code: string;
  count: number;
  text: string;
}

/** An earlier import of a file with the same bytes. */
export interface SameFile {
  importId: string;
  filename: string;
  at: Date;
}
