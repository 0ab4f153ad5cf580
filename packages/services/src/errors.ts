export type ServiceErrorCode =
  | "NOT_FOUND"
  | "BAD_INPUT"
  | "FORBIDDEN"
  | "CONFLICT"
  | "TOO_EARLY"
  | "UNAVAILABLE";

/** Facts that go with an error to its reader: field names, counts, limits. Never personal data. */
export type ErrorDetails = Readonly<Record<string, string | number | boolean | null>>;

/** The only error that a caller may show: `message` is one sentence for a person. */
export class ServiceError extends Error {
  readonly code: ServiceErrorCode;
  readonly details: ErrorDetails | undefined;

  constructor(code: ServiceErrorCode, message: string, details?: ErrorDetails) {
    super(message);
    this.name = "ServiceError";
    this.code = code;
    this.details = details;
  }
}

/** `what` with its article, for instance "This lead". Another organisation's row is as absent as none. */
export function notFound(what: string): ServiceError {
  return new ServiceError("NOT_FOUND", `${what} does not exist.`);
}
