import type { ColumnProfile } from "@leadlift/scoring/features";
import { z } from "zod";
import type { Context } from "../context.ts";
import { requirePermission } from "../permissions.ts";
import type { ActivityMapping } from "./activities/mapping.ts";
import { tryRows } from "./activities/try-rows.ts";
import { importKindSchema } from "./content.ts";
import { wordBroken, wordEmpty, wordOdd } from "./head-words.ts";
import type { SameFile } from "./import-view.ts";
import { unknownListings } from "./known-listings.ts";
import type { ListingMapping } from "./listings/mapping.ts";
import type { Mapping } from "./mapping.ts";
import { proposeContent } from "./propose-content.ts";
import { countValues } from "./propose-mapping.ts";
import { type FileHead, readHead, sampledColumns } from "./read-head.ts";
import { readUpload } from "./read-upload.ts";
import { findSameFile } from "./same-file.ts";

export const previewImportInput = z.object({
  importId: z.uuid(),
  /** what the file holds, where that is not what was said or guessed at its upload */
  kind: importKindSchema.optional(),
});

export interface PreviewColumn {
  column: number;
  header: string;
  /** numeric | categorical | boolean | date | text | id | empty */
  kind: string;
  missing: number;
  distinct: number;
  examples: string[];
}

interface PreviewBase {
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
  sameFile: SameFile | null;
  warnings: string[];
}

export interface CountedValue {
  value: string;
  count: number;
}

/** Values are those of the columns that are proposed for them, most frequent first. */
export type LeadPreview = PreviewBase & {
  kind: "leads";
  proposal: Mapping;
  stageValues: CountedValue[];
  outcomeValues: CountedValue[];
  ladder: { key: string; label: string }[];
};
export type ActivityPreview = PreviewBase & {
  kind: "activities";
  proposal: ActivityMapping;
  typeValues: CountedValue[];
};
export type ListingPreview = PreviewBase & {
  kind: "listings";
  proposal: ListingMapping;
  statusValues: CountedValue[];
};
export type ImportPreview = LeadPreview | ActivityPreview | ListingPreview;

const rowsShown = 20;
const cellShown = 200;
const valuesShown = 200;

/** Reads the head of an uploaded file and proposes what its columns mean. Throws NOT_FOUND, BAD_INPUT with one sentence. */
export async function previewImport(
  ctx: Context,
  input: z.input<typeof previewImportInput>,
): Promise<ImportPreview> {
  requirePermission(ctx, "import.run");
  const { importId, kind } = previewImportInput.parse(input);
  const upload = await ctx.db.withOrgSql(ctx.orgId, (sql) => readUpload(sql, ctx, importId));
  const head = await readHead(ctx, upload);
  const proposed = await proposeContent(ctx, head, kind ?? upload.kind);
  const { confidence, profiles } = proposed;
  const base: PreviewBase = {
    importId,
    filename: upload.filename,
    sizeBytes: upload.sizeBytes,
    dialect: { encoding: upload.dialect.encoding, delimiter: upload.dialect.delimiter },
    columns: sampledColumns(head).map(({ header, values }, column) => ({
      column,
      header,
      kind: profiles[column]?.kind ?? "empty",
      missing: profiles[column]?.missing ?? 0,
      distinct: profiles[column]?.distinct ?? 0,
      examples: countValues(values.slice(0, valuesShown))
        .slice(0, 3)
        .map(({ value }) => shorten(value)),
    })),
    rows: head.rows.slice(0, rowsShown).map(({ line, values }) => ({ line, values: values.map(shorten) })),
    sampledRows: head.rows.length,
    confidence,
    sameFile: await ctx.db.withOrg(ctx.orgId, (tx) =>
      findSameFile(tx, ctx, { sha256: upload.sha256, kind: proposed.kind }, importId),
    ),
    warnings: warningsOf(head, profiles, ctx.language),
  };
  switch (proposed.kind) {
    case "leads": {
      const { kind, mapping: proposal } = proposed;
      const stageValues = valuesOf(head, proposal, "stage");
      const outcomeValues = valuesOf(head, proposal, "outcome");
      const warnings = [...(await tryListings(ctx, head, proposal)), ...base.warnings];
      return {
        ...base,
        warnings,
        kind,
        proposal,
        stageValues,
        outcomeValues,
        ladder: ctx.organisation.ladder,
      };
    }
    case "activities": {
      const { kind, mapping: proposal } = proposed;
      const warnings = [...(await tryRows(ctx, proposal, head.rows)), ...base.warnings];
      return { ...base, warnings, kind, proposal, typeValues: valuesOf(head, proposal, "type") };
    }
    case "listings": {
      const { kind, mapping: proposal } = proposed;
      return { ...base, kind, proposal, statusValues: valuesOf(head, proposal, "status") };
    }
  }
}

async function tryListings(ctx: Context, head: FileHead, { columns }: Mapping): Promise<string[]> {
  const column = columns.find(({ target }) => target.to === "field" && target.field === "listing");
  if (!column) return [];
  const values = countValues(head.rows.map(({ values }) => values[column.column] ?? ""));
  return [await unknownListings(ctx, column.header, values)].filter((warning) => warning !== null);
}

interface MappedFields {
  columns: readonly { target: { to: string; field?: string } }[];
}

/** Of the column that stands for a field, most frequent first. */
function valuesOf({ rows }: FileHead, { columns }: MappedFields, field: string): CountedValue[] {
  const column = columns.findIndex(({ target }) => target.field === field);
  if (column < 0) return [];
  return countValues(rows.map(({ values }) => values[column] ?? "")).slice(0, valuesShown);
}

function shorten(text: string): string {
  return text.length > cellShown ? `${text.slice(0, cellShown - 1)}…` : text;
}

function warningsOf(
  { names, broken, more, fault }: FileHead,
  profiles: readonly ColumnProfile[],
  language: Context["language"],
): string[] {
  const warnings = profiles.flatMap(({ name, kind, odd }) => {
    const [example] = odd.examples;
    return example ? [wordOdd({ name, kind, example: shorten(example.value) }, language)] : [];
  });
  const empty = names.filter((_, column) => profiles[column]?.kind === "empty");
  if (empty.length > 0) warnings.push(wordEmpty(empty, more, language));
  if (broken) warnings.push(wordBroken(broken, language));
  if (fault !== null) warnings.push(fault);
  return warnings;
}
