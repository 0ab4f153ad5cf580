import { type ChildProcess, spawn } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { adminAccount, brokerAccount, organisationName } from "./accounts.ts";
import { baseUrl, port } from "./address.ts";

const root = fileURLToPath(new URL("../../", import.meta.url));

/** Starts a whole LeadLift on empty data, with one organisation and two people; returns how to stop it. */
export default async function startLeadLift(): Promise<() => Promise<void>> {
  const dataDir = await mkdtemp(join(tmpdir(), "leadlift-e2e-"));
  const env = {
    ...process.env,
    LEADLIFT_DATA_DIR: dataDir,
    LEADLIFT_KEY_FILE: join(dataDir, "leadlift.key"),
    LEADLIFT_DEMO: "false",
    PORT: String(port),
    PUBLIC_URL: baseUrl,
  };
  const server = spawn(process.execPath, ["bootstrap/start.mjs"], {
    cwd: root,
    env,
    stdio: ["ignore", "pipe", "pipe"],
  });
  await ready(server);
  await leadlift(env, ["organisation", "create", organisationName, "--slug", "journey"]);
  for (const account of [adminAccount, brokerAccount]) {
    await leadlift(
      env,
      [
        "account",
        "create",
        account.email,
        "--org",
        "journey",
        "--name",
        account.name,
        "--role",
        account.role,
      ],
      account.password,
    );
  }
  return async () => {
    await stopped(server);
    await rm(dataDir, { recursive: true, force: true });
  };
}

function ready(server: ChildProcess): Promise<void> {
  return new Promise((resolve, reject) => {
    let output = "";
    const read = (chunk: Buffer) => {
      output += chunk.toString();
      if (output.includes(baseUrl)) resolve();
    };
    server.stdout?.on("data", read);
    server.stderr?.on("data", read);
    server.once("exit", (code) =>
      reject(new Error(`LeadLift stopped with ${code} before it was ready:\n${output}`)),
    );
  });
}

function leadlift(env: NodeJS.ProcessEnv, args: string[], input = ""): Promise<void> {
  return new Promise((resolve, reject) => {
    const command = spawn(process.execPath, ["bootstrap/cli.mjs", ...args], { cwd: root, env });
    let output = "";
    command.stdout.on("data", (chunk) => (output += chunk));
    command.stderr.on("data", (chunk) => (output += chunk));
    command.stdin.end(input);
    command.once("exit", (code) =>
      code === 0 ? resolve() : reject(new Error(`leadlift ${args.join(" ")} ended with ${code}:\n${output}`)),
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
