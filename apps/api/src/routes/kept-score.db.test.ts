import { recordConsents } from "@leadlift/services/consent/record";
import { mergeLeads } from "@leadlift/services/lead/merge";
import { restoreScorecard } from "@leadlift/services/scorecard/put";
import { afterAll, beforeAll, expect, test } from "vitest";
import { keyOf, type OpenApi, openApi, send } from "../test/open-api.ts";

let api: OpenApi;
let key: string;
beforeAll(async () => {
  api = await openApi();
  await restoreScorecard(api.home.admin, { version: 0 });
  key = await keyOf(api.home, "score:read", "leads:write", "events:write");
});
afterAll(() => api.close());

const put = (id: string) => send(api, `PUT /v1/leads/${id}`, { key, payload: { source: "99acres" } });
const score = (id: string, events: object[] = [], by = key) =>
  send(api, "POST /v1/score", { key: by, payload: { lead: { externalId: id, source: "99acres" }, events } });

test("a lead is not kept whose events cannot be, for want of an id or of the scope", async () => {
  const withoutId = await score("K-1", [{ type: "page_view" }]);
  expect(withoutId).toMatchObject({ status: 400, body: { code: "bad_input", path: "events.0" } });
  const event = { eventId: "kept-score-1", type: "page_view" };
  const withoutScope = await score("K-1", [event], await keyOf(api.home, "score:read", "leads:write"));
  expect(withoutScope).toMatchObject({ status: 403, body: { code: "forbidden" } });
  expect(await put("K-1")).toMatchObject({ status: 201 });
});

test("a lead that was merged into one that was merged is answered by the one that stands for both", async () => {
  const leadIds: string[] = [];
  for (const id of ["M-1", "M-2", "M-3"]) leadIds.push(String((await put(id)).body.leadId));
  const [first = "", second = "", third = ""] = leadIds;
  await mergeLeads(api.home.admin, { keptId: second, mergedId: first });
  await mergeLeads(api.home.admin, { keptId: third, mergedId: second });
  expect(await put("M-1")).toMatchObject({ body: { leadId: first, mergedInto: third } });
  expect(await score("M-1")).toMatchObject({ status: 200, body: { leadId: third } });
});

test("a score by id is of now under an Idempotency-Key too", async () => {
  const payload = { source: "99acres", budget: "85 L", phone: "+91 98765 43210" };
  const leadId = String((await send(api, "PUT /v1/leads/R-1", { key, payload })).body.leadId);
  const named = (name: string) => ({ key, headers: { "idempotency-key": name } });
  const states = async () => {
    const one = await send(api, "POST /v1/score", { ...named("one"), payload: { leadId } });
    const asked = { leads: [{ leadId }] };
    const many = await send(api, "POST /v1/score/batch", { ...named("many"), payload: asked });
    return [one.body.state, Object([many.body.results].flat()[0]).state];
  };
  expect(await states()).toEqual(["scored", "scored"]);
  await recordConsents(api.home.system, {
    subject: { leadId },
    entries: [{ purpose: "scoring", status: "withdrawn", channel: "form" }],
  });
  expect(await states()).toEqual(["unknown", "unknown"]);
});
