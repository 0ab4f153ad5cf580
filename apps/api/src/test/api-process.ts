import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { createServer } from "node:net";
import { fileURLToPath } from "node:url";
import type { TestPlatform } from "@leadlift/services/lead/test/tenant";

const main = fileURLToPath(new URL("../main.ts", import.meta.url));

export interface ApiProcess {
  /** without a slash at its end */
  address: string;
  child: ChildProcess;
}

/** The API as a process of its own on the run's database, ready to be asked. Who starts it ends it. */
export async function startApiProcess({ db }: TestPlatform): Promise<ApiProcess> {
  const port = await freePort();
  const child = spawn(process.execPath, ["--import", "tsx", main], {
    env: {
      ...process.env,
      DATABASE_URL: db.ownerUrl,
      LEADLIFT_KEY_FILE: db.keyFile,
      LEADLIFT_API_PORT: String(port),
      LOG_LEVEL: "silent",
    },
    stdio: ["ignore", "inherit", "inherit", "ipc"],
  });
  const [said] = await Promise.race([once(child, "message"), once(child, "exit")]);
  if (said !== "ready") throw new Error(`The API ended with ${said} before it was ready.`);
  return { address: `http://127.0.0.1:${port}`, child };
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const bound = server.address();
  server.close();
  return typeof bound === "object" && bound ? bound.port : 0;
}
