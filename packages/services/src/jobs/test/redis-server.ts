import { type ChildProcess, spawn } from "node:child_process";
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";

/** Where a redis-server or valkey-server is installed; undefined where none is. */
export function redisServerPath(): string | undefined {
  const folders = [...(process.env.PATH ?? "").split(delimiter), "/usr/local/bin", "/usr/bin"];
  return folders
    .flatMap((folder) => ["redis-server", "valkey-server"].map((name) => join(folder, name)))
    .find((path) => existsSync(path));
}

export interface RedisServer {
  url: string;
  stop(): Promise<void>;
}

/** A Redis with its log on, on a free port, with nothing in it. */
export async function startRedis(path: string, settings: string[] = []): Promise<RedisServer> {
  const folder = mkdtempSync(join(tmpdir(), "leadlift-redis-"));
  const port = await freePort();
  const flags = ["--port", String(port), "--bind", "127.0.0.1", "--dir", folder, "--appendonly", "yes"];
  const server = spawn(path, [...flags, "--maxmemory-policy", "noeviction", ...settings], {
    stdio: ["ignore", "pipe", "ignore"],
  });
  await said(server, /Ready to accept connections/);
  return {
    url: `redis://127.0.0.1:${port}`,
    async stop() {
      const ended = new Promise((resolve) => server.once("close", resolve));
      server.kill("SIGKILL");
      await ended;
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

export function said(child: ChildProcess, pattern: RegExp): Promise<void> {
  return new Promise((resolve, reject) => {
    let text = "";
    child.stdout?.on("data", (chunk: Buffer) => {
      text += chunk.toString();
      if (pattern.test(text)) resolve();
    });
    child.once("error", reject);
    child.once("close", (code) => reject(new Error(`ended with ${code} before saying ${pattern}: ${text}`)));
  });
}

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer();
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      server.close(() => resolve(typeof address === "object" && address ? address.port : 0));
    });
  });
}
