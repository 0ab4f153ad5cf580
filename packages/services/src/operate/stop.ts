import { setTimeout as pause } from "node:timers/promises";
import type { Environment } from "../environment.ts";
import { isAlive, runningInstance } from "../instance.ts";
import { OperateError } from "./errors.ts";

const patienceMs = 40_000;

/** Stops a running `npm start` and waits until it has ended; false when none runs. */
export async function stopLeadLift(env: Environment): Promise<boolean> {
  const running = runningInstance(env.dataDir);
  if (!running || running.pid === process.pid) return false;
  process.kill(running.pid, "SIGTERM");
  for (const until = Date.now() + patienceMs; Date.now() < until; await pause(100)) {
    if (!isAlive(running.pid)) return true;
  }
  throw new OperateError(
    `LeadLift (process ${running.pid}) does not stop: end that process by hand, then run this again.`,
  );
}
