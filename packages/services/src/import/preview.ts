import type { OrgSql } from "@leadlift/db/connect";
import { z } from "zod";
import { listAttributes } from "../attribute/define.ts";
import type { Context } from "../context.ts";
import { notFound } from "../errors.ts";
import { requirePermission } from "../permissions.ts";
import { foundSchema } from "./claim.ts";
import type { SameFile } from "./import-view.ts";
import type { CanonicalField, Mapping } from "./mapping.ts";
import { countValues, type MappingProposal, proposeMapping } from "./propose-mapping.ts";
import { type FileHead, readHead } from "./read-head.ts";
import { findSameFile } from "./same-file.ts";

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

const rowsShown = 20;
const cellShown = 200;
const valuesShown = 200;

/** Reads the head of an uploaded file and proposes what its columns mean. Throws NOT_FOUND, BAD_INPUT with one sentence. */
export async function previewImport(
  ctx: Context,
  input: z.input<typeof previewImportInput>,
): Promise<ImportPreview> {
  requirePermission(ctx, "import.run");
  const { importId } = previewImportInput.parse(input);
  const upload = await ctx.db.withOrgSql(ctx.orgId, (sql) => readUpload(sql, ctx, importId));
  const head = await readHead(ctx, upload);
  const { mapping, confidence, profiles } = await propose(ctx, head);
  const columnOf = (field: CanonicalField) =>
    mapping.columns.findIndex(({ target }) => target.to === "field" && target.field === field);
  const sameFile = await ctx.db.withOrg(ctx.orgId, (tx) => findSameFile(tx, ctx, upload.sha256, importId));
  return {
    importId,
    filename: upload.filename,
    sizeBytes: upload.sizeBytes,
    dialect: { encoding: upload.dialect.encoding, delimiter: upload.dialect.delimiter },
    columns: head.names.map((header, column) => ({
      column,
      header,
      kind: profiles[column]?.kind ?? "empty",
      missing: profiles[column]?.missing ?? 0,
      distinct: profiles[column]?.distinct ?? 0,
      examples: countValues(valuesOf(head, column).slice(0, valuesShown))
        .slice(0, 3)
        .map(({ value }) => shorten(value)),
    })),
    rows: head.rows.slice(0, rowsShown).map(({ line, values }) => ({ line, values: values.map(shorten) })),
    sampledRows: head.rows.length,
    confidence,
    proposal: mapping,
    stageValues: countValues(valuesOf(head, columnOf("stage"))).slice(0, valuesShown),
    outcomeValues: countValues(valuesOf(head, columnOf("outcome"))).slice(0, valuesShown),
    ladder: ctx.organisation.ladder,
    sameFile,
    warnings: warningsOf(head, profiles),
  };
}

export interface StoredUpload {
  status: string;
  filename: string;
  sizeBytes: number;
  sha256: string;
  blobId: string;
  dialect: z.infer<typeof foundSchema>;
}

/** Throws NOT_FOUND. */
export async function readUpload(sql: OrgSql, ctx: Context, importId: string): Promise<StoredUpload> {
  const { rows } = await sql.query<Omit<StoredUpload, "dialect"> & { dialect: unknown }>(
    `select status, filename, size_bytes::float8 as "sizeBytes", sha256, blob_id as "blobId", dialect
       from import where org_id = $1 and id = $2`,
    [ctx.orgId, importId],
  );
  const [row] = rows;
  if (!row) throw notFound("This import");
  return { ...row, dialect: foundSchema.parse(row.dialect) };
}

export async function propose(ctx: Context, head: FileHead): Promise<MappingProposal> {
  const attributes = await ctx.db.withOrgSql(ctx.orgId, (sql) => listAttributes(sql, ctx));
  const columns = head.names.map((header, column) => ({ header, values: valuesOf(head, column) }));
  return proposeMapping(columns, { ladder: ctx.organisation.ladder, attributes });
}

function valuesOf({ rows }: FileHead, column: number): string[] {
  return column < 0 ? [] : rows.map(({ values }) => values[column] ?? "");
}

function shorten(text: string): string {
  return text.length > cellShown ? `${text.slice(0, cellShown - 1)}…` : text;
}

function warningsOf({ names, more, fault }: FileHead, profiles: MappingProposal["profiles"]): string[] {
  const warnings = profiles.flatMap(({ name, kind, odd }) => {
    const [example] = odd.examples;
    return example
      ? [`"${name}" is read as ${kind}, but holds values like "${shorten(example.value)}".`]
      : [];
  });
  const empty = names.filter((_, column) => profiles[column]?.kind === "empty");
  if (empty.length > 0) {
    const where = more ? "in the first rows" : "in the whole file";
    warnings.push(
      `${empty.length === 1 ? `"${empty[0]}" is` : `${empty.length} columns are`} empty ${where} and left out.`,
    );
  }
  if (fault !== null) warnings.push(fault);
  return warnings;
}
