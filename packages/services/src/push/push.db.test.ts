import { createLead } from "@leadlift/db/test/factories";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { Context } from "../context.ts";
import { createTenant, type Tenant, type TestPlatform, testPlatform, userIdOf } from "../lead/test/tenant.ts";
import { notify } from "../notification/notify.ts";
import { readAllNotifications } from "../notification/read-all.ts";
import { sendPush } from "./send.ts";
import { alertSettings } from "./settings.ts";
import { subscribe } from "./subscribe.ts";
import { readVapid } from "./test/browser.ts";
import { type PushService, startPushService } from "./test/push-service.ts";
import { unsubscribe } from "./unsubscribe.ts";

const signal = new AbortController().signal;

let platform: TestPlatform;
let service: PushService;
let home: Tenant;
let leadId: string;
beforeAll(async () => {
  [platform, service] = await Promise.all([testPlatform(), startPushService()]);
});
afterAll(() => Promise.all([platform.db.close(), service.close()]));
beforeEach(async () => {
  home = await createTenant(platform);
  leadId = (await createLead(platform.db, home.org, { ownerId: userIdOf(home.broker) })).id;
});
afterEach(() => {
  service.received.length = 0;
  service.answer(() => 201);
});

/** With this installation's leave to ask the stand-in. */
const near = (ctx: Context): Context => ({ ...ctx, privateHosts: [service.host] });

/** Tells the broker that the lead is hot; the jobs that were promised with it. */
async function tellHot(once: string | null = null, at = new Date()): Promise<string[]> {
  const ctx = { ...home.system, now: () => at };
  return platform.db.withOrgSql(home.org.id, async (sql) => {
    const params = { score: 86, grade: "A", rise: 17 };
    await notify(sql, ctx, [{ kind: "hot", params, userId: userIdOf(home.broker), leadId, once }]);
    const { rows } = await sql.query<{ id: string }>(
      "select payload ->> 'notificationId' as id from outbox where org_id = $1 and job = 'push.send' order by id",
      [home.org.id],
    );
    return rows.map(({ id }) => id);
  });
}

const send = (notificationId = "") => sendPush(near(home.system), { notificationId }, { signal });
const subscriptions = () =>
  platform.db.withOrg(home.org.id, (tx) => tx.pushSubscription.findMany({ orderBy: { createdAt: "asc" } }));

describe("a browser that may be woken", () => {
  test("gets what only it can read, without a name, from who it agreed to", async () => {
    const { browser, subscription, path } = service.subscribe();
    await subscribe(near(home.broker), subscription);
    const [notificationId] = await tellHot();
    await send(notificationId);
    const [pushed, ...more] = service.received;
    expect(more).toEqual([]);
    expect(pushed?.path).toBe(path);
    expect(pushed?.headers).toMatchObject({ "content-encoding": "aes128gcm", urgency: "high" });
    expect(Number(pushed?.headers.ttl)).toBeGreaterThan(3 * 3600);
    expect(JSON.parse(browser.open(pushed?.body ?? Buffer.alloc(0)).toString("utf8"))).toEqual({
      id: notificationId,
      title: "A hot lead: 86 · A",
      body: "Up 17 points within a day. Call now.",
      url: `/leads/${leadId}`,
    });
    const { key, claims } = readVapid(pushed?.headers.authorization ?? "");
    expect(key).toBe((await alertSettings(home.broker)).publicKey);
    expect(claims.aud).toBe(`http://${service.host}`);
  });

  test("is told in the language it was used in", async () => {
    const { browser, subscription } = service.subscribe();
    await subscribe({ ...near(home.broker), language: "hi" }, subscription);
    const [notificationId] = await tellHot();
    await send(notificationId);
    const opened = browser.open(service.received[0]?.body ?? Buffer.alloc(0)).toString("utf8");
    expect(JSON.parse(opened).title).toBe("हॉट लीड: 86 · A");
  });

  test("is forgotten when its service says that it is gone, and the others still get theirs", async () => {
    const [gone, missing, there] = [service.subscribe(), service.subscribe(), service.subscribe()];
    for (const { subscription } of [gone, missing, there]) await subscribe(near(home.broker), subscription);
    service.answer((path) => (path === gone.path ? 410 : path === missing.path ? 404 : 201));
    const [notificationId] = await tellHot();
    await send(notificationId);
    expect(service.received).toHaveLength(3);
    expect(await subscriptions()).toHaveLength(1);
    await send(notificationId);
    expect(service.received.slice(3).map(({ path }) => path)).toEqual([there.path]);
  });

  test.each([429, 500, 503])(
    "keeps its place when its service answers %i, and is tried again",
    async (status) => {
      const { subscription } = service.subscribe();
      await subscribe(near(home.broker), subscription);
      service.answer(() => status);
      const [notificationId] = await tellHot();
      await expect(send(notificationId)).rejects.toMatchObject({ code: "UNAVAILABLE" });
      service.answer(() => 201);
      await send(notificationId);
      const topics = service.received.map(({ headers }) => headers.topic);
      expect(topics).toEqual([topics[0], topics[0]]);
      expect(await subscriptions()).toHaveLength(1);
    },
  );

  test("gets nothing that was read, or is no news any more", async () => {
    const { subscription } = service.subscribe();
    await subscribe(near(home.broker), subscription);
    const [old] = await tellHot(null, new Date(Date.now() - 5 * 3_600_000));
    await send(old);
    const [, read] = await tellHot();
    await readAllNotifications(home.broker);
    await send(read);
    expect(service.received).toEqual([]);
  });

  test("gets nothing once its person has signed out of it", async () => {
    const { subscription } = service.subscribe();
    await subscribe(near(home.broker), subscription);
    const { endpoint } = subscription;
    expect((await alertSettings(home.broker, { endpoint })).subscribed).toBe(true);
    await unsubscribe(home.colleague, { endpoint });
    expect((await alertSettings(home.broker, { endpoint })).subscribed).toBe(true);
    await unsubscribe(home.broker, { endpoint });
    expect((await alertSettings(home.broker, { endpoint })).subscribed).toBe(false);
    expect(await tellHot()).toEqual([]);
  });

  test("is woken for whoever signed in on it last, and for nobody else", async () => {
    const { subscription } = service.subscribe();
    await subscribe(near(home.broker), subscription);
    await subscribe(near(home.colleague), subscription);
    expect(await subscriptions()).toMatchObject([{ userId: userIdOf(home.colleague) }]);
    expect(await tellHot()).toEqual([]);
  });

  test("is one of at most ten of a person, the latest", async () => {
    const all = Array.from({ length: 11 }, () => service.subscribe().subscription);
    for (const subscription of all) await subscribe(near(home.broker), subscription);
    expect(await subscriptions()).toHaveLength(10);
    const [first] = all;
    expect((await alertSettings(home.broker, { endpoint: first?.endpoint ?? "" })).subscribed).toBe(false);
  });
});

test("the endpoint is kept sealed", async () => {
  const { subscription } = service.subscribe();
  await subscribe(near(home.broker), subscription);
  const [row] = await subscriptions();
  const bytes = Buffer.concat([row?.sealed ?? Buffer.alloc(0), row?.endpointIndex ?? Buffer.alloc(0)]);
  expect(bytes.toString("latin1")).not.toContain("localhost");
});

test.each([
  "http://push.example/send/1",
  "https://push.example:8443/send/1",
  "https://127.0.0.1/send/1",
  "https://[::1]/send/1",
  "https://169.254.169.254/latest",
])("%s is no push service that is asked", async (endpoint) => {
  const { keys } = service.subscribe().browser;
  await expect(subscribe(home.broker, { endpoint, keys })).rejects.toMatchObject({ code: "BAD_INPUT" });
});

test("a name that leads inside by the time it is asked is asked nothing and forgotten", async () => {
  const { keys } = service.subscribe().browser;
  await subscribe(near(home.broker), { endpoint: "https://localhost/send/1", keys });
  const [notificationId] = await tellHot();
  await sendPush(home.system, { notificationId: notificationId ?? "" }, { signal });
  expect(await subscriptions()).toEqual([]);
});

test("keys that are no point of the curve are refused", async () => {
  const { subscription } = service.subscribe();
  const keys = { ...subscription.keys, p256dh: Buffer.alloc(65, 4).toString("base64url") };
  await expect(subscribe(near(home.broker), { ...subscription, keys })).rejects.toMatchObject({
    code: "BAD_INPUT",
  });
});
