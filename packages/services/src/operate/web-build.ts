import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { closeSync, openSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { OperateError } from "./errors.ts";

const folders = [
  "apps/web",
  "packages/services/src",
  "packages/scoring/src",
  "prisma/src",
  "prisma/generated",
];
const files = ["pnpm-lock.yaml", "prisma/schema.prisma"];
const skipped = new Set([
  "node_modules",
  ".next",
  ".turbo",
  "dist",
  "test",
  "next-env.d.ts",
  "tsconfig.tsbuildinfo",
]);

export interface WebBuildOptions {
  root: string;
  env: Readonly<Record<string, string | undefined>>;
  logFile: string;
  signal: AbortSignal;
}

/** Whether the dashboard's last build was made of other sources than these. */
export function webBuildIsStale(root: string): boolean {
  try {
    return readFileSync(stampOf(root), "utf8") !== sourceHash(root);
  } catch {
    return true;
  }
}

/** Builds the dashboard and compresses its files. Throws OperateError with the end of what was said. */
export async function buildWeb(options: WebBuildOptions): Promise<void> {
  const { root, logFile, signal } = options;
  const web = join(root, "apps/web");
  const hash = sourceHash(root);
  for (const args of [
    [join(web, "node_modules/next/dist/bin/next"), "build"],
    [join(web, "src/serving/compress.mjs")],
  ]) {
    const code = await runStep(args, options);
    if (signal.aborted) return;
    if (code !== 0) {
      const tail = readFileSync(logFile, "utf8").trim().split("\n").slice(-25).join("\n");
      throw new OperateError(
        `${tail}\nThe dashboard could not be built; all that was said is in ${logFile}.`,
      );
    }
  }
  writeFileSync(stampOf(root), hash);
}

/** A step of the build, in a process of its own. Its exit code; null: it was ended. */
async function runStep(args: string[], { root, env, logFile, signal }: WebBuildOptions) {
  const log = openSync(logFile, "w");
  const code = await new Promise<number | null>((resolve) => {
    const child = spawn(process.execPath, args, {
      cwd: join(root, "apps/web"),
      env: { ...env, NODE_ENV: "production", NEXT_TELEMETRY_DISABLED: "1" },
      stdio: ["ignore", log, log],
      detached: true,
    });
    const stop = () => child.kill("SIGTERM");
    signal.addEventListener("abort", stop, { once: true });
    child.once("error", () => resolve(1));
    child.once("close", (exitCode) => {
      signal.removeEventListener("abort", stop);
      resolve(exitCode);
    });
  });
  closeSync(log);
  return code;
}

function stampOf(root: string): string {
  return join(root, "apps/web/.next/leadlift-sources");
}

function sourceHash(root: string): string {
  const hash = createHash("sha256");
  for (const file of [...files, ...folders.flatMap((folder) => sourcesOf(root, folder))].sort()) {
    hash
      .update(`${file}\0`)
      .update(readFileSync(join(root, file)))
      .update("\0");
  }
  return hash.digest("hex");
}

function sourcesOf(root: string, folder: string): string[] {
  return readdirSync(join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = `${folder}/${entry.name}`;
    if (skipped.has(entry.name) || /\.test\.tsx?$/.test(entry.name)) return [];
    if (entry.isDirectory()) return sourcesOf(root, path);
    return entry.isFile() ? [path] : [];
  });
}
