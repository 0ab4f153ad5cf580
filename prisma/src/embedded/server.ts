import { spawn, spawnSync } from "node:child_process";
import { closeSync, existsSync, openSync, readFileSync, rmSync, statSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { canConnect } from "../can-connect.ts";
import { addressOf, type Cluster } from "./cluster.ts";
import { EmbeddedError, wordServerLog } from "./error.ts";
import { choosePort } from "./port.ts";
import { readPostmaster, servesCluster } from "./postmaster.ts";
import { isAlive } from "./process.ts";

const startTimeoutMs = 60_000;
const stopTimeoutMs = 30_000;

export interface Running {
  pid: number;
  port: number;
}

/** The server that outlived an earlier supervisor, as it runs; the mark of one that is dead is cleared. */
export async function adopt(cluster: Cluster): Promise<Running | undefined> {
  const deadline = Date.now() + startTimeoutMs;
  for (;;) {
    const found = readPostmaster(cluster.data);
    if (!found) return undefined;
    if (!servesCluster(found.pid, cluster.data)) {
      rmSync(join(cluster.data, "postmaster.pid"), { force: true });
      return undefined;
    }
    if (found.ready && (await canConnect(addressOf(cluster, found.port, "postgres")))) return found;
    if (Date.now() > deadline) {
      throw new EmbeddedError(
        `PostgreSQL (process ${found.pid}) runs but does not answer: stop it, then start again.`,
      );
    }
    await sleep(50);
  }
}

/** Starts the server and waits until it is ready. */
export async function start(
  cluster: Cluster,
  options: { port?: number; settings?: Record<string, string> },
): Promise<Running> {
  for (let attempt = 1; ; attempt++) {
    const port = await choosePort(options.port, attempt === 1 ? cluster.settings.port : null);
    const from = existsSync(cluster.log) ? statSync(cluster.log).size : 0;
    const pid = launch(cluster, port, options.settings ?? {});
    if (await becameReady(cluster, pid)) {
      cluster.saveSettings({ port });
      return { pid, port };
    }
    const said = readFileSync(cluster.log).subarray(from).toString("utf8");
    const portLost = options.port === undefined && /Address already in use/i.test(said);
    // Backends of a server that was killed need a moment to notice.
    const remains = /pre-existing shared memory block/i.test(said);
    if ((!portLost && !remains) || attempt >= 20)
      throw wordServerLog(said, cluster.runner.folder, cluster.log);
    await sleep(250);
  }
}

function launch({ runner, data, log }: Cluster, port: number, settings: Record<string, string>): number {
  const asked = {
    port: String(port),
    listen_addresses: "127.0.0.1",
    // A socket's path may be no longer than 107 bytes, and nobody needs one here.
    unix_socket_directories: "",
    max_connections: "200",
    shared_buffers: "128MB",
    password_encryption: "scram-sha-256",
    lc_messages: "C",
    timezone: "UTC",
    log_timezone: "UTC",
    jit: "off",
    ...settings,
  };
  const flags = Object.entries(asked).flatMap(([name, value]) => ["-c", `${name}=${value}`]);
  const { file, args, options } = runner.command("postgres", ["-D", data, ...flags]);
  if (existsSync(log) && statSync(log).size > 10_000_000) rmSync(log);
  const output = openSync(log, "a", 0o600);
  // A process group of its own: Ctrl-C reaches the supervisor only, which stops its clients first.
  const child = spawn(file, args, {
    ...options,
    detached: true,
    stdio: ["ignore", output, output],
  });
  closeSync(output);
  child.on("error", () => undefined);
  child.unref();
  if (child.pid === undefined) throw new EmbeddedError(`PostgreSQL could not be run (${file}).`);
  return child.pid;
}

async function becameReady(cluster: Cluster, pid: number): Promise<boolean> {
  const deadline = Date.now() + startTimeoutMs;
  while (Date.now() < deadline) {
    const found = readPostmaster(cluster.data);
    if (found?.pid === pid && found.ready) return true;
    if (!isAlive(pid)) return false;
    await sleep(20);
  }
  throw new EmbeddedError(`PostgreSQL was not ready within a minute: see ${cluster.log}.`);
}

/** Stops the server, within a minute or with EmbeddedError. */
export async function stopServer({ runner, data }: Cluster, pid: number): Promise<void> {
  if (process.platform !== "win32") return endServer(pid, data);
  const { file, args, options } = runner.command("pg_ctl", ["stop", "-D", data, "-m", "fast", "-w"]);
  spawnSync(file, args, options);
}

/** Ends the process that serves this cluster, if it still does. */
export async function endServer(pid: number, data: string): Promise<void> {
  // Fast shutdown writes everything down; immediate is for a server that does not manage that.
  for (const signal of ["SIGINT", "SIGQUIT"] as const) {
    if (!servesCluster(pid, data)) return;
    process.kill(pid, signal);
    if (await ended(pid, data, stopTimeoutMs)) return;
  }
  throw new EmbeddedError(`PostgreSQL (process ${pid}) does not stop: end it by hand.`);
}

async function ended(pid: number, data: string, withinMs: number): Promise<boolean> {
  const deadline = Date.now() + withinMs;
  while (Date.now() < deadline) {
    if (!servesCluster(pid, data)) return true;
    await sleep(20);
  }
  return false;
}
