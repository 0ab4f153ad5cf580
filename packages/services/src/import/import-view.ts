import type { Language } from "@leadlift/scoring/words";
import { foundSchema } from "./claim.ts";
import type { ImportKind } from "./content.ts";
import { headersSchema } from "./mapping.ts";
import { undoableUntil } from "./undo/undoable.ts";
import { wordWarning } from "./words.ts";

export const importStatuses = ["uploaded", "queued", "running", "done", "failed"] as const;
export type ImportStatus = (typeof importStatuses)[number];

export interface ImportView {
  id: string;
  kind: ImportKind;
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
  /** that it was taken back, or is being; null: nobody asked for it */
  undo: ImportUndo | null;
  /** null: it cannot be undone, or not any more */
  undoableUntil: Date | null;
  createdBy: { id: string; name: string } | null;
  createdAt: Date;
  startedAt: Date | null;
  finishedAt: Date | null;
}

export interface ImportUndo {
  status: "queued" | "running" | "done" | "failed";
  total: number;
  done: number;
  removed: number;
  /** that have what they had before */
  restored: number;
  /** that somebody has worked on since */
  kept: number;
  /** one sentence */
  error: string | null;
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

export interface StoredImport {
  id: string;
  kind: ImportKind;
  status: ImportStatus;
  filename: string;
  sizeBytes: number;
  bytesRead: number;
  rowsRead: number;
  rowsCreated: number;
  rowsUpdated: number;
  rowsUnchanged: number;
  rowsRejected: number;
  dialect: unknown;
  mapping: unknown;
  error: string | null;
  undo: (Omit<ImportUndo, "finishedAt"> & { finishedAt: string | null }) | null;
  createdBy: string | null;
  createdByName: string | null;
  createdAt: Date;
  startedAt: Date | null;
  finishedAt: Date | null;
}

export const importColumnsSql = `
  i.id, i.kind, i.status, i.filename, i.size_bytes::float8 as "sizeBytes", i.bytes_read::float8 as "bytesRead",
  i.rows_read as "rowsRead", i.rows_created as "rowsCreated", i.rows_updated as "rowsUpdated",
  i.rows_unchanged as "rowsUnchanged", i.rows_rejected as "rowsRejected", i.dialect, i.mapping, i.error,
  (select jsonb_build_object('status', u.status, 'total', u.total, 'done', u.done, 'removed', u.removed,
                             'restored', u.restored, 'kept', u.kept, 'error', u.error, 'finishedAt', u.finished_at)
     from import_undo u where u.org_id = i.org_id and u.id = i.id) as undo,
  i.created_by as "createdBy", m.name as "createdByName", i.created_at as "createdAt", i.started_at as "startedAt",
  i.finished_at as "finishedAt"`;

export const importsFromSql = `
  from import i left join org_member m on m.org_id = i.org_id and m.user_id = i.created_by`;

export function toImportView(row: StoredImport, language: Language): ImportView {
  const { dialect, mapping, createdBy, createdByName, undo, ...plain } = row;
  const { warnings } = foundSchema.parse(dialect);
  const headers = headersSchema.parse(mapping);
  const done = row.status === "done";
  return {
    ...plain,
    bytesRead: done ? row.sizeBytes : row.bytesRead,
    progress: done ? 1 : Math.min(1, row.bytesRead / Math.max(1, row.sizeBytes)),
    warnings: Object.entries(warnings).map(([key, count]) => {
      const [column = "", code = ""] = key.split(" ");
      const header = headers[Number(column)] ?? "";
      return { header, code, count, text: wordWarning({ header, code, count }, language) };
    }),
    undo: undo && { ...undo, finishedAt: undo.finishedAt === null ? null : new Date(undo.finishedAt) },
    undoableUntil: undoableUntil({ ...plain, undo }),
    createdBy: createdBy === null ? null : { id: createdBy, name: createdByName ?? "" },
  };
}
