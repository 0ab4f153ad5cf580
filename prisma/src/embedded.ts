import { spawn, spawnSync } from "node:child_process";
import { randomBytes } from "node:crypto";
import {
  closeSync,
  existsSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { createServer } from "node:net";
import { join, resolve } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import pg from "pg";
import { z } from "zod";
import { EmbeddedError, wordFileError, wordServerLog } from "./embedded/error.ts";
import { readPostmaster, servesCluster } from "./embedded/postmaster.ts";
import { isAlive } from "./embedded/process.ts";
import { findPrograms } from "./embedded/programs.ts";
import { superviseAlone } from "./embedded/supervisor.ts";
import { chooseRunner, folderElsewhere, type RootMode, type Runner } from "./embedded/user.ts";

export { EmbeddedError } from "./embedded/error.ts";

const ownerName = "leadlift_owner";
const databaseName = "leadlift";
const startTimeoutMs = 60_000;
const stopTimeoutMs = 30_000;

export interface EmbeddedOptions {
  dataDir: string;
  /** the port to listen on; without it the one used last, or a free one */
  port?: number;
  onStep?: (step: string) => void;
  /** PostgreSQL settings beyond the usual, by name */
  settings?: Record<string, string>;
  /** how root runs it; found out when absent */
  rootMode?: RootMode;
}

export interface EmbeddedServer {
  /** the owner's address of the database */
  url: string;
  /** whether the cluster was made just now */
  firstTime: boolean;
  stop(): Promise<void>;
}

interface Cluster {
  runner: Runner;
  /** PostgreSQL's data folder */
  data: string;
  log: string;
  settings: Settings;
  saveSettings(changes: Partial<Settings>): void;
}

const settingsSchema = z.object({ password: z.string().min(20), port: z.number().int().nullable() });
type Settings = z.infer<typeof settingsSchema>;

/**
 * Starts the PostgreSQL that comes with LeadLift, makes its cluster at first, and adopts a server that an earlier
 * supervisor left running. Throws EmbeddedError with one sentence for a person.
 */
export async function startEmbedded(options: EmbeddedOptions): Promise<EmbeddedServer> {
  const dataDir = resolve(options.dataDir);
  const step = options.onStep ?? (() => undefined);
  let release: (() => void) | undefined;
  try {
    const programs = await findPrograms();
    mkdirSync(dataDir, { recursive: true });
    release = superviseAlone(join(dataDir, "postgres.lock"));
    const cluster = openCluster(programs.folder, dataDir, options.rootMode);
    checkVersion(cluster.data, programs.major);

    const firstTime = !existsSync(join(cluster.data, "PG_VERSION"));
    if (firstTime) {
      step("Preparing the database");
      makeCluster(cluster, options.settings?.fsync !== "off");
    }
    step("Starting the database");
    const server = (await adopt(cluster)) ?? (await start(cluster, options));
    const url = addressOf(cluster, server.port, databaseName);
    await makeDatabase(addressOf(cluster, server.port, "postgres"));
    const giveUp = release;
    return {
      url,
      firstTime,
      async stop() {
        await stopServer(cluster, server.pid);
        giveUp();
      },
    };
  } catch (error) {
    release?.();
    throw wordFileError(error, dataDir);
  }
}

/** Removes the cluster and everything in it, after stopping a server that was left running. */
export async function removeEmbedded(options: { dataDir: string }): Promise<void> {
  const dataDir = resolve(options.dataDir);
  if (!existsSync(dataDir)) return;
  const release = superviseAlone(join(dataDir, "postgres.lock"));
  try {
    for (const folder of [join(dataDir, "postgres"), folderElsewhere(join(dataDir, "postgres"))]) {
      const running = readPostmaster(join(folder, "cluster"));
      if (running && servesCluster(running.pid, join(folder, "cluster"))) {
        process.kill(running.pid, "SIGINT");
        if (!(await ended(running.pid, join(folder, "cluster"), stopTimeoutMs)))
          process.kill(running.pid, "SIGKILL");
      }
      rmSync(folder, { recursive: true, force: true });
    }
    rmSync(join(dataDir, "postgres.json"), { force: true });
  } catch (error) {
    throw wordFileError(error, dataDir);
  } finally {
    release();
  }
}

function openCluster(programs: string, dataDir: string, rootMode: RootMode | undefined): Cluster {
  const runner = chooseRunner(programs, join(dataDir, "postgres"), rootMode);
  const data = join(runner.folder, "cluster");
  const settingsFile = join(dataDir, "postgres.json");
  let settings = readSettings(settingsFile);
  if (!settings) {
    if (existsSync(data)) {
      if (runner.folder === join(dataDir, "postgres")) {
        throw new EmbeddedError(
          `${settingsFile} holds the password of the database and is missing or damaged: put it back, or begin anew with npm run reset.`,
        );
      }
      // Of a data folder that somebody has since removed, with the key to everything in the cluster.
      rmSync(data, { recursive: true, force: true });
    }
    settings = { password: randomBytes(24).toString("base64url"), port: null };
    writeFileSync(settingsFile, JSON.stringify(settings), { mode: 0o600, flush: true });
  }
  const cluster: Cluster = {
    runner,
    data,
    log: join(runner.folder, "server.log"),
    settings,
    saveSettings(changes) {
      cluster.settings = { ...cluster.settings, ...changes };
      writeFileSync(settingsFile, JSON.stringify(cluster.settings), { mode: 0o600 });
    },
  };
  return cluster;
}

function readSettings(path: string): Settings | undefined {
  try {
    return settingsSchema.parse(JSON.parse(readFileSync(path, "utf8")));
  } catch {
    return undefined;
  }
}

function checkVersion(data: string, major: string): void {
  const path = join(data, "PG_VERSION");
  if (!existsSync(path)) return;
  const made = readFileSync(path, "utf8").trim();
  if (made === major) return;
  throw new EmbeddedError(
    `The database in ${data} was made by PostgreSQL ${made} and this LeadLift brings ${major}: start with the LeadLift that made it, or begin anew with npm run reset.`,
  );
}

// Made under another name, so that one killed half-way is never taken for a cluster.
function makeCluster({ runner, data, settings, log }: Cluster, durable: boolean): void {
  const draft = `${data}.new`;
  const passwordFile = `${data}.password`;
  rmSync(draft, { recursive: true, force: true });
  writeFileSync(passwordFile, settings.password, { mode: 0o600 });
  runner.own(passwordFile);
  try {
    const { file, args, options } = runner.command("initdb", [
      `--pgdata=${draft}`,
      `--username=${ownerName}`,
      `--pwfile=${passwordFile}`,
      "--auth=scram-sha-256",
      "--encoding=UTF8",
      "--locale=C",
      "--locale-provider=builtin",
      "--builtin-locale=C.UTF-8",
      "--no-instructions",
      ...(durable ? [] : ["--no-sync"]),
    ]);
    const run = spawnSync(file, args, { ...options, encoding: "utf8" });
    if (run.status !== 0) throw wordServerLog(`${run.stderr}`, runner.folder, log);
    renameSync(draft, data);
  } finally {
    rmSync(passwordFile, { force: true });
    rmSync(draft, { recursive: true, force: true });
  }
}

interface Running {
  pid: number;
  port: number;
}

// A server that outlived its supervisor is used as it is; a mark that one left behind dead is cleared.
async function adopt(cluster: Cluster): Promise<Running | undefined> {
  const deadline = Date.now() + startTimeoutMs;
  for (;;) {
    const found = readPostmaster(cluster.data);
    if (!found) return undefined;
    if (!servesCluster(found.pid, cluster.data)) {
      rmSync(join(cluster.data, "postmaster.pid"), { force: true });
      return undefined;
    }
    if (found.ready && (await answers(addressOf(cluster, found.port, "postgres")))) return found;
    if (Date.now() > deadline) {
      throw new EmbeddedError(
        `PostgreSQL (process ${found.pid}) runs but does not answer: stop it, then start again.`,
      );
    }
    await sleep(50);
  }
}

async function start(cluster: Cluster, options: EmbeddedOptions): Promise<Running> {
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

async function choosePort(asked: number | undefined, last: number | null): Promise<number> {
  if (asked !== undefined) {
    if (await portIsFree(asked)) return asked;
    throw new EmbeddedError(`Port ${asked} is taken by another program: stop it, or choose another port.`);
  }
  return last !== null && (await portIsFree(last)) ? last : freePort();
}

async function portIsFree(port: number): Promise<boolean> {
  return (await bind(port)) !== undefined;
}

async function freePort(): Promise<number> {
  const port = await bind(0);
  if (port === undefined) throw new EmbeddedError("This machine has no free port for PostgreSQL.");
  return port;
}

function bind(port: number): Promise<number | undefined> {
  return new Promise((done) => {
    const server = createServer();
    server.once("error", () => done(undefined));
    server.listen({ port, host: "127.0.0.1", exclusive: true }, () => {
      const address = server.address();
      server.close(() => done(address instanceof Object ? address.port : undefined));
    });
  });
}

function addressOf(cluster: Cluster, port: number, database: string): string {
  return `postgresql://${ownerName}:${cluster.settings.password}@127.0.0.1:${port}/${database}`;
}

async function answers(connectionString: string): Promise<boolean> {
  const client = new pg.Client({ connectionString, connectionTimeoutMillis: 5_000 });
  client.on("error", () => undefined);
  try {
    await client.connect();
    return true;
  } catch {
    return false;
  } finally {
    await client.end().catch(() => undefined);
  }
}

async function makeDatabase(connectionString: string): Promise<void> {
  const client = new pg.Client({ connectionString });
  client.on("error", () => undefined);
  try {
    await client.connect();
    const { rows } = await client.query("select 1 from pg_database where datname = $1", [databaseName]);
    if (rows.length === 0) await client.query(`create database ${databaseName}`);
  } finally {
    await client.end().catch(() => undefined);
  }
}

// Fast shutdown ends the sessions and writes everything down; immediate is for a server that does not manage that.
async function stopServer({ runner, data }: Cluster, pid: number): Promise<void> {
  if (!servesCluster(pid, data)) return;
  if (process.platform === "win32") {
    const { file, args, options } = runner.command("pg_ctl", ["stop", "-D", data, "-m", "fast", "-w"]);
    spawnSync(file, args, options);
    return;
  }
  process.kill(pid, "SIGINT");
  if (await ended(pid, data, stopTimeoutMs)) return;
  process.kill(pid, "SIGQUIT");
  if (await ended(pid, data, stopTimeoutMs)) return;
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
