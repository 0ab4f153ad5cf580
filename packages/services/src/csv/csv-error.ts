import { type Said, say, templateOf } from "../sentences/said.ts";

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
  /** what the message says, for whoever words it in another language */
  readonly said: Said;
  /** 1-based line of the file, where the fault has one. */
  readonly line: number | null;

  constructor(code: CsvErrorCode, said: Said, line: number | null = null) {
    super(say(templateOf(said), said[1]));
    this.name = "CsvError";
    this.code = code;
    this.said = said;
    this.line = line;
  }
}
