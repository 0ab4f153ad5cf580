import { EnvironmentError } from "../environment.ts";
import { ServiceError } from "../errors.ts";
import type { Logger } from "../log.ts";

/** A stop that takes longer than this is cut short. */
const deadlineMs = 25_000;

export interface RunningProcess {
  log: Pick<Logger, "error">;
  /** Ends what was begun; at most 25 s, then the process is ended. */
  close(): Promise<void>;
}

/**
 * The life of a child process of `npm start`: says "ready" to its supervisor, stops on a signal, on a fault that
 * nobody caught and when the supervisor is gone, which it outlives only by accident. Ends the process: 0 in order, 1
 * after a fault, 2 past the deadline.
 */
export async function runUntilStopped(start: () => Promise<RunningProcess>): Promise<never> {
  const stop = new AbortController();
  for (const signal of ["SIGINT", "SIGTERM"] as const) {
    process.on(signal, () => {
      if (stop.signal.aborted) return;
      stop.abort();
      setTimeout(() => process.exit(2), deadlineMs).unref();
    });
  }
  process.on("disconnect", () => process.kill(process.pid, "SIGTERM"));
  try {
    const running = await start();
    const fatal = (error: unknown) => {
      running.log.error("A fault was not caught; the process stops", { error });
      process.exitCode = 1;
      process.kill(process.pid, "SIGTERM");
    };
    process.on("uncaughtException", fatal);
    process.on("unhandledRejection", fatal);
    process.send?.("ready");
    if (!stop.signal.aborted) {
      await new Promise((resolve) => stop.signal.addEventListener("abort", resolve, { once: true }));
    }
    await running.close();
    process.exit();
  } catch (error) {
    const said = error instanceof EnvironmentError || error instanceof ServiceError ? error.message : error;
    console.error(said);
    process.exit(1);
  }
}
