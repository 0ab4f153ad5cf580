import { randomUUID } from "node:crypto";
import { request } from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";
import { leadOf } from "@leadlift/services/lead/test/lead-of";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { type Answer, keyOf, type OpenApi, openApi, send } from "../test/open-api.ts";

let api: OpenApi;
let key: string;
let leadId: string;
beforeAll(async () => {
  api = await openApi();
  key = await keyOf(api.home, "events:write", "consents:write", "listings:write");
});
afterAll(() => api.close());
beforeEach(async () => {
  leadId = (await leadOf(api.platform, api.home)).id;
});

const event = (more: object = {}) => ({
  eventId: randomUUID(),
  type: "page_view",
  occurredAt: new Date(Date.now() - 60_000).toISOString(),
  properties: { page: "/flats", seconds: 5 },
  subject: { leadId },
  ...more,
});
const json = { "content-type": "application/json" };
const post = (payload: object | string) => send(api, "POST /v1/events", { key, payload, headers: json });
const stored = () =>
  api.platform.db.withOrg(api.home.org.id, (tx) =>
    tx.event.findMany({ where: { leadId }, orderBy: { occurredAt: "asc" } }),
  );

describe("one event is refused with its reason, and nothing is stored", () => {
  const cases: [what: string, code: string, given: () => object][] = [
    ["an unknown type", "unknown_type", () => event({ type: "moonwalk" })],
    ["a type that is every object's own", "unknown_type", () => event({ type: "constructor" })],
    ["no type", "bad_event", () => event({ type: undefined })],
    ["no event id", "bad_event", () => event({ eventId: undefined })],
    ["an event id that is too long", "bad_event", () => event({ eventId: "x".repeat(201) })],
    ["an event id with a NUL", "bad_event", () => event({ eventId: "a\0b" })],
    ["a field that events do not have", "bad_event", () => event({ ocurredAt: "2026-01-01T00:00:00Z" })],
    ["properties of the wrong type", "bad_properties", () => event({ properties: { seconds: "five" } })],
    ["properties that are a list", "bad_properties", () => event({ properties: [1] })],
    ["a number out of range", "bad_properties", () => event({ properties: { seconds: -1 } })],
    ["a property that is needed and missing", "bad_properties", () => event({ type: "listing_view" })],
    ["a time in 1970", "bad_time", () => event({ occurredAt: "1970-01-01T00:00:00Z" })],
    ["a time that is none", "bad_time", () => event({ occurredAt: "yesterday" })],
    ["a time without its zone", "bad_time", () => event({ occurredAt: "2026-11-01T10:00:00" })],
    ["no subject", "no_subject", () => event({ subject: {} })],
    ["a lead that does not exist", "unknown_lead", () => event({ subject: { leadId: randomUUID() } })],
    ["an external id that does not exist", "unknown_lead", () => event({ subject: { externalId: "none" } })],
    ["a correction of nothing", "unknown_correction", () => event({ corrects: randomUUID() })],
    ["depths that nobody needs", "bad_event", () => event({ properties: { page: "/", deep: nested(50) } })],
  ];
  test.each(cases)("%s: %s", async (_, code, given) => {
    const answer = await post(given());
    expect(answer).toMatchObject({ status: 422, type: "application/problem+json", body: { code } });
    expect(answer.body.detail).toEqual(expect.stringMatching(/\S/));
    expect(await stored()).toEqual([]);
    // Among others it is the same, and keeps none of them out.
    const among = await post({ events: [event(), given(), event()] });
    expect(among).toMatchObject({ status: 200, body: { recorded: 2, refused: 1 } });
    expect(among.body.results).toMatchObject([{ status: "recorded" }, { code }, { status: "recorded" }]);
  });
});

describe("a body is refused as a whole, and nothing is stored", () => {
  const cases: [what: string, status: number, code: string, given: () => object | string][] = [
    ["what is not JSON", 400, "bad_json", () => '{"eventId": '],
    ["nothing", 400, "bad_json", () => ""],
    ["a list", 400, "bad_body", () => [event()]],
    ["a text", 400, "bad_body", () => '"event"'],
    ["null", 400, "bad_body", () => "null"],
    ["events that are no list", 400, "bad_body", () => ({ events: event() })],
    ["an id twice", 400, "duplicate_key", () => twice(event(), "eventId")],
    ["a number that is none", 400, "bad_number", () => polluted('"seconds":1e400')],
    ["a key that pollutes a prototype", 400, "bad_json", () => polluted('"__proto__":{"admin":true}')],
    [
      "the same through a constructor",
      400,
      "bad_json",
      () => polluted('"constructor":{"prototype":{"admin":true}}'),
    ],
    ["10,000 events", 413, "too_many_events", () => ({ events: Array.from({ length: 10_000 }, short) })],
    [
      "1,001 events",
      413,
      "too_many_events",
      () => ({ events: Array.from({ length: 1_001 }, () => event()) }),
    ],
    ["10 MB", 413, "too_large", () => event({ text: "x".repeat(10 * 1024 ** 2) })],
    ["a million brackets", 400, "too_deep", () => `${"[".repeat(500_000)}${"]".repeat(500_000)}`],
  ];
  test.each(cases)("%s: %i %s", async (_, status, code, given) => {
    const answer = await post(given());
    expect(answer).toMatchObject({ status, type: "application/problem+json", body: { status, code } });
    expect(await stored()).toEqual([]);
    expect(({} as { admin?: boolean }).admin).toBeUndefined();
  });

  test("another content type: 415 not_json", async () => {
    for (const type of ["text/plain", "application/x-www-form-urlencoded", "application/xml", "nonsense"]) {
      const headers = { "content-type": type };
      const answer = await send(api, "POST /v1/events", { key, payload: JSON.stringify(event()), headers });
      expect(answer).toMatchObject({ status: 415, body: { code: "not_json" } });
    }
    expect(await stored()).toEqual([]);
  });

  test("a body without a length or an end, as soon as it is too large", async () => {
    await api.app.listen({ port: 0, host: "127.0.0.1" });
    const { port } = api.app.server.address() as AddressInfo;
    const answer = await streamed(port, { authorization: `Bearer ${key}` });
    expect(answer).toMatchObject({ status: 413, body: { code: "too_large" } });
    const unknown = await streamed(port, {});
    expect(unknown).toMatchObject({ status: 401, body: { code: "no_key" } });
  });
});

describe("what is odd and not wrong is stored once", () => {
  test("a time in 2100 is taken for now, and what was claimed is kept", async () => {
    const answer = await post(event({ occurredAt: "2100-01-01T00:00:00Z" }));
    expect(answer.body.results).toMatchObject([{ status: "recorded", clamped: true }]);
    const [row] = await stored();
    expect(row?.claimedAt).toEqual(new Date("2100-01-01T00:00:00Z"));
    expect(row?.occurredAt.getTime()).toBeLessThanOrEqual(Date.now());
  });

  test("a clock two minutes ahead is set right without a word", async () => {
    const ahead = new Date(Date.now() + 120_000).toISOString();
    const answer = await post(event({ occurredAt: ahead }));
    expect(answer.body.results).toMatchObject([{ status: "recorded" }]);
    expect(answer.body.results).not.toMatchObject([{ clamped: true }]);
    const [row] = await stored();
    expect(row?.occurredAt.getTime()).toBeLessThanOrEqual(Date.now());
  });

  test("an event of a year ago is recorded as late", async () => {
    const answer = await post(event({ occurredAt: new Date(Date.now() - 365 * 86_400_000).toISOString() }));
    expect(answer.body.results).toMatchObject([{ status: "recorded", late: true }]);
  });

  test("an id used again for another event is refused; the same event is a duplicate", async () => {
    const first = event();
    const other = { ...first, properties: { page: "/other" } };
    const answer = await post({ events: [first, other, first] });
    expect(answer.body.results).toMatchObject([
      { status: "recorded" },
      { status: "refused", code: "id_reused" },
      { status: "duplicate" },
    ]);
    expect(await post(other)).toMatchObject({ status: 422, body: { code: "id_reused" } });
    expect(await stored()).toHaveLength(1);
  });

  test("a refused id may be used for what is right", async () => {
    const wrong = event({ type: "moonwalk" });
    await post(wrong);
    expect(await post({ ...wrong, type: "page_view" })).toMatchObject({ status: 200, body: { recorded: 1 } });
  });

  test("properties that the type does not have are dropped by name", async () => {
    const answer = await post(event({ properties: { page: "/", colour: "red", toString: 1 } }));
    expect(answer.body.results).toMatchObject([
      { status: "recorded", dropped: expect.arrayContaining(["colour", "toString"]) },
    ]);
    expect((await stored())[0]?.properties).toEqual({ page: "/" });
  });

  test.each([
    ["emoji", "/घर/🏠👨‍👩‍👧"],
    ["right-to-left text", "/شقة/דירה \u202e"],
    ["NUL and half a character", "/a\0b\ud800c"],
    ["SQL", "'; drop table event; --"],
    ["markup", "<script>alert(1)</script>"],
  ])("%s comes through", async (_, page) => {
    expect(await post(event({ properties: { page } }))).toMatchObject({ status: 200, body: { recorded: 1 } });
    const kept = page.replace("\0", "").replace("\ud800", "\ufffd");
    expect((await stored())[0]?.properties).toEqual({ page: kept });
  });

  test("what a person wrote is sealed, not kept in clear", async () => {
    await post(event({ type: "whatsapp_in", properties: {}, text: "Kal site visit ho sakta hai? 🙏" }));
    const [row] = await stored();
    expect(row?.textSealed).toBeTruthy();
    expect(JSON.stringify({ ...row, textSealed: null })).not.toContain("site visit");
  });
});

test("an event for an erased lead is one for an unknown lead", async () => {
  await post(event());
  await api.platform.db.withOrg(api.home.org.id, (tx) =>
    tx.lead.delete({ where: { orgId_id: { orgId: api.home.org.id, id: leadId } } }),
  );
  expect(await post(event())).toMatchObject({ status: 422, body: { code: "unknown_lead" } });
  expect(await stored()).toEqual([]);
});

describe("consents are refused", () => {
  const ask = (payload: object) => send(api, "POST /v1/consents", { key, payload });
  const entry = { purpose: "calls", status: "given", channel: "web" };
  test.each([
    ["of an unknown purpose", () => ({ subject: { leadId }, entries: [{ ...entry, purpose: "fun" }] }), 400],
    ["without an entry", () => ({ subject: { leadId }, entries: [] }), 400],
    ["of nobody", () => ({ subject: {}, entries: [entry] }), 400],
    ["of an id with a NUL", () => ({ subject: { externalId: "a\0b" }, entries: [entry] }), 404],
    ["of half a character", () => ({ subject: { externalId: "a\ud800" }, entries: [entry] }), 404],
    ["of a number that is none", () => ({ subject: { phone: "call me" }, entries: [entry] }), 400],
    ["with a NUL", () => ({ subject: { leadId }, entries: [{ ...entry, channel: "a\0b" }] }), 400],
    ["of somebody unknown", () => ({ subject: { leadId: randomUUID() }, entries: [entry] }), 404],
    [
      "that lie in the future",
      () => ({ subject: { leadId }, entries: [{ ...entry, occurredAt: "2100-01-01T00:00:00Z" }] }),
      400,
    ],
  ])("%s", async (_, given, status) => {
    const answer: Answer = await ask(given());
    expect(answer).toMatchObject({ status, type: "application/problem+json" });
  });
});

function short(_: unknown, place: number) {
  return { eventId: `e${place}`, type: "note", subject: { leadId } };
}

function polluted(member: string): string {
  return JSON.stringify(event({ properties: { page: "/", mark: 1 } })).replace('"mark":1', member);
}

function twice(body: object, key: string): string {
  return JSON.stringify(body).replace(/\}$/, `,"${key}":"another"}`);
}

function nested(depth: number): object {
  return depth === 0 ? {} : { deeper: nested(depth - 1) };
}

/** Sends a byte more than is taken and then no end, until an answer comes. */
function streamed(port: number, headers: Record<string, string>): Promise<{ status: number; body: unknown }> {
  return new Promise((resolve, reject) => {
    const call = request(
      { port, host: "127.0.0.1", method: "POST", path: "/v1/events", headers: { ...json, ...headers } },
      async (answer) => {
        resolve({ status: answer.statusCode ?? 0, body: JSON.parse(await text(answer)) });
        call.destroy();
      },
    );
    call.on("error", reject);
    call.write(" ".repeat(1024 ** 2));
    call.write(" ");
  });
}
