import { STATUS_CODES } from "node:http";
import { isAway, ServiceError, type ServiceErrorCode } from "@leadlift/services/errors";
import { ZodError, type z } from "zod";
import type { problemSchema } from "./openapi/problem-schema.ts";

export type ProblemDetails = Readonly<Record<string, unknown>>;

/** What is wrong with a request, for whoever sent it: `code` is stable, `message` a sentence for a person. */
export class Problem extends Error {
  override readonly name = "Problem";
  readonly status: number;
  readonly code: string;
  readonly details: ProblemDetails;

  constructor(status: number, code: string, message: string, details: ProblemDetails = {}) {
    super(message);
    this.status = status;
    this.code = code;
    this.details = details;
  }
}

const ofService = {
  NOT_FOUND: [404, "not_found"],
  BAD_INPUT: [400, "bad_input"],
  FORBIDDEN: [403, "forbidden"],
  CONFLICT: [409, "conflict"],
  TOO_EARLY: [412, "too_early"],
  UNAVAILABLE: [503, "unavailable"],
} as const satisfies Record<ServiceErrorCode, readonly [number, string]>;

export const notJson = "The body is not JSON, or has a key such as __proto__ that is not accepted.";

const ofFastify: Readonly<Record<string, readonly [number, string, string]>> = {
  FST_ERR_CTP_BODY_TOO_LARGE: [413, "too_large", "The body is larger than this accepts; send it in parts."],
  FST_ERR_CTP_INVALID_MEDIA_TYPE: [415, "not_json", "Send JSON: Content-Type: application/json."],
  FST_ERR_CTP_EMPTY_JSON_BODY: [400, "bad_json", "The body is empty."],
  FST_ERR_CTP_INVALID_JSON_BODY: [400, "bad_json", notJson],
  FST_ERR_CTP_INVALID_CONTENT_LENGTH: [400, "bad_length", "The body is not as long as Content-Length says."],
  FST_ERR_BAD_URL: [400, "bad_url", "The address cannot be read."],
};

/** Null for a fault of ours, of which the caller is told nothing. */
export function problemOf(error: unknown): Problem | null {
  if (error instanceof Problem) return error;
  if (error instanceof ServiceError) {
    const [status, code] = ofService[error.code];
    return new Problem(status, code, error.message, error.details ?? {});
  }
  if (error instanceof ZodError) {
    const errors = error.issues.slice(0, 20).map(({ path, message }) => ({ path: path.join("."), message }));
    return new Problem(400, "bad_input", "What was sent is not what this expects.", { errors });
  }
  if (isAway(error)) {
    return new Problem(503, "unavailable", "The database does not answer; try again in a moment.");
  }
  if (!(error instanceof Error)) return null;
  const known = "code" in error && typeof error.code === "string" ? ofFastify[error.code] : undefined;
  if (known) return new Problem(...known);
  // The parser's own errors carry only the status.
  const status = "statusCode" in error && typeof error.statusCode === "number" ? error.statusCode : 500;
  if (error instanceof SyntaxError && status === 400) {
    return new Problem(400, "bad_json", notJson);
  }
  return status < 500 ? new Problem(status, "bad_request", "The request cannot be read.") : null;
}

export const fault = new Problem(
  500,
  "fault",
  "Something went wrong on our side. Send it again: nothing is stored twice.",
);

/** RFC 9457, application/problem+json. */
export function bodyOf(problem: Problem, requestId: string): z.infer<typeof problemSchema> {
  return {
    ...problem.details,
    type: "about:blank",
    title: STATUS_CODES[problem.status] ?? "Error",
    status: problem.status,
    detail: problem.message,
    code: problem.code,
    instance: `urn:uuid:${requestId}`,
  };
}
