import { createRequire } from "node:module";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { fileURLToPath, pathToFileURL } from "node:url";
import { type Child, keepRunning } from "./child.ts";

export interface ServiceOptions {
  root: string;
  env: Readonly<Record<string, string | undefined>>;
  logDir: string;
  onRestart(name: string, logFile: string): void;
}

export function startWorkerProcess(options: ServiceOptions): Child {
  return startOurs(options, "worker", "worker");
}

export function startApiProcess(options: ServiceOptions): Child {
  return startOurs(options, "API", "api");
}

/** An app of ours that says itself when it is ready. */
function startOurs({ root, env, logDir, onRestart }: ServiceOptions, name: string, app: string): Child {
  const loader = pathToFileURL(createRequire(join(root, "package.json")).resolve("tsx")).href;
  return keepRunning({
    name: `The ${name}`,
    args: ["--import", loader, join(root, `apps/${app}/src/main.ts`)],
    cwd: root,
    env,
    logFile: join(logDir, `${app}.log`),
    ready: (child) =>
      new Promise((resolve) => child.on("message", (message) => message === "ready" && resolve())),
    onRestart: () => onRestart(name, join(logDir, `${app}.log`)),
  });
}

export function startWebProcess(options: ServiceOptions & { host: string; port: number }): Child {
  const { root, env, logDir, host, port, onRestart } = options;
  const leash = pathToFileURL(fileURLToPath(new URL("./exit-with-parent.mjs", import.meta.url))).href;
  return keepRunning({
    name: "The dashboard",
    args: [
      "--import",
      leash,
      join(root, "apps/web/src/serving/main.mjs"),
      "--hostname",
      host,
      "--port",
      String(port),
    ],
    cwd: join(root, "apps/web"),
    env: { ...env, NODE_ENV: "production", NEXT_TELEMETRY_DISABLED: "1" },
    logFile: join(logDir, "web.log"),
    ready: (_, gone) => answering(`http://127.0.0.1:${port}/`, gone),
    onRestart: () => onRestart("dashboard", join(logDir, "web.log")),
  });
}

async function answering(url: string, gone: AbortSignal): Promise<void> {
  while (!gone.aborted) {
    const response = await fetch(url, { redirect: "manual", signal: gone }).catch(() => null);
    await response?.body?.cancel();
    if (response && response.status < 500) return;
    await pause(200, undefined, { signal: gone });
  }
  throw new Error("gone");
}
