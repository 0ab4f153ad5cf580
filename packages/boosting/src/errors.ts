/** Training data, labels or options that cannot be trained on; `argument` names the offending one. */
export class TrainingError extends Error {
  override readonly name = "TrainingError";
  readonly argument: string;

  constructor(argument: string, message: string, options?: ErrorOptions) {
    super(message, options);
    this.argument = argument;
  }
}

/** A serialised forest, or a row or data set given to one, that does not fit; `path` says where. */
export class ForestFormatError extends Error {
  override readonly name = "ForestFormatError";
  readonly path: string;

  constructor(path: string, message: string) {
    super(message);
    this.path = path;
  }
}
