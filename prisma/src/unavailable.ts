import pg from "pg";
import { DatabaseUnavailable } from "./database-unavailable.ts";

const systemCodes = new Set([
  "ECONNREFUSED",
  "ECONNRESET",
  "ECONNABORTED",
  "EPIPE",
  "ETIMEDOUT",
  "EHOSTUNREACH",
  "ENETUNREACH",
  "ENOTFOUND",
  "EAI_AGAIN",
]);

// Prisma: unreachable, timed out, closed by the server, no free connection, no transaction begun in time.
const prismaCodes = new Set(["P1001", "P1002", "P1017", "P2024"]);
const driverKinds = new Set([
  "DatabaseNotReachable",
  "SocketTimeout",
  "ConnectionClosed",
  "TooManyConnections",
]);

const messages =
  /^(Connection terminated|timeout exceeded when trying to connect|Client has encountered a connection error|Client was closed|Client network socket disconnected|Unable to start a transaction in the given time)/;

/** Turns an error of the database's own client into DatabaseUnavailable where it means that; else gives it back. */
export function asUnavailable(error: unknown): unknown {
  if (error instanceof DatabaseUnavailable) return error;
  for (let cause = error, depth = 0; cause instanceof Object && depth < 6; depth++) {
    if (meansUnavailable(cause)) return new DatabaseUnavailable(error);
    cause = nextCause(cause);
  }
  return error;
}

function meansUnavailable(error: object): boolean {
  const code = "code" in error ? String(error.code) : "";
  const kind = "kind" in error ? String(error.kind) : "";
  const state =
    "originalCode" in error ? String(error.originalCode) : error instanceof pg.DatabaseError ? code : "";
  const message = "message" in error ? String(error.message) : "";
  return (
    systemCodes.has(code) ||
    prismaCodes.has(code) ||
    driverKinds.has(kind) ||
    // Connection exceptions, shutdown, crash, starting up, too many connections.
    /^(08...|57P0[1-3]|53300)$/.test(state) ||
    messages.test(message.replace(/^Transaction API error: /, ""))
  );
}

function nextCause(error: object): unknown {
  if ("cause" in error && error.cause) return error.cause;
  if ("meta" in error && error.meta instanceof Object && "driverAdapterError" in error.meta) {
    return error.meta.driverAdapterError;
  }
  return error instanceof AggregateError ? error.errors[0] : undefined;
}

/** Whether an error came from Prisma or the driver, not from what the caller did between two queries. */
export function isDatabaseError(error: unknown): boolean {
  return (
    error instanceof pg.DatabaseError ||
    (error instanceof Error && /^(PrismaClient\w+Error|DriverAdapterError)$/.test(error.name))
  );
}
