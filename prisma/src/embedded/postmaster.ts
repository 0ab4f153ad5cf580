import { execFileSync } from "node:child_process";
import { readFileSync, readlinkSync, realpathSync } from "node:fs";
import { join } from "node:path";
import { isAlive } from "./process.ts";

/** What a running server writes into its data folder. */
export interface Postmaster {
  pid: number;
  port: number;
  ready: boolean;
}

/** The server that says it runs on this cluster, whether or not it still does. */
export function readPostmaster(cluster: string): Postmaster | undefined {
  try {
    // One fact a line: pid, data folder, start time, port, socket folder, address, shared memory, state.
    const lines = readFileSync(join(cluster, "postmaster.pid"), "utf8").split("\n");
    const pid = Number(lines[0]);
    if (!Number.isInteger(pid) || pid <= 0) return undefined;
    return { pid, port: Number(lines[3]), ready: lines[7]?.trim() === "ready" };
  } catch {
    return undefined;
  }
}

/** Whether a process is the server of this cluster, and not another that was given its number. */
export function servesCluster(pid: number, cluster: string): boolean {
  if (!isAlive(pid)) return false;
  try {
    // The server works from within its data folder.
    return readlinkSync(`/proc/${pid}/cwd`) === realpathSync(cluster);
  } catch {
    return /postgres/.test(commandOf(pid));
  }
}

function commandOf(pid: number): string {
  try {
    return execFileSync("ps", ["-o", "command=", "-p", String(pid)], { encoding: "utf8" });
  } catch {
    return "";
  }
}
