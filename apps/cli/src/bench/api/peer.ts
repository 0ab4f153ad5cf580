import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { connect } from "node:net";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { repositoryRoot } from "@leadlift/services/environment";
import { inherited } from "../../environment.ts";
import { freePort } from "../own-installation.ts";
import { features } from "./brokerage.ts";

const python = "/usr/bin/python3";
const needs = "fastapi, uvicorn, xgboost, redis";

export interface Peer {
  port: number;
  version: string;
  /** Forgets what it has cached. */
  close(): Promise<void>;
}

/** A FastAPI + Redis + XGBoost server in this folder, as it is; or a sentence saying what it lacks. */
export async function startPeer(folder: string): Promise<Peer | { missing: string }> {
  if (!existsSync(join(folder, "app.py"))) return { missing: `There is no peer in ${folder}.` };
  const versions = spawnSync(
    python,
    ["-c", `import ${needs}; print("FastAPI", fastapi.__version__, "XGBoost", xgboost.__version__)`],
    { encoding: "utf8" },
  );
  const redis = spawnSync("redis-server", ["--version"], { encoding: "utf8" });
  if (versions.status !== 0 || redis.status !== 0) {
    return {
      missing: `The peer needs more: apt-get install redis-server python3-fastapi python3-uvicorn python3-xgboost python3-redis.`,
    };
  }
  const temporary = await mkdtemp(join(tmpdir(), "leadlift-peer-"));
  const model = join(temporary, "model.json");
  const trained = spawnSync(python, [join(folder, "train.py"), model, String(features)], {
    encoding: "utf8",
  });
  if (trained.status !== 0) throw new Error(`The peer's model was not trained: ${trained.stderr}`);
  const [port, redisPort] = [await freePort(), await freePort()];
  const children = [
    spawn("redis-server", ["--port", String(redisPort), "--save", ""], { stdio: "ignore" }),
    spawn(python, ["-m", "uvicorn", "app:app", "--port", String(port), "--log-level", "warning"], {
      cwd: folder,
      env: { ...inherited, REDIS_PORT: String(redisPort), MODEL: model, PYTHONDONTWRITEBYTECODE: "1" },
      stdio: ["ignore", "ignore", "inherit"],
    }),
  ];
  const close = async () => {
    await Promise.all(children.map(stop));
    await rm(temporary, { recursive: true, force: true });
  };
  try {
    await Promise.all([listening(redisPort), listening(port)]);
  } catch (error) {
    await close();
    throw error;
  }
  const redisVersion = /v=(\S+)/.exec(redis.stdout)?.[1];
  return { port, version: `${versions.stdout.trim()} Redis ${redisVersion}`, close };
}

export const defaultPeer = resolve(repositoryRoot(import.meta.dirname), "..", "shared", "peer");

async function listening(port: number): Promise<void> {
  const until = performance.now() + 30_000;
  while (!(await connects(port))) {
    if (performance.now() > until) throw new Error(`Nothing listens on port ${port}.`);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

function connects(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ host: "127.0.0.1", port });
    socket.once("connect", () => {
      socket.destroy();
      resolve(true);
    });
    socket.once("error", () => resolve(false));
  });
}

function stop(child: ChildProcess): Promise<void> {
  return new Promise((resolve) => {
    if (child.exitCode !== null || child.signalCode !== null) return resolve();
    child.once("close", () => resolve());
    child.kill("SIGTERM");
  });
}
