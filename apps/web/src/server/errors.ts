import { ServiceError, type ServiceErrorCode } from "@leadlift/services/errors";
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

/** Keeps sentences meant for people, replaces everything else by one that says nothing of the inside. */
export function toTrpcError(error: TRPCError, onFault: (cause: unknown) => void): TRPCError {
  const { cause } = error;
  if (cause instanceof ServiceError)
    return new TRPCError({ code: codes[cause.code], message: cause.message });
  if (cause instanceof ZodError) {
    return new TRPCError({ code: "BAD_REQUEST", message: malformed });
  }
  if (error.code !== "INTERNAL_SERVER_ERROR") return error;
  onFault(cause ?? error);
  return new TRPCError({ code: "INTERNAL_SERVER_ERROR", message: faultSentence });
}

/** The same mapping for route handlers. */
export function toResponse(error: unknown, onFault: (cause: unknown) => void): Response {
  if (error instanceof ServiceError) {
    return Response.json({ message: error.message }, { status: statuses[error.code] });
  }
  if (error instanceof ZodError) return Response.json({ message: malformed }, { status: 400 });
  onFault(error);
  return Response.json({ message: faultSentence }, { status: 500 });
}
