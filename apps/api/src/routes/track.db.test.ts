import { randomUUID } from "node:crypto";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createApiKey } from "@leadlift/services/api-key/create";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { buildServer } from "../build-server.ts";
import { keyOf, type OpenApi, openApi } from "../test/open-api.ts";

const site = "https://www.shilp.in";
const browser =
  "Mozilla/5.0 (Linux; Android 14; SM-A546E) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/141.0.0.0 Mobile Safari/537.36";

let api: OpenApi;
let key: string;
beforeAll(async () => {
  api = await openApi();
  ({ key } = await createApiKey(api.home.admin, { kind: "site", name: "Website", origins: [site] }));
});
afterAll(() => api.close());

function view() {
  return {
    eventId: randomUUID(),
    type: "page_view",
    at: Date.now(),
    properties: { page: "/flats", seconds: 12 },
  };
}

function beacon(more: object = {}) {
  return { key, visitorId: randomUUID(), sentAt: Date.now(), events: [view()], ...more };
}

function post(body: unknown, headers: Record<string, string> = {}, app = api.app) {
  return app.inject({
    method: "POST",
    url: "/t",
    headers: {
      "content-type": "text/plain;charset=UTF-8",
      origin: site,
      "user-agent": browser,
      "accept-language": "en-IN",
      ...headers,
    },
    payload: typeof body === "string" ? body : JSON.stringify(body),
  });
}

const stored = (visitorId: string) =>
  api.platform.db.withOrg(api.home.org.id, (tx) => tx.event.findMany({ where: { visitorId } }));

describe("the snippet", () => {
  test("may be cached for an hour, and is not sent again while it is the same", async () => {
    const first = await api.app.inject("/t.js");
    expect(first.headers).toMatchObject({
      "content-type": "text/javascript; charset=utf-8",
      "cache-control": "public, max-age=3600",
      "cross-origin-resource-policy": "cross-origin",
    });
    expect(first.headers["set-cookie"]).toBeUndefined();
    const again = await api.app.inject({
      url: "/t.js",
      headers: { "if-none-match": String(first.headers.etag) },
    });
    expect([again.statusCode, again.body]).toEqual([304, ""]);
  });
});

describe("a beacon", () => {
  test("is stored for its visitor, without a cookie for them", async () => {
    const sent = beacon();
    const answer = await post(sent);
    expect([answer.statusCode, answer.body, answer.headers["set-cookie"]]).toEqual([204, "", undefined]);
    expect(await stored(sent.visitorId)).toMatchObject([
      { type: "page_view", source: "site", bot: null, properties: { page: "/flats", seconds: 12 } },
    ]);
  });

  test("of a crawler or a driven browser is kept and flagged", async () => {
    for (const [headers, more] of [
      [{ "user-agent": "Mozilla/5.0 (compatible; Googlebot/2.1)" }, {}],
      [{}, { webdriver: true }],
      [{ "accept-language": "" }, {}],
    ] as const) {
      const sent = beacon(more);
      await post(sent, headers);
      expect(await stored(sent.visitorId)).toMatchObject([{ bot: expect.any(String) }]);
    }
  });

  test("from a network of servers is a bot's where nothing was looked at, otherwise a person's", async () => {
    const folder = await mkdtemp(join(tmpdir(), "leadlift-ranges-"));
    await writeFile(join(folder, "ranges.txt"), "203.0.113.0/24");
    const env = { ...api.platform.env, datacentreRanges: [join(folder, "ranges.txt")], trustProxy: 1 };
    const app = buildServer({ ...api.platform, env });
    await app.ready();
    const from = async (address: string, ...events: object[]) => {
      const sent = beacon(events.length > 0 ? { events } : {});
      await post(sent, { "x-forwarded-for": address }, app);
      const [visitor] = await api.platform.db.withOrg(api.home.org.id, (tx) =>
        tx.visitor.findMany({ where: { id: sent.visitorId } }),
      );
      const [event] = await stored(sent.visitorId);
      expect(JSON.stringify([visitor, event])).not.toContain(address);
      return [event?.bot, visitor?.datacentreAt instanceof Date];
    };
    const glance = () => ({ ...view(), properties: { page: "/flats", seconds: 0 } });
    const search = { ...view(), type: "search", properties: { locality: "Bopal" } };
    expect(await from("203.0.113.9", glance())).toEqual(["datacentre", true]);
    expect(await from("203.0.113.9")).toEqual([null, true]);
    expect(await from("203.0.113.9", glance(), search)).toEqual([null, true]);
    expect(await from("198.51.100.9", glance())).toEqual([null, false]);
    // What the client says of itself goes through one proxy only.
    expect(await from("203.0.113.9, 198.51.100.9", glance())).toEqual([null, false]);
    await app.close();
    await rm(folder, { recursive: true });
  });

  test.each([
    ["from a site that the key is not for", beacon, { origin: "https://elsewhere.in" }],
    ["with Global Privacy Control", beacon, { "sec-gpc": "1" }],
    ["with Do Not Track", beacon, { dnt: "1" }],
    [
      "that tells what no page knows",
      () => beacon({ events: [{ eventId: randomUUID(), type: "call_out", at: 0 }] }),
      {},
    ],
    ["with more than is asked for", () => beacon({ cookie: "1" }), {}],
    ["as JSON, which no beacon is", beacon, { "content-type": "application/json" }],
  ])("%s is answered the same and stored nowhere", async (_, make, headers) => {
    const sent = make();
    const answer = await post(sent, headers);
    expect([answer.statusCode, answer.body]).toEqual([204, ""]);
    expect(await stored(sent.visitorId)).toEqual([]);
  });

  test("with another kind of key, or none that there is, is stored nowhere", async () => {
    const secret = await keyOf(api.home, "events:write");
    for (const wrong of [secret, "lls_aaaaaaaaaaaaaaaa", ""]) {
      const sent = beacon({ key: wrong });
      expect((await post(sent)).statusCode).toBe(204);
      expect(await stored(sent.visitorId)).toEqual([]);
    }
  });

  test.each([["not JSON"], [""], ["[]"], ["x".repeat(100_000)]])(
    "that is rubbish is answered all the same",
    async (body) => {
      expect((await post(body)).statusCode).toBe(204);
    },
  );

  test("with a form makes a lead that the visits before it belong to", async () => {
    const visitorId = randomUUID();
    await post(beacon({ visitorId }));
    const phone = `+9198${String(Math.floor(Math.random() * 1e8)).padStart(8, "0")}`;
    const form = {
      eventId: randomUUID(),
      type: "form_submit",
      at: Date.now(),
      properties: { form: "callback" },
      contact: { name: "Asha Patil", phone },
    };
    await post(beacon({ visitorId, events: [form] }));
    const link = await api.platform.db.withOrg(api.home.org.id, (tx) =>
      tx.visitorLink.findFirst({ where: { visitorId } }),
    );
    expect(link).toMatchObject({ cause: expect.any(String), leadId: expect.any(String) });
    expect(JSON.stringify(await stored(visitorId))).not.toContain(phone.slice(-8));
  });

  test("beyond fifty a second of one key is dropped", async () => {
    const { key: busy } = await createApiKey(api.home.admin, { kind: "site", name: "Busy", origins: [site] });
    const visitorId = randomUUID();
    await Promise.all(Array.from({ length: 120 }, () => post(beacon({ key: busy, visitorId }))));
    expect((await stored(visitorId)).length).toBeLessThan(120);
  });
});
