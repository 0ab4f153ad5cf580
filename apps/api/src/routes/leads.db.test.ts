import { randomUUID } from "node:crypto";
import { restoreScorecard } from "@leadlift/services/scorecard/put";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Answer, keyOf, type OpenApi, openApi, send } from "../test/open-api.ts";

let api: OpenApi;
let key: string;
beforeAll(async () => {
  api = await openApi();
  key = await keyOf(api.home, "leads:write", "leads:read", "leads:delete", "consents:write");
});
afterAll(() => api.close());

const phone = () => `+919${String(Math.floor(Math.random() * 1e9)).padStart(9, "0")}`;
const put = (id: string, payload: object = {}, by = key, headers = {}) =>
  send(api, `PUT /v1/leads/${encodeURIComponent(id)}`, { key: by, payload, headers });
const get = (id: unknown, by = key) => send(api, `GET /v1/leads/${id}`, { key: by });
const remove = (id: unknown, by = key) => send(api, `DELETE /v1/leads/${id}`, { key: by });
const leads = () => api.platform.db.withOrg(api.home.org.id, (tx) => tx.lead.count());

test("a lead is made, added to, told, and deleted", async () => {
  const id = randomUUID();
  const made = await put(id, {
    name: "Asha Patil",
    phone: phone(),
    budget: "85 L",
    attributes: { bedrooms: 3 },
  });
  expect(made).toMatchObject({ status: 201, body: { externalId: id, created: true, changed: true } });
  const again = await put(id, { city: "Ahmedabad" });
  expect(again).toMatchObject({
    status: 200,
    body: { leadId: made.body.leadId, created: false, changed: true },
  });
  expect(await get(made.body.leadId)).toMatchObject({
    status: 200,
    body: {
      ...{ externalId: id, name: "Asha Patil", city: "Ahmedabad", attributes: { bedrooms: 3 } },
      contacts: [{ kind: "phone", masked: true }],
    },
  });
  expect(await remove(made.body.leadId)).toMatchObject({ status: 200, body: { deleted: true } });
  expect(await remove(made.body.leadId)).toMatchObject({ status: 200, body: { deleted: true } });
  expect(await get(made.body.leadId)).toMatchObject({ status: 404, body: { code: "not_found" } });
});

test("a change is in the next score, and a deleted lead has none, whatever was asked before", async () => {
  await restoreScorecard(api.home.manager, { version: 0 });
  const all = await keyOf(api.home, "score:read", "leads:write", "leads:delete");
  const id = randomUUID();
  const { body } = await put(id, { source: "Referral" }, all);
  const score = () => send(api, "POST /v1/score", { key: all, payload: { leadId: body.leadId } });
  const before = await score();
  expect(before).toMatchObject({ status: 200 });
  await put(id, { source: "Unknown portal", city: "Surat", budget: "2 Cr" }, all);
  expect(await score()).toMatchObject({ status: 200, body: { source: "model" } });
  await remove(body.leadId, all);
  expect(await score()).toMatchObject({ status: 404 });
});

test("contacts are told in full to a key that may read them", async () => {
  const number = phone();
  const { body } = await put(randomUUID(), { phone: number });
  const trusted = await keyOf(api.home, "leads:read", "contacts:read");
  expect(await get(body.leadId, trusted)).toMatchObject({
    body: { contacts: [{ kind: "phone", value: number, masked: false }] },
  });
});

test("consents need their own scope as well", async () => {
  const consents = [{ purpose: "calls", status: "given", channel: "form" }];
  const weak = await keyOf(api.home, "leads:write");
  expect(await put(randomUUID(), { consents }, weak)).toMatchObject({
    status: 403,
    body: { code: "forbidden" },
  });
  expect(await put(randomUUID(), { consents })).toMatchObject({ status: 201 });
});

test("leads are followed page by page, deleted ones to their end", async () => {
  const made: Answer[] = [];
  for (let place = 0; place < 3; place++) made.push(await put(randomUUID()));
  const [gone] = made;
  await remove(gone?.body.leadId);
  const found = new Map<unknown, unknown>();
  let cursor = "";
  await expect
    .poll(async () => {
      const page = await send(api, `GET /v1/leads?limit=2${cursor}`, { key });
      for (const lead of Object.values(Object(page.body.leads))) {
        const { leadId, deleted } = Object(lead);
        found.set(leadId, deleted);
      }
      cursor = `&cursor=${page.body.cursor}`;
      return made.map(({ body }) => found.get(body.leadId));
    })
    .toEqual([true, false, false]);
});

test("a repeated Idempotency-Key makes one lead and one answer", async () => {
  const [id, headers] = [randomUUID(), { "idempotency-key": randomUUID() }];
  const first = await put(id, { city: "Pune" }, key, headers);
  const again = await put(id, { city: "Pune" }, key, headers);
  expect(again).toEqual(first);
  expect(await put(id, { city: "Surat" }, key, headers)).toMatchObject({ status: 422 });
});

describe("what is wrong with a lead is said by field, and nothing is made", () => {
  test.each<[string, object | string, string]>([
    ["a number that is none", { phone: "call me" }, "phone"],
    ["a field that leads do not have", { stage: "hot" }, ""],
    ["features, which are ours to compute", { features: { a: 1 } }, ""],
    ["a listing that nobody knows", { listing: "nowhere" }, "listing"],
    [
      "a consent for nothing",
      { consents: [{ purpose: "fun", status: "given", channel: "x" }] },
      "consents.0.purpose",
    ],
    ["an attribute that is a list", { attributes: { a: [] } }, "attributes.a"],
    ["a long text", { city: "x".repeat(100_000) }, "city"],
    [
      "too many attributes",
      { attributes: Object.fromEntries([...Array(201).keys()].map((n) => [`a${n}`, n])) },
      "attributes",
    ],
    ["a list for a lead", "[]", ""],
    ["null for a lead", "null", ""],
  ])("%s", async (_, payload, path) => {
    const before = await leads();
    const answer = await send(api, `PUT /v1/leads/${randomUUID()}`, {
      key,
      payload,
      headers: { "content-type": "application/json" },
    });
    expect(answer).toMatchObject({
      status: 400,
      type: "application/problem+json",
      body: { code: "bad_input", errors: [expect.objectContaining({ path })] },
    });
    expect(await leads()).toBe(before);
  });
});

test.each(["a/b?c#d", "🏠 घर", "x".repeat(200)])("the id %s goes through an address", async (id) => {
  expect(await put(id)).toMatchObject({ status: 201, body: { externalId: id } });
});

test.each([
  ["limit=0", "limit"],
  ["limit=501", "limit"],
  ["limit=many", "limit"],
  ["cursor=x", "cursor"],
  ["updatedSince=yesterday", "updatedSince"],
  ["updatedSince=0000-01-01T00:00:00Z", "updatedSince"],
  ["page=2", ""],
])("%s asks for no page", async (query, path) => {
  expect(await send(api, `GET /v1/leads?${query}`, { key })).toMatchObject({
    status: 400,
    body: { code: "bad_input", errors: [expect.objectContaining({ path })] },
  });
});

test.each(["none", "0", "%00"])("%s is the id of no lead", async (id) => {
  expect(await get(id)).toMatchObject({ status: 400, body: { code: "bad_input" } });
  expect(await remove(id)).toMatchObject({ status: 400, body: { code: "bad_input" } });
});
