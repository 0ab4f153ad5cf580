import { randomUUID } from "node:crypto";
import { getListing } from "@leadlift/services/listing/get";
import { afterAll, beforeAll, expect, test } from "vitest";
import { keyOf, type OpenApi, openApi, send } from "../test/open-api.ts";

let api: OpenApi;
let key: string;
beforeAll(async () => {
  api = await openApi();
  key = await keyOf(api.home, "listings:write");
});
afterAll(() => api.close());

const put = (externalId: string, payload: object) =>
  send(api, `PUT /v1/listings/${encodeURIComponent(externalId)}`, { key, payload });

test("a new listing is 201, the same again and a changed one are 200", async () => {
  const externalId = randomUUID();
  const made = await put(externalId, { project: "Skyline", priceMinPaise: 65_00_000_00 });
  expect(made).toMatchObject({ status: 201, body: { externalId, created: true, changed: true } });
  expect(await put(externalId, { project: "Skyline", priceMinPaise: 65_00_000_00 })).toMatchObject({
    status: 200,
    body: { listingId: made.body.listingId, created: false, changed: false },
  });
  expect(await put(externalId, { project: "Skyline", status: "sold" })).toMatchObject({
    status: 200,
    body: { created: false, changed: true },
  });
});

test.each(["a/b?c#d", "🏠 घर", "x".repeat(200)])("the external id %s goes through an address", async (id) => {
  expect(await put(id, { project: "Skyline" })).toMatchObject({ status: 201 });
  expect(await getListing(api.home.broker, { externalId: id })).toMatchObject({ project: "Skyline" });
});

test("what is wrong with a listing is said by field", async () => {
  expect(await put("x", { priceMinPaise: "65 lakh", price: 5 })).toMatchObject({
    status: 400,
    type: "application/problem+json",
    body: {
      code: "bad_input",
      errors: expect.arrayContaining([{ path: "priceMinPaise", message: expect.any(String) }]),
    },
  });
});

test.each([["[]"], ['"text"'], ["null"], ["7"]])("a body that is %s is refused", async (payload) => {
  const headers = { "content-type": "application/json" };
  expect(await send(api, "PUT /v1/listings/x", { key, payload, headers })).toMatchObject({
    status: 400,
    body: { code: "bad_input" },
  });
});
