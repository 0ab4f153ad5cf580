import { BlobNotFound } from "@leadlift/db/blobs";
import type { Context } from "../context.ts";
import { CsvError } from "../csv/csv-error.ts";
import type { Dialect } from "../csv/dialect.ts";
import { openCsv, type RowProblem } from "../csv/open-csv.ts";
import { ServiceError } from "../errors.ts";
import type { SampledColumn } from "./propose-mapping.ts";

const sampledRows = 5_000;
const sampledBytes = 8 * 1024 * 1024;

export interface FileHead {
  names: string[];
  /** the first rows that can be used */
  rows: { line: number; values: string[] }[];
  /** rows among them that cannot */
  broken: BrokenRows | null;
  /** whether the file goes on behind them */
  more: boolean;
  /** where the file is damaged behind them, in one sentence of the reader's language; the rows before that place can be imported */
  fault: string | null;
}

export interface BrokenRows {
  count: number;
  /** of the first */
  line: number;
  problem: RowProblem;
}

/** The beginning of an uploaded file, as far as a proposal needs it. Throws BAD_INPUT with one sentence. */
export async function readHead(
  ctx: Context,
  upload: { blobId: string; dialect: Dialect },
  most = sampledRows,
): Promise<FileHead> {
  const rows: FileHead["rows"] = [];
  let names: string[] = [];
  let broken: BrokenRows | null = null;
  try {
    const csv = await openCsv(ctx.blobs.read(ctx.orgId, upload.blobId), upload.dialect);
    names = csv.names;
    for await (const { line, values, problem, bytesRead } of csv.rows) {
      if (!problem) rows.push({ line, values });
      else if (broken) broken.count++;
      else broken = { count: 1, line, problem };
      if (rows.length >= most || bytesRead >= sampledBytes) {
        return { names, rows, broken, more: true, fault: null };
      }
    }
    return { names, rows, broken, more: false, fault: null };
  } catch (error) {
    if (error instanceof CsvError && rows.length > 0)
      return {
        names,
        rows,
        broken,
        more: true,
        fault: new ServiceError("BAD_INPUT", ...error.said).in(ctx.language),
      };
    if (error instanceof CsvError) {
      throw new ServiceError("BAD_INPUT", ...error.said);
    }
    if (error instanceof BlobNotFound) {
      throw new ServiceError("BAD_INPUT", "The uploaded file is no longer there; upload it again.");
    }
    throw error;
  }
}

/** Its columns, each with its values. */
export function sampledColumns({ names, rows }: FileHead): SampledColumn[] {
  return names.map((header, column) => ({ header, values: rows.map(({ values }) => values[column] ?? "") }));
}
