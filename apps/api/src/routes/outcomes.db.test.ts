import { randomUUID } from "node:crypto";
import { leadOf } from "@leadlift/services/lead/test/lead-of";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { keyOf, type OpenApi, openApi, send } from "../test/open-api.ts";

let api: OpenApi;
let key: string;
let leadId: string;
beforeAll(async () => {
  api = await openApi();
  key = await keyOf(api.home, "outcomes:write");
});
afterAll(() => api.close());
beforeEach(async () => {
  leadId = (await leadOf(api.platform, api.home)).id;
});

const outcome = (more: object = {}) => ({ outcomeId: randomUUID(), leadId, step: "contacted", ...more });
const post = (payload: object | string) =>
  send(api, "POST /v1/outcomes", { key, payload, headers: { "content-type": "application/json" } });
const stored = () =>
  api.platform.db.withOrg(api.home.org.id, (tx) => tx.leadOutcome.findMany({ where: { leadId } }));

test("one outcome is recorded once, told where its lead stands, and taken back", async () => {
  const given = outcome();
  expect(await post(given)).toMatchObject({
    status: 200,
    body: {
      recorded: 1,
      results: [{ status: "recorded", lead: { leadId, step: "contacted", status: "open" } }],
    },
  });
  expect(await post(given)).toMatchObject({ status: 200, body: { recorded: 0, duplicates: 1 } });
  expect(await post({ outcomeId: given.outcomeId, undo: true })).toMatchObject({
    body: { undone: 1, results: [{ lead: { step: null } }] },
  });
});

test("one that is refused is a problem, and among others keeps none of them out", async () => {
  const wrong = outcome({ step: "moonwalk" });
  expect(await post(wrong)).toMatchObject({
    status: 422,
    type: "application/problem+json",
    body: { code: "unknown_step", outcomeId: wrong.outcomeId },
  });
  expect(await post({ outcomes: [outcome(), wrong, outcome({ step: "visit_done" })] })).toMatchObject({
    status: 200,
    body: { recorded: 2, refused: 1, results: [{}, { code: "unknown_step" }, {}] },
  });
  expect(await stored()).toHaveLength(2);
});

test.each<[string, number, string, () => object | string]>([
  ["a list", 400, "bad_body", () => [outcome()]],
  ["null", 400, "bad_body", () => "null"],
  ["outcomes that are no list", 400, "bad_body", () => ({ outcomes: outcome() })],
  ["too many", 413, "too_many_outcomes", () => ({ outcomes: Array.from({ length: 201 }, () => outcome()) })],
  ["no outcome at all", 422, "bad_outcome", () => ({})],
  ["a lead that nobody knows", 422, "unknown_lead", () => outcome({ leadId: randomUUID() })],
  ["an id that is none", 422, "bad_outcome", () => outcome({ leadId: "1" })],
])("%s is refused as a whole, and nothing is stored", async (_, status, code, given) => {
  expect(await post(given())).toMatchObject({ status, type: "application/problem+json", body: { code } });
  expect(await stored()).toEqual([]);
});
