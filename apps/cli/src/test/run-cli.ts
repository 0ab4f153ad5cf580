import { spawn } from "node:child_process";
import { join } from "node:path";

const main = join(import.meta.dirname, "..", "main.ts");
const repository = join(import.meta.dirname, "..", "..", "..", "..");

export interface Ended {
  code: number | null;
  stdout: string;
  stderr: string;
}

/** Runs `leadlift …` as a process of its own. */
export function runCli(...args: string[]): Promise<Ended> {
  return runCliWith({}, ...args);
}

/** The same with settings beside those of this process. */
export function runCliWith(settings: Readonly<Record<string, string>>, ...args: string[]): Promise<Ended> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, ["--import", "tsx", main, ...args], {
      cwd: repository,
      env: { ...process.env, ...settings },
      stdio: ["ignore", "pipe", "pipe"],
    });
    const ended: Ended = { code: null, stdout: "", stderr: "" };
    child.stdout.setEncoding("utf8").on("data", (text: string) => {
      ended.stdout += text;
    });
    child.stderr.setEncoding("utf8").on("data", (text: string) => {
      ended.stderr += text;
    });
    child.on("error", reject);
    child.on("close", (code) => resolve({ ...ended, code }));
  });
}
