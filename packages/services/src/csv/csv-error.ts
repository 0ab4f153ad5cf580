export type CsvErrorCode =
  | "empty"
  | "not-text"
  | "header-only"
  | "one-column"
  | "bad-header"
  | "duplicate-headers"
  | "unterminated-quote"
  | "row-too-large"
  | "bad-row";

/** The file as a whole cannot be used; `message` is one sentence for a person. */
export class CsvError extends Error {
  readonly code: CsvErrorCode;
  /** 1-based line of the file, where the fault has one. */
  readonly line: number | null;

  constructor(code: CsvErrorCode, message: string, line: number | null = null) {
    super(message);
    this.name = "CsvError";
    this.code = code;
    this.line = line;
  }
}
