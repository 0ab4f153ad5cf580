import type { ChildProcess } from "node:child_process";
import { once } from "node:events";
import { createTenant, type TestPlatform, testPlatform } from "@leadlift/services/lead/test/tenant";
import { afterAll, beforeAll, expect, test } from "vitest";
import { startApiProcess } from "./test/api-process.ts";
import { connectNumber, messageOf, newNumber, notificationOf, signed } from "./test/whatsapp.ts";

let platform: TestPlatform;
let api: ChildProcess;
let address: string;
beforeAll(async () => {
  platform = await testPlatform();
});
afterAll(async () => {
  api.kill("SIGKILL");
  await platform.db.close();
});

test("killed between the commit and the answer, the API makes nothing twice of what Meta sends again", async () => {
  const home = await createTenant(platform);
  const number = await connectNumber(home);
  const messages = Array.from({ length: 400 }, () => messageOf(newNumber()));
  const body = JSON.stringify(notificationOf(number, { messages }));
  const deliver = () =>
    fetch(`${address}${number.path}`, { method: "POST", headers: signed(number.secret, body), body });
  const kept = () =>
    platform.db.withOrg(home.org.id, async (tx) => ({
      persons: await tx.person.count(),
      leads: await tx.lead.count(),
      events: await tx.event.count(),
      items: await tx.inboxItem.count(),
    }));

  await startApi();
  const broken = deliver().then(
    ({ status }) => status,
    () => "no answer",
  );
  // Parts of the body are committed one after the other: some of it stands, and nothing was answered.
  await expect.poll(async () => (await kept()).items, { interval: 1, timeout: 20_000 }).toBeGreaterThan(0);
  const ended = once(api, "exit");
  api.kill("SIGKILL");
  await ended;
  expect(await broken).toBe("no answer");
  const before = await kept();
  expect(before.items).toBeLessThan(400);
  expect(before).toEqual({
    persons: before.items,
    leads: before.items,
    events: before.items,
    items: before.items,
  });

  await startApi();
  expect((await deliver()).status).toBe(200);
  expect((await deliver()).status).toBe(200);
  expect(await kept()).toEqual({ persons: 400, leads: 400, events: 400, items: 400 });
});

async function startApi(): Promise<void> {
  ({ address, child: api } = await startApiProcess(platform));
}
