import { setTimeout as pause } from "node:timers/promises";
import { DatabaseUnavailable } from "@leadlift/db/database-unavailable";
import { type Context, systemContext } from "../context.ts";
import { ServiceError } from "../errors.ts";
import type { LogFields } from "../log.ts";
import type { Platform } from "../platform.ts";
import { type JobRun, NeverRetry, PutBack } from "./backend.ts";
import { type JobName, type JobPayload, jobCatalogue } from "./catalogue.ts";
import { finishJob } from "./finish.ts";
import { giveUp } from "./give-up.ts";

/** Must be a no-op when its work was already done: a job runs at least once. */
export type JobHandler<Name extends JobName> = (
  ctx: Context,
  payload: JobPayload<Name>,
  run: { signal: AbortSignal },
) => Promise<unknown>;

export type JobHandlers = { readonly [Name in JobName]: JobHandler<Name> };

/**
 * One run of one job: parse, call, mark as finished; give up after the last attempt. One that a stop or the database
 * interrupts is put back and counts as none.
 */
export async function runJob<Name extends JobName>(
  platform: Platform,
  job: Name,
  handler: JobHandler<Name>,
  run: JobRun,
  shutdown: AbortSignal,
): Promise<void> {
  const payload = parsePayload(job, run.data);
  if (!payload) throw new NeverRetry("invalid payload");
  const { orgId, ...ids } = payload;
  const fields: LogFields = { ...ids, orgId, job, jobId: run.id, attempt: run.attempt };
  const log = platform.log.with(fields);
  const started = Date.now();
  const timer = deadline(jobCatalogue[job].timeoutMs, shutdown);
  log.info("Job started", { waitedMilliseconds: run.waitedMilliseconds });
  try {
    await handler(await systemContext(platform, orgId, job), payload, { signal: timer.signal });
    await finishJob(platform.db, orgId, run.id);
    log.info("Job finished", { milliseconds: Date.now() - started });
  } catch (error) {
    const away = error instanceof DatabaseUnavailable;
    // A queue on Redis goes on while the database restarts: that must not use up the attempts of all that is queued.
    if (away) await pause(jobCatalogue[job].backoffMs, undefined, { signal: shutdown }).catch(() => {});
    if (away || shutdown.aborted) {
      log.info("Job put back", { milliseconds: Date.now() - started, ...(away ? { error } : {}) });
      throw new PutBack();
    }
    const final = run.lastAttempt || isFinal(error);
    log.error(final ? "Job failed" : "Job will be repeated", { milliseconds: Date.now() - started, error });
    if (final) await giveUp(platform, job, payload, run.id, error);
    const reason = describe(error);
    throw final ? new NeverRetry(reason) : new Error(reason);
  } finally {
    timer.clear();
  }
}

/** Null when `data` is not what the catalogue says. */
export function parsePayload<Name extends JobName>(job: Name, data: unknown): JobPayload<Name> | null {
  const parsed = jobCatalogue[job].payload.safeParse(data);
  return parsed.success ? (parsed.data as JobPayload<Name>) : null;
}

function isFinal(error: unknown): boolean {
  return error instanceof ServiceError && error.code !== "UNAVAILABLE" && error.code !== "TOO_EARLY";
}

// Kept with the failed job, where operators read it: a name and a code, no words that may quote data.
function describe(error: unknown): string {
  if (!(error instanceof Error)) return "unknown";
  return "code" in error && typeof error.code === "string" ? `${error.name} ${error.code}` : error.name;
}

function deadline(timeoutMs: number, shutdown: AbortSignal): { signal: AbortSignal; clear(): void } {
  const controller = new AbortController();
  const stop = () => controller.abort(shutdown.reason);
  const timer = setTimeout(() => controller.abort(new Error("The job took too long")), timeoutMs);
  if (shutdown.aborted) stop();
  else shutdown.addEventListener("abort", stop, { once: true });
  return {
    signal: controller.signal,
    clear() {
      clearTimeout(timer);
      shutdown.removeEventListener("abort", stop);
    },
  };
}
