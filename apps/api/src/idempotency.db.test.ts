import { randomUUID } from "node:crypto";
import { leadOf } from "@leadlift/services/lead/test/lead-of";
import { afterAll, beforeAll, expect, test } from "vitest";
import { contractOf, keyOf, type OpenApi, openApi, send } from "./test/open-api.ts";

let api: OpenApi;
let key: string;
beforeAll(async () => {
  api = await openApi();
  key = await keyOf(api.home, "listings:write", "events:write");
});
afterAll(() => api.close());

const put = (listing: string, payload: object, once?: string, by = key) =>
  send(api, `PUT /v1/listings/${listing}`, {
    key: by,
    payload,
    ...(once === undefined ? {} : { headers: { "idempotency-key": once } }),
  });
const listings = () => api.platform.db.withOrg(api.home.org.id, (tx) => tx.listing.count());

test("every route that changes something takes a key, but for those that are known by other ids or read only", () => {
  const without = contractOf(api.app).operations.filter(
    ({ method, parameters }) =>
      method !== "GET" && !parameters.some(({ name }) => name.toLowerCase() === "idempotency-key"),
  );
  expect(without.map(({ method, path }) => `${method} ${path}`).sort()).toEqual([
    "POST /v1/questions",
    "POST /v1/receipts/{id}/verify",
  ]);
});

test("a request that comes again is answered as it was the first time, and says so", async () => {
  const [listing, once] = [randomUUID(), randomUUID()];
  const headers = { authorization: `Bearer ${key}`, "idempotency-key": once };
  const ask = () =>
    api.app.inject({
      method: "PUT",
      url: `/v1/listings/${listing}`,
      headers,
      payload: { project: "Skyline" },
    });
  const first = await ask();
  const again = await ask();
  expect([first.statusCode, first.headers["idempotent-replayed"]]).toEqual([201, undefined]);
  expect([again.statusCode, again.headers["idempotent-replayed"]]).toEqual([201, "true"]);
  expect(again.body).toBe(first.body);
  expect(again.headers["content-type"]).toBe(first.headers["content-type"]);
  expect(await put(listing, { project: "Skyline" })).toMatchObject({ status: 200 });
});

test("sent ten times at once it is done once: the others are answered alike or asked to come back", async () => {
  const [listing, once, before] = [randomUUID(), randomUUID(), await listings()];
  const answers = await Promise.all(
    Array.from({ length: 10 }, () => put(listing, { project: "Skyline" }, once)),
  );
  for (const { status, body } of answers) {
    expect([201, 409]).toContain(status);
    if (status === 409) expect(body.code).toBe("in_progress");
  }
  expect((await put(listing, { project: "Skyline" }, once)).status).toBe(201);
  expect((await listings()) - before).toBe(1);
});

test("the same key with another body or another address is refused, and nothing is done", async () => {
  const [listing, once] = [randomUUID(), randomUUID()];
  await put(listing, { project: "Skyline" }, once);
  const before = await listings();
  for (const [where, project] of [
    [listing, "Horizon"],
    [randomUUID(), "Skyline"],
  ] as const) {
    expect(await put(where, { project }, once)).toMatchObject({
      status: 422,
      body: { code: "idempotency_mismatch" },
    });
  }
  expect(await listings()).toBe(before);
});

test("a refusal is not kept: what is mended may be sent under the same key", async () => {
  const [listing, once] = [randomUUID(), randomUUID()];
  expect(await put(listing, { priceMinPaise: 2, priceMaxPaise: 1 }, once)).toMatchObject({ status: 400 });
  expect(await put(listing, { priceMinPaise: 1, priceMaxPaise: 2 }, once)).toMatchObject({ status: 201 });
});

test("where one of many was refused, the same may be sent again: what was done is done once", async () => {
  const externalId = randomUUID();
  const { id: leadId } = await leadOf(api.platform, api.home);
  const eventIds = [randomUUID(), randomUUID()];
  const payload = {
    events: [
      { eventId: eventIds[0], type: "note", subject: { leadId } },
      { eventId: eventIds[1], type: "note", subject: { externalId } },
    ],
  };
  const sendBoth = () =>
    send(api, "POST /v1/events", { key, headers: { "idempotency-key": eventIds[0] ?? "" }, payload });
  expect((await sendBoth()).body).toMatchObject({ recorded: 1, refused: 1 });
  await leadOf(api.platform, api.home, { externalId });
  expect((await sendBoth()).body).toMatchObject({ recorded: 1, duplicates: 1, refused: 0 });
});

test("another program's key of the same name is another key", async () => {
  const [listing, once] = [randomUUID(), randomUUID()];
  await put(listing, { project: "Skyline" }, once);
  const second = await keyOf(api.home, "listings:write");
  expect(await put(listing, { project: "Skyline" }, once, second)).toMatchObject({ status: 200 });
});

test.each([["x".repeat(151)], ["a b"], ["é"]])("the key %s is none", async (once) => {
  expect(await put(randomUUID(), {}, once)).toMatchObject({
    status: 400,
    body: { code: "bad_input", errors: [{ path: "Idempotency-Key" }] },
  });
});
