import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";

const instanceSchema = z.object({
  pid: z.number().int().positive(),
  databaseUrl: z.string(),
  address: z.string(),
});

/** What a running `npm start` tells other commands of the same data folder. */
export type Instance = z.infer<typeof instanceSchema>;

const fileOf = (dataDir: string) => join(dataDir, "running.json");

/** Null when none runs; a file left behind by a killed process does not count. */
export function runningInstance(dataDir: string): Instance | null {
  try {
    const instance = instanceSchema.parse(JSON.parse(readFileSync(fileOf(dataDir), "utf8")));
    return isAlive(instance.pid) ? instance : null;
  } catch {
    return null;
  }
}

export function announceInstance(dataDir: string, instance: Instance): void {
  writeFileSync(fileOf(dataDir), JSON.stringify(instance), { mode: 0o600 });
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
