import type { Platform } from "../platform.ts";
import type { QueueBackend } from "./backend.ts";
import { type JobName, jobCatalogue, jobNames } from "./catalogue.ts";
import { giveUp } from "./give-up.ts";
import { type JobHandlers, parsePayload, runJob } from "./run.ts";

/** How long running jobs may end by themselves before they are interrupted and put back. */
const graceMs = 2_000;

/** Takes jobs of every kind until closed. */
export function startWork(
  platform: Platform,
  backend: QueueBackend,
  handlers: JobHandlers,
): { close(): Promise<void> } {
  const { log } = platform;
  const shutdown = new AbortController();
  const loose = new Set<Promise<void>>();

  const start = <Name extends JobName>(job: Name) =>
    backend.work(job, {
      concurrency: jobCatalogue[job].concurrency,
      run: (run) => runJob(platform, job, handlers[job], run, shutdown.signal),
      onAbandoned(jobId, data) {
        log.error("Job abandoned: it stopped its worker too often", { job, jobId });
        const payload = parsePayload(job, data);
        if (!payload) return;
        const ending = giveUp(platform, job, payload, jobId)
          .catch((error: unknown) => log.error("Could not give a job up", { job, jobId, error }))
          .finally(() => loose.delete(ending));
        loose.add(ending);
      },
      onError: (error) => log.warn("The queue had a fault", { job, error }),
    });
  const workers = jobNames.map((job) => start(job));

  return {
    async close() {
      const interrupt = setTimeout(() => shutdown.abort(new Error("The worker is stopping")), graceMs);
      await Promise.all(workers.map((worker) => worker.close()));
      clearTimeout(interrupt);
      await Promise.all(loose);
    },
  };
}
