import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { createServer } from "node:net";
import { fileURLToPath } from "node:url";
import { leadOf } from "@leadlift/services/lead/test/lead-of";
import { createTenant, type TestPlatform, testPlatform } from "@leadlift/services/lead/test/tenant";
import { afterAll, beforeAll, expect, test } from "vitest";
import { keyOf } from "./test/open-api.ts";

let platform: TestPlatform;
let api: ChildProcess;
let address: string;
beforeAll(async () => {
  platform = await testPlatform();
  const port = await freePort();
  address = `http://127.0.0.1:${port}`;
  api = spawn(process.execPath, ["--import", "tsx", fileURLToPath(new URL("./main.ts", import.meta.url))], {
    env: {
      ...process.env,
      DATABASE_URL: platform.db.ownerUrl,
      LEADLIFT_KEY_FILE: platform.db.keyFile,
      LEADLIFT_API_PORT: String(port),
      LOG_LEVEL: "silent",
    },
    stdio: ["ignore", "inherit", "inherit", "ipc"],
  });
  expect(await once(api, "message")).toEqual(["ready", undefined]);
});
afterAll(async () => {
  api.kill("SIGKILL");
  await platform.db.close();
});

test("told to stop, the API answers what it was asked, stores it once, and ends well", async () => {
  const home = await createTenant(platform);
  const { id: leadId } = await leadOf(platform, home);
  const key = await keyOf(home, "events:write");
  expect((await fetch(`${address}/health/ready`)).status).toBe(200);
  const events = Array.from({ length: 500 }, (_, place) => ({
    eventId: `${leadId} ${place}`,
    type: "note",
    subject: { leadId },
  }));
  const asked = fetch(`${address}/v1/events`, {
    method: "POST",
    headers: { authorization: `Bearer ${key}`, "content-type": "application/json" },
    body: JSON.stringify({ events }),
  });
  const stored = () => platform.db.withOrg(home.org.id, (tx) => tx.event.count({ where: { leadId } }));
  const taken = () =>
    platform.db.withOrg(home.org.id, (tx) => tx.apiKey.count({ where: { lastUsedAt: { not: null } } }));
  await expect.poll(taken, { interval: 2, timeout: 10_000 }).toBe(1);
  const ended = once(api, "exit");
  api.kill("SIGTERM");
  expect(await (await asked).json()).toMatchObject({ recorded: 500 });
  expect(await ended).toEqual([0, null]);
  expect(await stored()).toBe(500);
});

async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const bound = server.address();
  server.close();
  return typeof bound === "object" && bound ? bound.port : 0;
}
