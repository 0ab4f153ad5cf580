import { createApiKey } from "@leadlift/services/api-key/create";
import { scopes } from "@leadlift/services/api-key/scopes";
import { listLeads } from "@leadlift/services/lead/list";
import { restoreScorecard } from "@leadlift/services/scorecard/put";
import { afterAll, beforeAll, expect, test } from "vitest";
import { keyOf, type OpenApi, openApi, send } from "../test/open-api.ts";

let api: OpenApi;
beforeAll(async () => {
  api = await openApi();
  await restoreScorecard(api.home.admin, { version: 0 });
});
afterAll(() => api.close());

test("a test key does all that a key does, scored by the organisation's rules, on leads that nobody else sees", async () => {
  const made = await createApiKey(api.home.admin, {
    kind: "secret",
    name: "Trying out",
    scopes: [...scopes],
    test: true,
  });
  const { key } = made;
  const payload = {
    name: "Nobody Atall",
    phone: "+91 98250 00001",
    source: "99acres",
    city: "Ahmedabad",
    budget: "85 L",
  };
  const put = await send(api, "PUT /v1/leads/trial-1", { key, payload });
  expect(put.status).toBe(201);
  const event = { eventId: "trial", type: "site_visit_done", subject: { externalId: "trial-1" } };
  expect(await send(api, "POST /v1/events", { key, payload: event })).toMatchObject({ status: 200 });
  const score = await send(api, "POST /v1/score", { key, payload: { leadId: put.body.leadId } });
  expect(score).toMatchObject({ status: 200, body: { state: "scored" } });
  expect((await send(api, `GET /v1/leads/${put.body.leadId}`, { key })).status).toBe(200);

  const real = await keyOf(api.home, ...scopes);
  expect((await send(api, `GET /v1/leads/${put.body.leadId}`, { key: real })).status).toBe(404);
  const page = await send(api, "GET /v1/leads", { key: real });
  expect(page).toMatchObject({ status: 200, body: { leads: [] } });
  const { rows } = await listLeads(api.home.admin, {});
  expect(rows).toEqual([]);
  expect((await send(api, `DELETE /v1/leads/${put.body.leadId}`, { key })).status).toBe(200);
});
