import { createReadStream } from "node:fs";
import { CsvError } from "./csv-error.ts";
import { type CsvRow, openCsv, wordRowProblem } from "./open-csv.ts";

export interface Table {
  names: string[];
  /** column-major: columns[c][r] is row r's text under names[c] */
  columns: string[][];
  /** 1-based line of the file on which each row starts */
  lines: number[];
}

/** The rows of a file or stream, one by one; `names` come with the first call. Throws CsvError. */
export async function readRows(
  source: string | AsyncIterable<Uint8Array>,
): Promise<{ names: string[]; rows: AsyncGenerator<CsvRow, void, undefined> }> {
  const bytes = typeof source === "string" ? createReadStream(source, { highWaterMark: 256 * 1024 }) : source;
  const { names, rows } = await openCsv(bytes);
  return { names, rows };
}

/**
 * A whole file in memory. Strict: the first row that cannot be used is thrown as CsvError with its line, so that
 * row numbers always mean rows of the file. Errors of the file system pass through.
 */
export async function readTable(source: string | AsyncIterable<Uint8Array>): Promise<Table> {
  const { names, rows } = await readRows(source);
  const columns: string[][] = names.map(() => []);
  const lines: number[] = [];
  for await (const { line, values, problem } of rows) {
    if (problem)
      throw new CsvError("bad-row", [{ worded: `Line ${line}: ${wordRowProblem(problem)}` }], line);
    lines.push(line);
    for (const [i, value] of values.entries()) columns[i]?.push(value);
  }
  return { names, columns, lines };
}
