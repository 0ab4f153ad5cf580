import type { ServerResponse } from "node:http";
import { Webhook } from "standardwebhooks";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { type TestPlatform, testPlatform } from "../lead/test/tenant.ts";
import { listNotifications } from "../notification/list.ts";
import { type Received, type StandIn, standIn } from "../outbound/test/stand-in.ts";
import { mostAttempts } from "./back-off.ts";
import { claimDeliveries } from "./claim.ts";
import { deliverWebhooks } from "./deliver.ts";
import { listDeliveries } from "./deliveries.ts";
import { getWebhook } from "./list.ts";
import { replayDead, replayDelivery } from "./replay.ts";
import { rotateSecret } from "./rotate-secret.ts";
import { sendTest } from "./send-test.ts";
import { tidyWebhooks, wakeDueWebhooks } from "./sweep.ts";
import { type Hooked, hooked } from "./test/hooked.ts";
import { updateWebhook } from "./update.ts";

const minute = 60_000;
const day = 24 * 60 * minute;

let platform: TestPlatform;
let receiver: StandIn;
let org: Hooked;
let answer: (asked: Received, response: ServerResponse) => void;
const taken = (_: Received, response: ServerResponse) => void response.writeHead(204).end();
const refused = (_: Received, response: ServerResponse) => void response.writeHead(500).end();

beforeAll(async () => {
  platform = await testPlatform();
  receiver = await standIn((asked, response) => answer(asked, response));
});
afterAll(async () => {
  await receiver.close();
  await platform.db.close();
});
beforeEach(async () => {
  answer = taken;
  org = await hooked(platform, receiver.host);
});
afterEach(() => {
  receiver.received.length = 0;
});

/** A webhook with one message, or more, that wait to be sent. */
async function waiting(messages = 1) {
  const made = await org.add({ thresholds: { minPoints: 1 } });
  const leadIds = await Promise.all(Array.from({ length: messages }, org.lead));
  await org.score(leadIds, 80);
  return made;
}
const only = async (id: string) => {
  const { items } = await listDeliveries(org.admin, { id });
  if (!items[0] || items[1]) throw new Error(`There are ${items.length} deliveries.`);
  return items[0];
};
const sentIds = () => receiver.received.map(({ headers }) => headers["webhook-id"]);

/** As time goes by and every due delivery is tried. */
async function until(id: string, over: () => Promise<boolean>, most = 200): Promise<number> {
  for (let passed = 0; passed < most; passed++) {
    if (await over()) return passed;
    org.pass(13 * 60 * minute);
    await org.deliver(id);
  }
  throw new Error("It never came to that.");
}

test.each([
  ["a page of two megabytes", (response: ServerResponse) => void response.end("x".repeat(2_000_000))],
  ["a page that never ends", (response: ServerResponse) => void response.write("x")],
  [
    "a page that breaks off",
    (response: ServerResponse) => void response.write("x", () => response.destroy()),
  ],
])("what is answered by 200 and %s is taken", async (_, page) => {
  answer = (_asked, response) => page(response.writeHead(200));
  const { id } = await waiting();
  await org.deliver(id);
  expect(await only(id)).toMatchObject({ status: "delivered", answer: 200, failure: null });
});

test("what is taken is sent once, signed so that a library checks it, and says so", async () => {
  const { id, secret } = await waiting();
  await org.deliver(id);
  await org.deliver(id);
  expect(receiver.received).toHaveLength(1);
  const [asked] = receiver.received;
  const { headers = {}, body = "" } = asked ?? {};
  expect(asked).toMatchObject({
    method: "POST",
    url: "/hook",
    headers: { "content-type": "application/json" },
  });
  const signed = Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, String(value)]));
  expect(new Webhook(secret).verify(body, signed)).toMatchObject({ type: "score.changed" });
  const delivery = await only(id);
  expect(delivery).toMatchObject({
    status: "delivered",
    answer: 204,
    attempts: 1,
    failure: null,
    nextAt: null,
  });
  expect({ id: delivery.id, body: delivery.body }).toEqual({ id: signed["webhook-id"], body });
});

test("while a secret is exchanged both sign, and afterwards the old one does not", async () => {
  const { id, secret: old } = await waiting(1);
  const { secret } = await rotateSecret(org.admin, { id, overlapHours: 2 });
  await org.deliver(id);
  org.pass(3 * 60 * minute);
  await org.score([await org.lead()], 70);
  await org.deliver(id);
  const opens = receiver.received.map(({ headers }) => {
    const at = new Date(Number(headers["webhook-timestamp"]) * 1000);
    const given = String(headers["webhook-signature"]).split(" ");
    const has = (of: string, body: string) =>
      given.includes(new Webhook(of).sign(String(headers["webhook-id"]), at, body));
    return (body: string) => [has(secret, body), has(old, body)];
  });
  const [first, second] = receiver.received;
  expect(opens[0]?.(first?.body ?? "")).toEqual([true, true]);
  expect(opens[1]?.(second?.body ?? "")).toEqual([true, false]);
});

describe("what is not taken", () => {
  test("is sent again under the same id with the same bytes and another time, and is there after the receiver's restart", async () => {
    const gone = await standIn(taken);
    const port = Number(gone.host.split(":")[1]);
    org = await hooked(platform, gone.host);
    const { id } = await waiting();
    await gone.close();
    await org.deliver(id);
    expect(await only(id)).toMatchObject({
      status: "waiting",
      answer: null,
      failure: "unreachable",
      attempts: 1,
    });
    const back = await standIn(refused, port);
    org.pass(minute);
    await org.deliver(id);
    expect(await only(id)).toMatchObject({ status: "waiting", answer: 500, failure: null, attempts: 2 });
    org.pass(minute);
    await back.close();
    const well = await standIn(taken, port);
    await org.deliver(id);
    await well.close();
    const [once, again] = [back.received[0], well.received[0]];
    expect(again?.body).toBe(once?.body);
    expect(again?.headers["webhook-id"]).toBe(once?.headers["webhook-id"]);
    expect(again?.headers["webhook-timestamp"]).not.toBe(once?.headers["webhook-timestamp"]);
    expect(await only(id)).toMatchObject({ status: "delivered", attempts: 3 });
  });

  test.each([
    ["hangs", { failure: "timeout", answer: null }, () => {}],
    [
      "answers too late",
      { failure: "timeout", answer: null },
      (_: Received, response: ServerResponse) => {
        const late = setTimeout(() => response.writeHead(200).end(), 5_000);
        response.on("close", () => clearTimeout(late));
      },
    ],
    [
      "drops the connection",
      { failure: "broken_off", answer: null },
      (_: Received, response: ServerResponse) => void response.destroy(),
    ],
    [
      "sends elsewhere, where nobody goes",
      { failure: null, answer: 302 },
      (_: Received, response: ServerResponse) => void response.writeHead(302, { location: "/secret" }).end(),
    ],
    [
      "refuses it",
      { failure: null, answer: 400 },
      (_: Received, response: ServerResponse) => void response.writeHead(400).end(),
    ],
  ])("because the receiver %s waits for another time", async (_, expected, how) => {
    answer = how;
    const { id } = await waiting();
    await org.deliver(id, { patienceMs: 300 });
    expect(receiver.received.map(({ url }) => url)).toEqual(["/hook"]);
    const delivery = await only(id);
    expect(delivery).toMatchObject({ status: "waiting", attempts: 1, ...expected });
    const wait = (delivery.nextAt?.getTime() ?? 0) - org.now().getTime();
    expect(wait).toBeGreaterThanOrEqual(4_000);
    expect(wait).toBeLessThanOrEqual(6_000);
  });

  test("waits for as long as the receiver asks", async () => {
    answer = (_, response) => void response.writeHead(429, { "retry-after": "3600" }).end();
    const { id } = await waiting();
    await org.deliver(id);
    expect((await only(id)).nextAt).toEqual(new Date(org.now().getTime() + 3_600_000));
  });

  test("is dead after the last attempt, is kept, and is sent again when somebody replays it", async () => {
    answer = refused;
    const { id } = await waiting();
    // The webhook itself must not be turned off before.
    const endless = () =>
      platform.db.withOrg(org.org.id, (tx) =>
        tx.webhookEndpoint.updateMany({ data: { failingSince: null } }),
      );
    await until(id, async () => {
      await endless();
      return (await only(id)).status === "dead";
    });
    expect(await only(id)).toMatchObject({ attempts: mostAttempts, answer: 500, nextAt: null });
    answer = taken;
    org.pass(day);
    await org.deliver(id);
    expect((await only(id)).status).toBe("dead");
    const { id: deliveryId } = await only(id);
    expect(await replayDelivery(org.admin, { id, deliveryId })).toEqual({ replayed: 1 });
    await org.deliver(id);
    expect((await only(id)).status).toBe("delivered");
    expect(new Set(sentIds()).size).toBe(1);
    expect(new Set(receiver.received.map(({ body }) => body)).size).toBe(1);
  });
});

describe("a webhook", () => {
  test("whose receiver says that it is gone is turned off at once; admins are told, and what waited can be replayed", async () => {
    answer = (_, response) => void response.writeHead(410).end();
    const { id } = await waiting(3);
    await org.deliver(id);
    expect(await getWebhook(org.admin, { id })).toMatchObject({
      status: "disabled",
      disabledBecause: "gone",
      health: { waiting: 0, dead: 3 },
    });
    const { items } = await listNotifications(org.admin);
    expect(items).toMatchObject([{ kind: "webhook_off", params: { because: "gone" }, lead: null }]);
    expect((await listNotifications(org.broker)).items).toEqual([]);
    await expect(replayDead(org.admin, { id, since: new Date(0) })).rejects.toThrow("turn it on first");

    answer = taken;
    await updateWebhook(org.admin, {
      id,
      name: "CRM",
      url: `http://${receiver.host}/new`,
      events: ["score.changed"],
    });
    expect(await replayDead(org.admin, { id, since: new Date(org.now().getTime() + 1) })).toEqual({
      replayed: 0,
    });
    expect(await replayDead(org.admin, { id, since: new Date(org.now().getTime() - day) })).toEqual({
      replayed: 3,
    });
    await org.deliver(id);
    expect(await getWebhook(org.admin, { id })).toMatchObject({
      status: "active",
      health: { waiting: 0, dead: 0, failures: 0, failingSince: null },
    });
    expect(receiver.received.filter(({ url }) => url === "/new")).toHaveLength(3);
  });

  test("that failed for five days is turned off and admins are told once", async () => {
    answer = refused;
    const { id } = await waiting();
    const began = org.now();
    await until(id, async () => {
      const { status } = await getWebhook(org.admin, { id });
      if (status === "active") await org.score([await org.lead()], 80);
      return status === "disabled";
    });
    expect(org.now().getTime() - began.getTime()).toBeGreaterThanOrEqual(5 * day);
    expect(await getWebhook(org.admin, { id })).toMatchObject({
      disabledBecause: "failing",
      health: { waiting: 0 },
    });
    expect((await listNotifications(org.admin)).items).toMatchObject([{ params: { because: "failing" } }]);
  });

  test("that does not answer is left alone for a while, then asked with one message until it takes one", async () => {
    answer = refused;
    const { id } = await waiting(20);
    await org.deliver(id);
    expect(receiver.received.length).toBeLessThanOrEqual(8);
    expect((await getWebhook(org.admin, { id })).health.restingUntil).not.toBeNull();
    const before = receiver.received.length;
    await org.deliver(id);
    expect(receiver.received).toHaveLength(before);
    org.pass(minute);
    await org.deliver(id);
    expect(receiver.received).toHaveLength(before + 1);
    answer = taken;
    org.pass(20 * minute);
    await org.deliver(id);
    expect((await getWebhook(org.admin, { id })).health).toMatchObject({
      waiting: 0,
      failures: 0,
      restingUntil: null,
    });
    expect(new Set(sentIds()).size).toBe(20);
  });

  test("that is paused gets nothing but tests; what waits goes out when it goes on, or is dead after four days", async () => {
    const { id } = await waiting(2);
    const fields = {
      id,
      name: "CRM",
      url: `http://${receiver.host}/hook`,
      events: ["score.changed" as const],
    };
    await updateWebhook(org.admin, { ...fields, status: "paused" });
    await org.deliver(id);
    expect(receiver.received).toEqual([]);
    await sendTest(org.admin, { id });
    await org.deliver(id);
    expect(receiver.received.map(({ body }) => JSON.parse(body).type)).toEqual(["webhook.test"]);
    await updateWebhook(org.admin, { ...fields, status: "active" });
    await org.deliver(id);
    expect(receiver.received).toHaveLength(3);
    await updateWebhook(org.admin, { ...fields, status: "paused" });
    await org.score([await org.lead()], 90);
    org.pass(5 * day);
    await tidyWebhooks(org.system);
    expect((await getWebhook(org.admin, { id })).health).toMatchObject({ waiting: 0, dead: 1 });
    org.pass(30 * day);
    await tidyWebhooks(org.system);
    expect((await listDeliveries(org.admin, { id })).items).toEqual([]);
  });

  test("that fails a test is not the worse for it, and the test is not repeated", async () => {
    answer = refused;
    const { id } = await org.add();
    const { deliveryId } = await sendTest(org.admin, { id });
    await org.deliver(id);
    org.pass(day);
    await org.deliver(id);
    expect(receiver.received).toHaveLength(1);
    expect(await only(id)).toMatchObject({
      id: deliveryId,
      type: "webhook.test",
      status: "dead",
      answer: 500,
    });
    expect((await getWebhook(org.admin, { id })).health).toMatchObject({ failures: 0, dead: 0 });
    expect(await replayDead(org.admin, { id, since: new Date(0) })).toEqual({ replayed: 0 });
  });
});

describe("workers", () => {
  test("that come at once send each delivery once, and no more than eight at a time", async () => {
    let open = 0;
    let most = 0;
    answer = (_, response) => {
      most = Math.max(most, ++open);
      setTimeout(() => {
        open--;
        response.writeHead(200).end();
      }, 10);
    };
    const { id } = await waiting(40);
    await Promise.all([org.deliver(id), org.deliver(id), org.deliver(id), org.deliver(id)]);
    await org.deliver(id);
    expect(sentIds()).toHaveLength(40);
    expect(new Set(sentIds()).size).toBe(40);
    expect(most).toBeLessThanOrEqual(8);
  });

  test("that were killed while they sent are followed by others, who send under the same id", async () => {
    const { id } = await waiting();
    const claimed = await claimDeliveries(org.system, id);
    await org.deliver(id);
    expect(receiver.received).toEqual([]);
    org.pass(minute);
    await org.deliver(id);
    expect(sentIds()).toEqual(claimed?.deliveries.map((delivery) => delivery.id));
    expect(await only(id)).toMatchObject({ status: "delivered", attempts: 2 });
  });

  test("that are stopped leave what they were sending to the next", async () => {
    answer = () => {};
    const { id } = await waiting();
    const stop = new AbortController();
    const stopped = org.deliver(id, { signal: stop.signal });
    await expect.poll(() => receiver.received.length, { timeout: 10_000 }).toBe(1);
    stop.abort(new Error("The worker is stopping"));
    await expect(stopped).rejects.toThrow("The worker is stopping");
    answer = taken;
    org.pass(minute);
    await org.deliver(id);
    expect((await only(id)).status).toBe("delivered");
  });

  test("are woken for what is due again and in nobody's hands", async () => {
    const promised = () =>
      platform.db.withOrg(org.org.id, (tx) => tx.outbox.count({ where: { job: "webhook.deliver" } }));
    const { id } = await waiting();
    const first = await promised();
    await wakeDueWebhooks(platform, org.now());
    expect(await promised()).toBe(first);
    org.pass(10_000);
    await wakeDueWebhooks(platform, org.now());
    expect(await promised()).toBe(first + 1);
    await claimDeliveries(org.system, id);
    await wakeDueWebhooks(platform, org.now());
    expect(await promised()).toBe(first + 1);
    org.pass(minute);
    await org.deliver(id);
    await wakeDueWebhooks(platform, org.now());
    expect(await promised()).toBe(first + 1);
  });
});

test("an address that leads inside is never asked, whatever it was when it was added", async () => {
  const { id } = await waiting();
  const strict = { ...org.system, privateHosts: [] };
  await deliverWebhooks(strict, { endpointId: id }, { signal: new AbortController().signal });
  expect(receiver.received).toEqual([]);
  expect(await only(id)).toMatchObject({ status: "waiting", failure: "refused_address" });
});
