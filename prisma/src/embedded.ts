import { existsSync, mkdirSync, rmSync } from "node:fs";
import { join, resolve } from "node:path";
import pg from "pg";
import { addressOf, checkVersion, makeCluster, openCluster } from "./embedded/cluster.ts";
import { wordFileError } from "./embedded/error.ts";
import { readPostmaster } from "./embedded/postmaster.ts";
import { findPrograms } from "./embedded/programs.ts";
import { adopt, endServer, start, stopServer } from "./embedded/server.ts";
import { superviseAlone } from "./embedded/supervisor.ts";
import { folderElsewhere, type RootMode } from "./embedded/user.ts";

export { EmbeddedError } from "./embedded/error.ts";

const databaseName = "leadlift";

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
      const cluster = join(folder, "cluster");
      const running = readPostmaster(cluster);
      if (running) await endServer(running.pid, cluster);
      rmSync(folder, { recursive: true, force: true });
    }
    rmSync(join(dataDir, "postgres.json"), { force: true });
  } catch (error) {
    throw wordFileError(error, dataDir);
  } finally {
    release();
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
