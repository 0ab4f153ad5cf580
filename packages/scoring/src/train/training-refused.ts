export type RefusalCode =
  | "TOO_FEW_ROWS"
  | "ONE_CLASS"
  | "NO_USABLE_COLUMNS"
  | "DUPLICATE_COLUMN"
  | "UNEVEN_COLUMNS"
  | "BAD_TEST_ROWS"
  | "BAD_TIME";

/** The table or the options cannot be trained on; `message` is one sentence for the person who gave them. */
export class TrainingRefused extends Error {
  override readonly name = "TrainingRefused";
  readonly code: RefusalCode;

  constructor(code: RefusalCode, sentence: string) {
    super(sentence);
    this.code = code;
  }

  get sentence(): string {
    return this.message;
  }
}
