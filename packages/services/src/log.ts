import pino from "pino";
import { ServiceError } from "./errors.ts";

export const logLevels = ["fatal", "error", "warn", "info", "debug", "trace", "silent"] as const;
export type LogLevel = (typeof logLevels)[number];

/** Everything that a log line may carry besides its message. Ids, counts and codes; never personal data. */
export interface LogFields {
  orgId?: string | undefined;
  userId?: string | undefined;
  keyId?: string | undefined;
  leadId?: string | undefined;
  connectionId?: string | undefined;
  importId?: string | undefined;
  trainingRunId?: string | undefined;
  scoringRunId?: string | undefined;
  modelId?: string | undefined;
  jobId?: string | undefined;
  job?: string | undefined;
  attempt?: number | undefined;
  step?: string | undefined;
  stage?: string | undefined;
  status?: string | number | undefined;
  code?: string | undefined;
  count?: number | undefined;
  rows?: number | undefined;
  bytes?: number | undefined;
  port?: number | undefined;
  pid?: number | undefined;
  signal?: string | undefined;
  requestId?: string | undefined;
  procedure?: string | undefined;
  /** As it is declared, never as it was called. */
  route?: string | undefined;
  milliseconds?: number | undefined;
  waitedMilliseconds?: number | undefined;
  error?: unknown;
}

const allowed: ReadonlySet<string> = new Set<keyof LogFields>([
  "orgId",
  "userId",
  "keyId",
  "leadId",
  "connectionId",
  "importId",
  "trainingRunId",
  "scoringRunId",
  "modelId",
  "jobId",
  "job",
  "attempt",
  "step",
  "stage",
  "status",
  "code",
  "count",
  "rows",
  "bytes",
  "port",
  "pid",
  "signal",
  "requestId",
  "procedure",
  "route",
  "milliseconds",
  "waitedMilliseconds",
  "error",
]);

export interface Logger {
  error(message: string, fields?: LogFields): void;
  warn(message: string, fields?: LogFields): void;
  info(message: string, fields?: LogFields): void;
  debug(message: string, fields?: LogFields): void;
  /** A logger whose every line carries `fields`. */
  with(fields: LogFields): Logger;
}

export interface LogOptions {
  level: LogLevel;
  application: string;
  destination?: { write(line: string): void };
}

/** JSON lines on stdout. `message` must be a constant sentence: values go into `fields`. */
export function createLogger(options: LogOptions): Logger {
  const quoting = options.level === "debug" || options.level === "trace";
  const base = pino(
    {
      level: options.level,
      base: { application: options.application, pid: process.pid },
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }) },
    },
    options.destination ?? pino.destination({ dest: 1, sync: true }),
  );
  return wrap(base, {}, quoting);
}

function wrap(base: pino.Logger, bound: LogFields, quoting: boolean): Logger {
  const at = (level: "error" | "warn" | "info" | "debug") => (message: string, fields?: LogFields) =>
    base[level](admit({ ...bound, ...fields }, quoting), message);
  return {
    error: at("error"),
    warn: at("warn"),
    info: at("info"),
    debug: at("debug"),
    with: (fields) => wrap(base, { ...bound, ...fields }, quoting),
  };
}

// Types are erased, so a field that came in through a spread is dropped here as well.
function admit(fields: LogFields, quoting: boolean): Record<string, unknown> {
  const admitted: Record<string, unknown> = {};
  for (const [key, value] of Object.entries(fields)) {
    if (!allowed.has(key) || value === undefined) continue;
    if (key === "error") admitted[key] = describeError(value, quoting);
    else if (typeof value === "string") admitted[key] = value.slice(0, 200);
    else if (typeof value === "number" || typeof value === "boolean") admitted[key] = value;
  }
  return admitted;
}

/**
 * An error without the words it may have quoted from data: name, code, where it was thrown.
 * System faults (no such file, connection refused) and our own sentences keep their message; so does `debug`.
 */
export function describeError(error: unknown, quoting = false): Record<string, unknown> {
  if (!(error instanceof Error)) return { name: typeof error };
  const described: Record<string, unknown> = { name: error.name };
  if ("code" in error && (typeof error.code === "string" || typeof error.code === "number")) {
    described.code = error.code;
  }
  if (quoting || "syscall" in error || (error instanceof ServiceError && error.code === "UNAVAILABLE")) {
    described.message = error.message;
  }
  const frames = (error.stack ?? "").split("\n").filter((line) => /^\s+at /.test(line));
  if (frames.length > 0) described.at = frames.slice(0, 8).map((line) => line.trim());
  if (error.cause !== undefined) described.cause = describeError(error.cause, quoting);
  return described;
}
