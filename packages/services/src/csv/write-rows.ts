import { stringify } from "csv-stringify/sync";

export type CsvCell = string | number | boolean | null | undefined;

const formulaStart = /^[=+\-@\t\r]/;
const plainNumber = /^[+-]?\d+(?:[.,]\d+)*(?:[eE][+-]?\d+)?%?$/;
const flushAt = 64 * 1024;

/** Text that a spreadsheet would run as a formula gets an apostrophe in front; numbers stay numbers. */
export function neutralise(text: string): string {
  return formulaStart.test(text) && !plainNumber.test(text) ? `'${text}` : text;
}

/** Takes back what `neutralise` did. */
export function restore(text: string): string {
  return text.startsWith("'") && formulaStart.test(text.slice(1)) ? text.slice(1) : text;
}

/** CSV text (RFC 4180: commas, CRLF) in pieces of about 64 KB. */
export async function* writeRows(
  header: readonly string[],
  rows: Iterable<readonly CsvCell[]> | AsyncIterable<readonly CsvCell[]>,
): AsyncGenerator<string, void, undefined> {
  let buffered = csvLine(header);
  for await (const row of rows) {
    buffered += csvLine(row);
    if (buffered.length >= flushAt) {
      yield buffered;
      buffered = "";
    }
  }
  if (buffered !== "") yield buffered;
}

function csvLine(cells: readonly CsvCell[]): string {
  return stringify([cells.map(cellText)], { record_delimiter: "windows", quoted_match: /^$|[\r\n]/ });
}

function cellText(cell: CsvCell): string {
  if (cell === null || cell === undefined) return "";
  return typeof cell === "string" ? neutralise(cell) : String(cell);
}
