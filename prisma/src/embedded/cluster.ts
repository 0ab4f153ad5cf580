import { spawnSync } from "node:child_process";
import { randomBytes } from "node:crypto";
import { existsSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { EmbeddedError, requireSpace, wordServerLog } from "./error.ts";
import { chooseRunner, type RootMode, type Runner } from "./user.ts";

const ownerName = "leadlift_owner";

export interface Cluster {
  runner: Runner;
  /** PostgreSQL's data folder */
  data: string;
  log: string;
  settings: Settings;
  saveSettings(changes: Partial<Settings>): void;
}

const settingsSchema = z.object({ password: z.string().min(20), port: z.number().int().nullable() });
type Settings = z.infer<typeof settingsSchema>;

export function openCluster(programs: string, dataDir: string, rootMode: RootMode | undefined): Cluster {
  const runner = chooseRunner(programs, join(dataDir, "postgres"), rootMode);
  const data = join(runner.folder, "cluster");
  const settingsFile = join(dataDir, "postgres.json");
  let settings = readSettings(settingsFile);
  if (!settings) {
    if (existsSync(data)) {
      if (existsSync(settingsFile) || runner.folder === join(dataDir, "postgres")) {
        throw new EmbeddedError(
          `${settingsFile} holds the password of the database and is missing or damaged: put it back, or begin anew with npm run reset.`,
        );
      }
      // The whole data folder was removed, and this part of it lies elsewhere: it is put aside, not deleted.
      renameSync(data, `${data}.${Date.now()}`);
    }
    settings = { password: randomBytes(24).toString("base64url"), port: null };
    writeSettings(settingsFile, settings);
  }
  const cluster: Cluster = {
    runner,
    data,
    log: join(runner.folder, "server.log"),
    settings,
    saveSettings(changes) {
      cluster.settings = { ...cluster.settings, ...changes };
      writeSettings(settingsFile, cluster.settings);
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

// Renamed into place: a file cut off half-way would lock everybody out of the database.
function writeSettings(path: string, settings: Settings): void {
  const draft = `${path}.new`;
  writeFileSync(draft, JSON.stringify(settings), { mode: 0o600, flush: true });
  renameSync(draft, path);
}

export function checkVersion(data: string, major: string): void {
  const path = join(data, "PG_VERSION");
  if (!existsSync(path)) return;
  const made = readFileSync(path, "utf8").trim();
  if (made === major) return;
  throw new EmbeddedError(
    `The database in ${data} was made by PostgreSQL ${made} and this LeadLift brings ${major}: start with the LeadLift that made it, or begin anew with npm run reset.`,
  );
}

// Made under another name, so that one killed half-way is never taken for a cluster.
export function makeCluster({ runner, data, settings, log }: Cluster, durable: boolean): void {
  requireSpace(runner.folder);
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

/** The owner's address of a database in this cluster. */
export function addressOf(cluster: Cluster, port: number, database: string): string {
  return `postgresql://${ownerName}:${cluster.settings.password}@127.0.0.1:${port}/${database}`;
}
