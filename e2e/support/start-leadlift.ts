import { type ChildProcess, spawn } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { adminAccount, brokerAccount, organisationName } from "./accounts.ts";
import { apiPort, apiUrl, baseUrl, port } from "./address.ts";
import { addOrganisation } from "./organisation.ts";

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
    LEADLIFT_API_PORT: String(apiPort),
    PUBLIC_API_URL: apiUrl,
    // Stand-ins of providers answer on this machine.
    LEADLIFT_PRIVATE_HOSTS: "localhost",
  };
  const server = spawn(process.execPath, ["bootstrap/start.mjs"], {
    cwd: root,
    env,
    stdio: ["ignore", "pipe", "pipe"],
  });
  await ready(server);
  // The journeys' own processes inherit it, for the command line.
  Object.assign(process.env, { LEADLIFT_DATA_DIR: dataDir, LEADLIFT_KEY_FILE: env.LEADLIFT_KEY_FILE });
  await addOrganisation(organisationName, "journey", [adminAccount, brokerAccount]);
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

function stopped(server: ChildProcess): Promise<void> {
  if (server.exitCode !== null) return Promise.resolve();
  return new Promise((resolve) => {
    server.once("exit", () => resolve());
    server.kill("SIGTERM");
  });
}
