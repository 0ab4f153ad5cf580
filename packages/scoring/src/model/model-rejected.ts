export type RejectionCode =
  | "BAD_MANIFEST"
  | "NEWER_FORMAT"
  | "WRONG_DIGEST"
  | "NOT_A_MODEL"
  | "WRONG_SHAPE"
  | "WRONG_ANSWERS";

/** A model file that must not be used; `message` is one sentence saying why. */
export class ModelRejected extends Error {
  override readonly name = "ModelRejected";
  readonly code: RejectionCode;

  constructor(code: RejectionCode, sentence: string, options?: ErrorOptions) {
    super(sentence, options);
    this.code = code;
  }

  get sentence(): string {
    return this.message;
  }
}
