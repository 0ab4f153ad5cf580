import { type ChildProcess, spawn } from "node:child_process";
import { closeSync, openSync, rmSync, statSync } from "node:fs";

export interface ChildOptions {
  name: string;
  args: string[];
  cwd: string;
  env: Readonly<Record<string, string | undefined>>;
  logFile: string;
  /** Resolves when it serves; aborted when it exits before. */
  ready(child: ChildProcess, signal: AbortSignal): Promise<void>;
  onRestart(): void;
}

export interface Child {
  /** Resolves at the first readiness; rejects when it exits before, five times in a row. */
  readonly ready: Promise<void>;
  /** SIGTERM, then SIGKILL after `patienceMs`. */
  stop(patienceMs: number): Promise<void>;
  kill(): void;
}

const largestLog = 10 * 1024 ** 2;
const steadyAfterMs = 60_000;
const attemptsBeforeReady = 5;

/**
 * Keeps a Node process running: one that ends is started again, with growing pauses. It has a process group of its own,
 * so that Ctrl-C reaches only us and things stop in order, and a channel whose end tells it that we are gone.
 */
export function keepRunning(options: ChildOptions): Child {
  let child: ChildProcess | undefined;
  let stopping = false;
  let failures = 0;
  let again: NodeJS.Timeout | undefined;
  let markReady = () => {};
  let markFailed = (_: Error) => {};
  const ready = new Promise<void>((resolve, reject) => {
    markReady = resolve;
    markFailed = reject;
  });
  // Whoever waits sees the failure; when nobody does it is no fault of its own.
  ready.catch(() => {});

  const start = () => {
    const log = openLog(options.logFile);
    const started = Date.now();
    const gone = new AbortController();
    const current = spawn(process.execPath, options.args, {
      cwd: options.cwd,
      env: { ...options.env },
      stdio: ["ignore", log, log, "ipc"],
      detached: true,
    });
    closeSync(log);
    child = current;
    options.ready(current, gone.signal).then(markReady, () => {});
    current.once("error", () => {});
    current.once("close", () => {
      gone.abort();
      if (stopping) return;
      failures = Date.now() - started > steadyAfterMs ? 1 : failures + 1;
      if (failures >= attemptsBeforeReady) markFailed(new Error(`${options.name} does not start`));
      options.onRestart();
      again = setTimeout(start, Math.min(30_000, 500 * 2 ** failures));
    });
  };
  start();

  return {
    ready,
    async stop(patienceMs) {
      stopping = true;
      clearTimeout(again);
      const current = child;
      if (!current || hasEnded(current)) return;
      const ended = new Promise((resolve) => current.once("close", resolve));
      current.kill("SIGTERM");
      const force = setTimeout(() => current.kill("SIGKILL"), patienceMs);
      await ended;
      clearTimeout(force);
    },
    kill() {
      stopping = true;
      clearTimeout(again);
      child?.kill("SIGKILL");
    },
  };
}

function hasEnded(child: ChildProcess): boolean {
  return child.exitCode !== null || child.signalCode !== null;
}

function openLog(file: string): number {
  if ((statSync(file, { throwIfNoEntry: false })?.size ?? 0) > largestLog) rmSync(file);
  return openSync(file, "a");
}
