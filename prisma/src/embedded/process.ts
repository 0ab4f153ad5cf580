import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";

/** A process that cannot be mistaken for a later one with the same number. */
export interface ProcessMark {
  pid: number;
  /** when it began, in whatever words this system tells it */
  began: string | null;
}

export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return !isZombie(pid);
  } catch (error) {
    return error instanceof Error && "code" in error && error.code === "EPERM";
  }
}

export function markProcess(pid: number): ProcessMark {
  return { pid, began: beginOf(pid) };
}

export function isSameProcess(mark: ProcessMark): boolean {
  return isAlive(mark.pid) && beginOf(mark.pid) === mark.began;
}

// An ended process that its parent has not yet collected still answers signals.
function isZombie(pid: number): boolean {
  return statOf(pid)?.[0] === "Z";
}

function beginOf(pid: number): string | null {
  const stat = statOf(pid);
  if (stat) return stat[19] ?? null;
  if (process.platform === "linux" || process.platform === "win32") return null;
  try {
    return execFileSync("ps", ["-o", "lstart=", "-p", String(pid)], { encoding: "utf8" }).trim();
  } catch {
    return null;
  }
}

// proc(5): the fields after the command, which may itself contain spaces and brackets.
function statOf(pid: number): string[] | undefined {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, "utf8");
    return text.slice(text.lastIndexOf(")") + 2).split(" ");
  } catch {
    return undefined;
  }
}
