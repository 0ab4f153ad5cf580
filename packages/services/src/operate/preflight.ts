import { accessSync, constants, existsSync, mkdirSync, statfsSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";
import type { Environment } from "../environment.ts";
import { redisReadiness } from "../jobs/redis-readiness.ts";
import { OperateError } from "./errors.ts";
import { listenHost } from "./listen-host.ts";

const marker = "leadlift-data";
const leastFreeBytes = 1024 ** 3;

/** Everything that would stop a start later, said first. Throws OperateError. */
export async function preflight(env: Environment, nodeVersion = process.versions.node): Promise<void> {
  checkNode(nodeVersion);
  prepareDataFolder(env.dataDir);
  checkDisk(env.dataDir);
  await checkPort(env.port, listenHost(env.publicUrl));
  if (env.redisUrl !== null) await checkRedis(env.redisUrl);
}

/** The API's port or, where that is taken, the next one that is free. Throws OperateError when there is none near. */
export async function freeApiPort(env: Environment): Promise<number> {
  const host = listenHost(env.publicApiUrl);
  const last = Math.min(65_535, env.apiPort + 50);
  for (let port = env.apiPort; port <= last; port++) {
    if (port !== env.port && !(await portProblem(port, host))) return port;
  }
  throw new OperateError(
    `No port from ${env.apiPort} to ${last} is free for the API: choose another, for instance LEADLIFT_API_PORT=${env.apiPort + 1000} npm start.`,
  );
}

export function isDataFolder(folder: string): boolean {
  return existsSync(join(folder, marker));
}

function checkNode(version: string): void {
  const [major = 0, minor = 0] = version.split(".").map(Number);
  if (major > 20 || (major === 20 && minor >= 19)) return;
  throw new OperateError(`LeadLift needs Node 20.19 or newer and this is ${version}: install a newer one.`);
}

function prepareDataFolder(folder: string): void {
  try {
    mkdirSync(folder, { recursive: true });
    accessSync(folder, constants.W_OK);
    mkdirSync(join(folder, "logs"), { recursive: true });
    const text = "LeadLift keeps its data in this folder; `npm run reset` deletes it.\n";
    if (!isDataFolder(folder)) writeFileSync(join(folder, marker), text);
  } catch {
    throw new OperateError(
      `The data folder ${folder} cannot be written: correct its permissions, or set LEADLIFT_DATA_DIR to another.`,
    );
  }
}

function checkDisk(folder: string): void {
  const { bavail, bsize } = statfsSync(folder);
  const free = bavail * bsize;
  if (free >= leastFreeBytes) return;
  const mb = Math.floor(free / 1024 ** 2);
  throw new OperateError(
    `Only ${mb} MB are free on the disk of ${folder} and LeadLift needs about 1 GB: free some, or set LEADLIFT_DATA_DIR to another disk.`,
  );
}

async function checkRedis(url: string): Promise<void> {
  const { refuse } = await redisReadiness(url);
  if (refuse) throw new OperateError(refuse);
}

async function checkPort(port: number, host: string): Promise<void> {
  const problem = await portProblem(port, host);
  if (problem === "EADDRINUSE") {
    throw new OperateError(
      `Port ${port} is taken: stop what uses it, or choose another, for instance PORT=${port + 1} npm start.`,
    );
  }
  if (problem === "EACCES") {
    throw new OperateError(
      `Port ${port} may not be used by this user: choose one above 1023, for instance PORT=3000 npm start.`,
    );
  }
}

/** Null for a port that can be listened on; without IPv6 only the first address counts. */
async function portProblem(port: number, host: string): Promise<"EADDRINUSE" | "EACCES" | null> {
  const other = host === "127.0.0.1" ? "::1" : "::";
  for (const address of [host, other]) {
    const code = await tryListening(port, address);
    if (code === "EADDRINUSE" || code === "EACCES") return code;
  }
  return null;
}

function tryListening(port: number, host: string): Promise<string | undefined> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once("error", (error: NodeJS.ErrnoException) => resolve(error.code));
    server.listen({ port, host, exclusive: true }, () => server.close(() => resolve(undefined)));
  });
}
