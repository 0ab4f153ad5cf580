import { join } from "node:path";
import { demoOrganisationId } from "../demo/accounts.ts";
import { loadDemo } from "../demo/load.ts";
import { sampleWasRemoved } from "../demo/removal.ts";
import { type Environment, repositoryRoot, withApiPort } from "../environment.ts";
import { announceInstance, claimInstance, withdrawInstance } from "../instance.ts";
import { createLogger } from "../log.ts";
import { openPlatform, type Platform } from "../platform.ts";
import type { Child } from "./child.ts";
import { migrateAll, startDatabase } from "./database.ts";
import { OperateError } from "./errors.ts";
import { ensureFirstModel } from "./first-model.ts";
import { listenHost } from "./listen-host.ts";
import { freeApiPort, preflight } from "./preflight.ts";
import { Progress, type Screen } from "./progress.ts";
import { readyBlock } from "./ready-block.ts";
import { startApiProcess, startWebProcess, startWorkerProcess } from "./services.ts";
import { buildWeb, webBuildIsStale } from "./web-build.ts";

export interface StartOptions {
  env: Environment;
  /** What the processes started here inherit. */
  variables: Readonly<Record<string, string | undefined>>;
  screen: Screen;
  /** Aborted by the first Ctrl-C. */
  stop: AbortSignal;
  /** Aborted by the second: nothing is waited for any more. */
  force: AbortSignal;
}

const patienceMs = 26_000;

/**
 * A whole LeadLift in the foreground: database, migrations, sample brokerage, worker, API, dashboard; until stopped.
 * Throws OperateError with one sentence when it cannot start. Whatever was started is stopped, last first.
 */
export async function startLeadLift(options: StartOptions): Promise<void> {
  const { env, screen, stop } = options;
  const progress = new Progress(screen);
  const closers: (() => Promise<void> | void)[] = [];
  // A failure of one part ends the others as well.
  const halt = new AbortController();
  stop.addEventListener("abort", () => halt.abort(), { once: true });
  try {
    await bringUp({ ...options, stop: halt.signal }, progress, closers);
    if (!stop.aborted) await aborted(stop);
  } catch (error) {
    if (!stop.aborted) throw error;
  } finally {
    halt.abort();
    progress.end();
    if (stop.aborted) screen.write("Stopping …\n");
    await closeAll(closers, options.force);
    if (stop.aborted) screen.write(`Stopped. Your data is in ${env.dataDir}.\n`);
  }
}

async function bringUp(
  options: StartOptions,
  progress: Progress,
  closers: (() => Promise<void> | void)[],
): Promise<void> {
  const { variables, screen, stop, force } = options;
  let { env } = options;
  const root = repositoryRoot(import.meta.dirname);
  const logDir = join(env.dataDir, "logs");
  const unlessStopped = <T>(work: Promise<T>): Promise<T> =>
    Promise.race([work, aborted(stop).then(stopped)]);

  const other = claimInstance(env.dataDir, env.publicUrl);
  if (other) {
    throw new OperateError(
      `LeadLift is already running on this data (process ${other.pid}): open ${other.address}, or stop it first.`,
    );
  }
  closers.push(() => withdrawInstance(env.dataDir));
  await preflight(env);
  const apiPort = await freeApiPort(env);
  if (apiPort !== env.apiPort) {
    progress.line(`Port ${env.apiPort} is taken: the API answers on ${apiPort}.`);
    env = withApiPort(env, apiPort);
  }

  const starting = progress.start("Starting the database");
  const database = await startDatabase(env, (step) => starting.update(step));
  closers.push(() => database.stop());
  starting.done(database.embedded ? "Database started" : "Database of DATABASE_URL taken");
  if (stop.aborted) return;

  const migrating = progress.start("Preparing the tables");
  const { applied } = await migrateAll(env, database.url, (step) => migrating.update(step));
  migrating.done(
    applied.length > 0 ? `Tables prepared, ${applied.length} migrations` : "Tables are up to date",
  );
  announceInstance(env.dataDir, { pid: process.pid, address: env.publicUrl, databaseUrl: database.url });

  const log = createLogger({ level: "silent", application: "start" });
  const platform = await openPlatform({ ...env, databaseUrl: database.url }, "start", { poolSize: 4, log });
  closers.push(() => platform.close());
  if (stop.aborted) return;

  const childEnv = {
    ...variables,
    DATABASE_URL: database.url,
    LEADLIFT_DATA_DIR: env.dataDir,
    LEADLIFT_KEY_FILE: env.keyFile,
    PORT: String(env.port),
    PUBLIC_URL: env.publicUrl,
    LEADLIFT_API_PORT: String(env.apiPort),
    PUBLIC_API_URL: env.publicApiUrl,
  };
  const onRestart = (name: string, logFile: string) =>
    progress.line(`The ${name} stopped and is started again; see ${logFile}.`);
  const children = { root, env: childEnv, logDir, onRestart };
  const keep = (child: Child) => {
    force.addEventListener("abort", () => child.kill(), { once: true });
    closers.push(() => child.stop(patienceMs));
    return child;
  };

  const serving = serve(options, progress, root, logDir, () =>
    keep(startWebProcess({ ...children, host: listenHost(env.publicUrl), port: env.port })),
  );
  const working = async () => {
    const worker = keep(startWorkerProcess(children));
    await readyOr(worker, "The worker", join(logDir, "worker.log"));
    if (env.demo) await prepareDemo(platform, progress, stop);
  };
  const answering = readyOr(keep(startApiProcess(children)), "The API", join(logDir, "api.log"));
  await unlessStopped(Promise.all([serving, answering, working()]));
  screen.write(readyBlock(env));
}

async function serve(
  { stop, variables }: StartOptions,
  progress: Progress,
  root: string,
  logDir: string,
  start: () => Child,
): Promise<void> {
  if (webBuildIsStale(root)) {
    const building = progress.start("Building the dashboard");
    await buildWeb({ root, env: variables, logFile: join(logDir, "web-build.log"), signal: stop });
    building.done("Dashboard built");
  }
  if (stop.aborted) return;
  const starting = progress.start("Starting the dashboard");
  await readyOr(start(), "The dashboard", join(logDir, "web.log"));
  starting.done("Dashboard started");
}

async function prepareDemo(platform: Platform, progress: Progress, stop: AbortSignal): Promise<void> {
  if (await sampleWasRemoved(platform, demoOrganisationId)) {
    progress.line(
      "The sample brokerage was removed by an admin and stays so; npm run reset starts from nothing.",
    );
    return;
  }
  const loading = progress.start("Loading the sample brokerage");
  const { orgId, leads, loaded } = await loadDemo(platform, {
    leads: platform.env.demoLeads,
    eventsPerLead: platform.env.demoEventsPerLead,
    signal: stop,
    onProgress: (fraction) => loading.update("Loading the sample brokerage", fraction),
  });
  const count = leads.toLocaleString("en-IN");
  loading.done(
    loaded ? `Sample brokerage loaded, ${count} leads` : `Sample brokerage is there, ${count} leads`,
  );
  await ensureFirstModel(platform, orgId, progress, stop);
}

async function readyOr(child: Child, name: string, logFile: string): Promise<void> {
  await child.ready.catch(() => {
    throw new OperateError(`${name} does not start; ${logFile} says why.`);
  });
}

function aborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve();
    else signal.addEventListener("abort", () => resolve(), { once: true });
  });
}

function stopped(): never {
  throw new Error("stopped");
}

/** Last opened, first closed; forced, nothing but the database is waited for, and that for two seconds. */
async function closeAll(closers: (() => Promise<void> | void)[], force: AbortSignal): Promise<void> {
  const all = async () => {
    for (let close = closers.pop(); close; close = closers.pop()) {
      await Promise.resolve(close()).catch(() => {
        process.exitCode = 1;
      });
    }
  };
  const forced = aborted(force).then(() => new Promise((resolve) => setTimeout(resolve, 2_000)));
  await Promise.race([all(), forced]);
}
