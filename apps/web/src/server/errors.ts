import type { Language } from "@leadlift/scoring/words";
import { ServiceError, type ServiceErrorCode } from "@leadlift/services/errors";
import { say } from "@leadlift/services/sentences/said";
import { TRPCError } from "@trpc/server";
import { ZodError } from "zod";

const codes = {
  NOT_FOUND: "NOT_FOUND",
  BAD_INPUT: "BAD_REQUEST",
  FORBIDDEN: "FORBIDDEN",
  CONFLICT: "CONFLICT",
  TOO_EARLY: "PRECONDITION_FAILED",
  UNAVAILABLE: "SERVICE_UNAVAILABLE",
} as const satisfies Record<ServiceErrorCode, TRPCError["code"]>;

const statuses = {
  NOT_FOUND: 404,
  BAD_INPUT: 400,
  FORBIDDEN: 403,
  CONFLICT: 409,
  TOO_EARLY: 412,
  UNAVAILABLE: 503,
} as const satisfies Record<ServiceErrorCode, number>;

const malformed = "What was sent is not what this expects.";
export const faultSentence = "Something went wrong on our side. Nothing was lost; try again.";

/**
 * Keeps sentences meant for people, in the reader's language, and replaces everything else by one that says nothing of
 * the inside.
 */
export function toTrpcError(
  error: TRPCError,
  language: Language,
  onFault: (cause: unknown) => void,
): TRPCError {
  const { cause } = error;
  if (cause instanceof ServiceError)
    return new TRPCError({ code: codes[cause.code], message: cause.in(language) });
  if (cause instanceof ZodError) {
    return new TRPCError({ code: "BAD_REQUEST", message: say(malformed, undefined, language) });
  }
  if (error.code !== "INTERNAL_SERVER_ERROR") return error;
  onFault(cause ?? error);
  return new TRPCError({ code: "INTERNAL_SERVER_ERROR", message: say(faultSentence, undefined, language) });
}

/** The same mapping for route handlers. */
export function toResponse(error: unknown, language: Language, onFault: (cause: unknown) => void): Response {
  if (error instanceof ServiceError) {
    return Response.json({ message: error.in(language) }, { status: statuses[error.code] });
  }
  if (error instanceof ZodError) {
    return Response.json({ message: say(malformed, undefined, language) }, { status: 400 });
  }
  onFault(error);
  return Response.json({ message: say(faultSentence, undefined, language) }, { status: 500 });
}
