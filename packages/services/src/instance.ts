import {
  closeSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
  writeSync,
} from "node:fs";
import { join } from "node:path";
import { z } from "zod";

const instanceSchema = z.object({
  pid: z.number().int().positive(),
  address: z.string(),
  /** Null while it is starting. */
  databaseUrl: z.string().nullable(),
});

/** What a running `npm start` tells other commands of the same data folder. */
export type Instance = z.infer<typeof instanceSchema>;

const fileOf = (dataDir: string) => join(dataDir, "running.json");

/** Null when none runs; a file left behind by a killed process does not count. */
export function runningInstance(dataDir: string): Instance | null {
  try {
    const instance = instanceSchema.parse(JSON.parse(readFileSync(fileOf(dataDir), "utf8")));
    return isOurs(instance.pid) ? instance : null;
  } catch {
    return null;
  }
}

/** Takes the data folder for this process; returns the instance that holds it already, or null. */
export function claimInstance(dataDir: string, address: string): Instance | null {
  mkdirSync(dataDir, { recursive: true });
  const text = JSON.stringify({ pid: process.pid, address, databaseUrl: null } satisfies Instance);
  for (;;) {
    try {
      const file = openSync(fileOf(dataDir), "wx", 0o600);
      writeSync(file, text);
      closeSync(file);
      return null;
    } catch (error) {
      if (!(error instanceof Error && "code" in error && error.code === "EEXIST")) throw error;
      const other = runningInstance(dataDir);
      if (other && other.pid !== process.pid) return other;
      rmSync(fileOf(dataDir), { force: true });
    }
  }
}

export function announceInstance(dataDir: string, instance: Instance): void {
  const file = fileOf(dataDir);
  writeFileSync(`${file}.new`, JSON.stringify(instance), { mode: 0o600 });
  renameSync(`${file}.new`, file);
}

export function withdrawInstance(dataDir: string): void {
  rmSync(fileOf(dataDir), { force: true });
}

export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && "code" in error && error.code === "EPERM";
  }
}

// After a restart of the machine the number may belong to another program.
function isOurs(pid: number): boolean {
  if (!isAlive(pid)) return false;
  try {
    return /node|leadlift/.test(readFileSync(`/proc/${pid}/cmdline`, "utf8"));
  } catch {
    return true;
  }
}
