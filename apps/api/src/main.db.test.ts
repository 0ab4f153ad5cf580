import type { ChildProcess } from "node:child_process";
import { once } from "node:events";
import { leadOf } from "@leadlift/services/lead/test/lead-of";
import { createTenant, type TestPlatform, testPlatform } from "@leadlift/services/lead/test/tenant";
import { afterAll, beforeAll, expect, test } from "vitest";
import { startApiProcess } from "./test/api-process.ts";
import { keyOf } from "./test/open-api.ts";

let platform: TestPlatform;
let api: ChildProcess;
let address: string;
beforeAll(async () => {
  platform = await testPlatform();
  ({ address, child: api } = await startApiProcess(platform));
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
