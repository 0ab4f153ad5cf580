import type { Language } from "@leadlift/scoring/words";
import { CsvError as ParserError, parse } from "csv-parse";
import { CsvError } from "./csv-error.ts";
import { type Dialect, detectDialect } from "./dialect.ts";
import { detectEncoding, toUtf8 } from "./encoding.ts";
import { LineCounter } from "./line-counter.ts";

/** Bytes that encoding, delimiter and quoting are judged by. */
export const headBytes = 256 * 1024;
/** Characters of a row; a quote that is never closed would otherwise swallow the file. */
const rowLimit = 20_000_000;
/** Characters of a cell. */
export const cellLimit = 100_000;
/** Characters of a column's name. */
const nameLimit = 500;

/** Why a single row cannot be used. */
export type RowProblem =
  | { code: "columns"; expected: number; found: number }
  | { code: "cut-off"; expected: number; found: number }
  | { code: "nul"; column: string }
  | { code: "cell-too-long"; column: string; length: number; limit: number };

export interface CsvRow {
  /** 1-based line of the file on which the row starts */
  line: number;
  values: string[];
  problem: RowProblem | null;
  /** bytes of the file, in UTF-8, up to the row's end */
  bytesRead: number;
}

export interface OpenCsv {
  dialect: Dialect;
  names: string[];
  rows: AsyncGenerator<CsvRow, void, undefined>;
}

/**
 * Finds out encoding, delimiter and quoting, reads the header and gives the rows one by one in flat memory.
 * Empty rows are left out. Throws CsvError, here or while the rows are read.
 */
export async function openCsv(bytes: AsyncIterable<Uint8Array>, known?: Dialect): Promise<OpenCsv> {
  const { head, all } = await peek(bytes, headBytes);
  const dialect = known ?? dialectOf(head);
  const records = recordsOf(toUtf8(all, dialect), dialect);
  try {
    const first = await records.next();
    if (first.done) throw new CsvError("empty", ["The file is empty."]);
    const names = headerNames(first.value.values);
    const named = first.value.values.findLastIndex((cell) => cell.trim() !== "") + 1;
    const rows = checkedRows(names, named, records);
    const second = await rows.next();
    if (second.done) throw new CsvError("header-only", ["The file has a header but no rows."]);
    return { dialect, names, rows: from(second.value, rows) };
  } catch (error) {
    await records.return();
    throw error;
  }
}

/** Throws CsvError for what is no text. */
export function dialectOf(head: Uint8Array): Dialect {
  const kind = knownBinary(head);
  if (kind)
    throw new CsvError("not-text", ["This is {what}, not a CSV file; save it as CSV first.", { what: kind }]);
  const found = detectEncoding(head);
  const text = new TextDecoder(found.encoding).decode(head.subarray(found.bom));
  return { ...found, ...detectDialect(text) };
}

function knownBinary(head: Uint8Array): string | null {
  const start = Buffer.from(head.subarray(0, 8)).toString("latin1");
  if (start.startsWith("PK\x03\x04")) return "an Excel workbook or a ZIP archive";
  if (start.startsWith("\xd0\xcf\x11\xe0")) return "an old Excel workbook";
  if (start.startsWith("%PDF")) return "a PDF";
  if (start.startsWith("\x1f\x8b")) return "a compressed file";
  return null;
}

interface Parsed {
  line: number;
  values: string[];
  bytesRead: number;
  /** the last row, with no line break after it */
  open: boolean;
}

async function* recordsOf(
  text: AsyncIterable<Buffer>,
  dialect: Dialect,
): AsyncGenerator<Parsed, void, undefined> {
  const lines = new LineCounter(dialect.separatorLine ? 2 : 1);
  const parsed: { values: string[]; end: number }[] = [];
  // Taken as they are parsed: a stream would drop the rows before a fault that it has not handed out yet.
  const parser = parse({
    delimiter: dialect.delimiter,
    quote: dialect.quote,
    escape: dialect.escape,
    record_delimiter: ["\r\n", "\n", "\r"],
    relax_column_count: true,
    relax_quotes: true,
    max_record_size: rowLimit,
    on_record: (values: string[], { bytes }: { bytes: number }) => {
      parsed.push({ values, end: bytes });
      return null;
    },
  }).resume();
  let failure: Error | undefined;
  parser.on("error", (error) => {
    failure = error;
  });
  let line = lines.lineAt(0);
  const drain = function* (open: boolean) {
    for (const { values, end } of parsed.splice(0)) {
      if (values.some((cell) => cell !== "")) yield { line, values, bytesRead: end, open };
      line = lines.lineAt(end);
    }
  };
  let last: number | undefined;
  try {
    for await (const chunk of dialect.separatorLine ? withoutFirstLine(text) : text) {
      last = chunk.at(-1) ?? last;
      lines.feed(chunk);
      await new Promise<void>((resolve) => parser.write(chunk, () => resolve()));
      yield* drain(false);
      if (failure) throw failure;
    }
    await new Promise<void>((resolve) => parser.end(() => resolve()));
    yield* drain(last !== 0x0a && last !== 0x0d);
    if (failure) throw failure;
  } catch (error) {
    throw explained(error, line);
  } finally {
    parser.destroy();
  }
}

async function* withoutFirstLine(text: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  let skipping = true;
  for await (const chunk of text) {
    const end = skipping ? chunk.indexOf(0x0a) : -1;
    if (!skipping) yield chunk;
    else if (end >= 0) {
      skipping = false;
      yield chunk.subarray(end + 1);
    }
  }
}

function explained(error: unknown, line: number): unknown {
  if (!(error instanceof ParserError)) return error;
  if (error.code === "CSV_QUOTE_NOT_CLOSED") {
    const sentence =
      "A quote opened in the row at line {line} is never closed; the file seems to be cut off or damaged there.";
    return new CsvError("unterminated-quote", [sentence, { line: String(line) }], line);
  }
  if (error.code === "CSV_MAX_RECORD_SIZE") {
    const sentence =
      "The row at line {line} is longer than 20 million characters; a quote in it is probably never closed.";
    return new CsvError("row-too-large", [sentence, { line: String(line) }], line);
  }
  return error;
}

/** Trimmed; a column without a name is called by its place. Throws CsvError. */
function headerNames(cells: readonly string[]): string[] {
  const names = cells.map((cell, i) => cell.trim() || `Column ${i + 1}`);
  if (names.length < 2) {
    const sentence =
      'Only one column was found ("{name}"); leads need two or more, separated by commas, semicolons or tabs.';
    throw new CsvError("one-column", [sentence, { name: shortened(names[0] ?? "") }]);
  }
  const odd = names.findIndex((name) => name.includes("\0") || name.length > nameLimit);
  if (odd >= 0) {
    const sentence = names[odd]?.includes("\0")
      ? "The name of column {n} holds a NUL byte; the first line must name the columns."
      : "The name of column {n} is longer than {limit} characters; the first line must name the columns.";
    throw new CsvError("bad-header", [sentence, { n: String(odd + 1), limit: String(nameLimit) }], 1);
  }
  const places = new Map<string, number>();
  names.forEach((name, i) => {
    const before = places.get(name);
    if (before !== undefined) {
      const sentence = 'Columns {first} and {second} are both called "{name}"; rename one of them.';
      const facts = { first: String(before + 1), second: String(i + 1), name: shortened(name) };
      throw new CsvError("duplicate-headers", [sentence, facts], 1);
    }
    places.set(name, i);
  });
  return names;
}

function shortened(text: string): string {
  return text.length > 60 ? `${text.slice(0, 59)}…` : text;
}

async function* checkedRows(
  names: readonly string[],
  named: number,
  records: AsyncGenerator<Parsed, void, undefined>,
): AsyncGenerator<CsvRow, void, undefined> {
  for await (const { line, values, bytesRead, open } of records) {
    // Spreadsheets put delimiters after the last cell of some rows and leave them out in others.
    while (values.length > names.length && values.at(-1) === "") values.pop();
    while (values.length < names.length && values.length >= named) values.push("");
    yield { line, values, problem: problemOf(names, values, open), bytesRead };
  }
}

function problemOf(names: readonly string[], values: readonly string[], open: boolean): RowProblem | null {
  const expected = names.length;
  const found = values.length;
  if (found < expected && open) return { code: "cut-off", expected, found };
  if (found !== expected) return { code: "columns", expected, found };
  for (let i = 0; i < found; i++) {
    const cell = values[i] ?? "";
    const column = names[i] ?? "";
    if (cell.length > cellLimit)
      return { code: "cell-too-long", column, length: cell.length, limit: cellLimit };
    if (cell.includes("\0")) return { code: "nul", column };
  }
  return null;
}

/** One sentence for a person. */
export function wordRowProblem(problem: RowProblem, language: Language = "en"): string {
  return language === "hi" ? inHindi(problem) : inEnglish(problem);
}

function inHindi(problem: RowProblem): string {
  switch (problem.code) {
    case "columns":
      return `पंक्ति में ${problem.found} खाने हैं, जबकि शीर्षक में ${problem.expected} हैं।`;
    case "cut-off":
      return `फ़ाइल इस पंक्ति के बीच में ख़त्म हो जाती है: ${problem.expected} में से ${problem.found} खाने।`;
    case "nul":
      return `"${shortened(problem.column)}" वाले खाने में NUL बाइट है।`;
    case "cell-too-long":
      return `"${shortened(problem.column)}" वाले खाने में ${problem.length.toLocaleString("en-IN")} अक्षर हैं; ज़्यादा से ज़्यादा ${problem.limit.toLocaleString("en-IN")} हो सकते हैं।`;
  }
}

function inEnglish(problem: RowProblem): string {
  switch (problem.code) {
    case "columns":
      return `The row has ${problem.found} cells where the header has ${problem.expected}.`;
    case "cut-off":
      return `The file ends in the middle of this row: ${problem.found} cells of ${problem.expected}.`;
    case "nul":
      return `The cell under "${shortened(problem.column)}" holds a NUL byte.`;
    case "cell-too-long":
      return `The cell under "${shortened(problem.column)}" has ${problem.length.toLocaleString("en-IN")} characters; ${problem.limit.toLocaleString("en-IN")} is the most.`;
  }
}

async function* from<Row>(
  first: Row,
  rest: AsyncGenerator<Row, void, undefined>,
): AsyncGenerator<Row, void, undefined> {
  try {
    yield first;
    yield* rest;
  } finally {
    await rest.return();
  }
}

/** The first bytes, and all of them again. */
async function peek(
  bytes: AsyncIterable<Uint8Array>,
  wanted: number,
): Promise<{ head: Uint8Array; all: AsyncIterable<Uint8Array> }> {
  const iterator = bytes[Symbol.asyncIterator]();
  const taken: Uint8Array[] = [];
  let size = 0;
  while (size < wanted) {
    const { done, value } = await iterator.next();
    if (done) break;
    taken.push(value);
    size += value.length;
  }
  async function* all() {
    try {
      yield* taken.splice(0);
      for (let next = await iterator.next(); !next.done; next = await iterator.next()) yield next.value;
    } finally {
      await iterator.return?.();
    }
  }
  return { head: Buffer.concat(taken), all: all() };
}
