import { type ChildProcess, spawn } from "node:child_process";
import { createServer } from "node:net";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("../../", import.meta.url));

export interface InstallationOptions {
  dataDir: string;
  port: number;
  apiPort: number;
  /** further settings */
  variables?: Readonly<Record<string, string>>;
  /** hears what it says while it starts */
  onOutput?: (text: string) => void;
}

/** A whole LeadLift as `npm start` brings it up. */
export interface Installation {
  url: string;
  stop(): Promise<void>;
}

/** Resolves when it is ready; throws with all that it said when it ended before. */
export async function startInstallation(options: InstallationOptions): Promise<Installation> {
  const { dataDir, port, apiPort, variables, onOutput } = options;
  const url = `http://localhost:${port}`;
  const settings = {
    LEADLIFT_DATA_DIR: dataDir,
    PORT: String(port),
    PUBLIC_URL: url,
    LEADLIFT_API_PORT: String(apiPort),
    PUBLIC_API_URL: `http://localhost:${apiPort}`,
    ...variables,
  };
  const server = spawn(process.execPath, ["bootstrap/start.mjs"], {
    cwd: root,
    env: { ...process.env, ...settings },
    stdio: ["ignore", "pipe", "pipe"],
  });
  await ready(server, url, onOutput);
  return { url, stop: () => stopped(server) };
}

/** Settings under which an installation takes nothing from the one that a developer runs. */
export const nothingOfOurs = {
  DATABASE_URL: "",
  REDIS_URL: "",
  LEADLIFT_KEY_FILE: "",
  LEADLIFT_SMTP_URL: "",
};

/** Two ports that nobody listens on. */
export async function freePorts(): Promise<{ port: number; apiPort: number }> {
  const [port, apiPort] = await Promise.all([freePort(), freePort()]);
  return { port, apiPort };
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer().once("error", reject);
    server.listen(0, () => {
      const address = server.address();
      server.close(() => resolve(typeof address === "object" && address ? address.port : 0));
    });
  });
}

function ready(server: ChildProcess, url: string, onOutput?: (text: string) => void): Promise<void> {
  return new Promise((resolve, reject) => {
    let output = "";
    const read = (chunk: Buffer) => {
      output += chunk.toString();
      if (output.includes(url)) resolve();
      else onOutput?.(chunk.toString());
    };
    server.stdout?.on("data", read);
    server.stderr?.on("data", read);
    server.once("exit", (code) =>
      reject(new Error(`LeadLift stopped with ${code} before it was ready:\n${output}`)),
    );
  });
}

function stopped(server: ChildProcess): Promise<void> {
  if (server.exitCode !== null) return Promise.resolve();
  return new Promise((resolve) => {
    server.once("exit", () => resolve());
    server.kill("SIGTERM");
  });
}
