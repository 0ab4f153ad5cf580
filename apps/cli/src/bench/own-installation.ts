import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { createRequire } from "node:module";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { readEnvironment, repositoryRoot } from "@leadlift/services/environment";
import { migrateAll, startDatabase } from "@leadlift/services/operate/database";
import { openPlatform, type Platform } from "@leadlift/services/platform";
import { z } from "zod";
import { inherited } from "../environment.ts";

export interface OwnInstallation {
  platform: Platform;
  /** of the API, without a slash at its end */
  apiUrl: string;
  apiPort: number;
  /** Megabytes that the API holds after collecting; it should have nothing to do meanwhile. */
  apiMemory(): Promise<number>;
  close(): Promise<void>;
}

/** An installation in a folder of its own with the API as a process of its own; closing removes all of it. */
export async function ownInstallation(onStep: (name: string) => void): Promise<OwnInstallation> {
  const closers: (() => Promise<unknown>)[] = [];
  const close = async () => {
    for (let closer = closers.pop(); closer; closer = closers.pop()) await closer();
  };
  try {
    const root = repositoryRoot(import.meta.dirname);
    const dataDir = await mkdtemp(join(tmpdir(), "leadlift-bench-"));
    closers.push(() => rm(dataDir, { recursive: true, force: true }));
    const port = await freePort();
    const variables = {
      LEADLIFT_DATA_DIR: dataDir,
      LEADLIFT_API_PORT: String(port),
      LOG_LEVEL: "warn",
      PUBLIC_API_URL: "",
    };
    const env = readEnvironment(variables, root);
    onStep("Starting a database");
    const database = await startDatabase(env);
    closers.push(() => database.stop());
    await migrateAll(env, database.url);
    const withDatabase = { ...variables, DATABASE_URL: database.url, LEADLIFT_KEY_FILE: env.keyFile };
    const platform = await openPlatform(readEnvironment(withDatabase, root), "bench", { poolSize: 8 });
    closers.push(() => platform.close());
    onStep("Starting the API");
    const api = await startApi(root, withDatabase);
    closers.push(api.stop);
    return { platform, apiUrl: `http://127.0.0.1:${port}`, apiPort: port, apiMemory: api.memory, close };
  } catch (error) {
    await close();
    throw error;
  }
}

const memoryAnswer = z.object({ residentBytes: z.number() });

async function startApi(
  root: string,
  variables: Readonly<Record<string, string>>,
): Promise<{ memory(): Promise<number>; stop(): Promise<void> }> {
  const loader = pathToFileURL(createRequire(join(root, "package.json")).resolve("tsx")).href;
  const answering = join(import.meta.dirname, "answer-memory.ts");
  const program = join(root, "apps/api/src/main.ts");
  const child = spawn(
    process.execPath,
    ["--expose-gc", "--import", loader, "--import", pathToFileURL(answering).href, program],
    { cwd: root, env: { ...inherited, ...variables }, stdio: ["ignore", "ignore", "inherit", "ipc"] },
  );
  const ended = new Promise<void>((resolve) => child.once("close", () => resolve()));
  await new Promise<void>((resolve, reject) => {
    child.once("error", reject);
    child.once("close", (code) => reject(new Error(`The API ended with ${code} before it was ready.`)));
    child.on("message", (message) => message === "ready" && resolve());
  });
  return {
    async memory() {
      const answer = once(child, "message");
      child.send("memory");
      return memoryAnswer.parse((await answer)[0]).residentBytes / 1024 ** 2;
    },
    async stop() {
      child.kill("SIGTERM");
      await ended;
    },
  };
}

export function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer();
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      server.close(() => resolve(typeof address === "object" && address ? address.port : 0));
    });
  });
}
