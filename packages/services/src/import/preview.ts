import { z } from "zod";
import type { Context } from "../context.ts";
import { ServiceError } from "../errors.ts";
import { requirePermission } from "../permissions.ts";
import type { SameFile } from "./import-view.ts";
import type { Mapping } from "./mapping.ts";

export const previewImportInput = z.object({ importId: z.uuid() });

export interface PreviewColumn {
  column: number;
  header: string;
  /** numeric | categorical | boolean | date | text | id | empty */
  kind: string;
  missing: number;
  distinct: number;
  examples: string[];
}

export interface ImportPreview {
  importId: string;
  filename: string;
  sizeBytes: number;
  dialect: { encoding: string; delimiter: string };
  columns: PreviewColumn[];
  /** the first rows, with their line in the file */
  rows: { line: number; values: string[] }[];
  /** rows the columns were judged by */
  sampledRows: number;
  /** how sure the proposal is of each column: 0 to 1, by place */
  confidence: number[];
  proposal: Mapping;
  /** values found in the proposed stage and outcome columns, most frequent first */
  stageValues: { value: string; count: number }[];
  outcomeValues: { value: string; count: number }[];
  ladder: { key: string; label: string }[];
  sameFile: SameFile | null;
  warnings: string[];
}

/** Reads the head of an uploaded file and proposes what its columns mean. Throws NOT_FOUND, BAD_INPUT with one sentence. */
export async function previewImport(
  ctx: Context,
  input: z.input<typeof previewImportInput>,
): Promise<ImportPreview> {
  requirePermission(ctx, "import.run");
  previewImportInput.parse(input);
  throw new ServiceError("UNAVAILABLE", "Import is being built.");
}
