import { randomUUID } from "node:crypto";
import { leadOf } from "@leadlift/services/lead/test/lead-of";
import { afterAll, beforeAll, expect, test } from "vitest";
import { keyOf, type OpenApi, openApi, send } from "../test/open-api.ts";

let api: OpenApi;
let key: string;
beforeAll(async () => {
  api = await openApi();
  key = await keyOf(api.home, "quality:read", "events:write");
});
afterAll(() => api.close());

test("what was sent, sent again and refused is counted where it is asked for", async () => {
  const { id: leadId } = await leadOf(api.platform, api.home, { source: "99acres" });
  const event = { eventId: randomUUID(), type: "note", subject: { leadId } };
  const twice = { payload: { events: [event, { ...event, eventId: randomUUID(), type: "nothing" }] }, key };
  await send(api, "POST /v1/events", twice);
  await send(api, "POST /v1/events", twice);
  expect(await send(api, "GET /v1/quality?days=7", { key })).toMatchObject({
    status: 200,
    body: {
      days: 7,
      completeness: { total: { leads: 1 }, sources: [{ source: "99acres", leads: 1 }] },
      events: {
        total: { received: 4, recorded: 1, duplicates: 1, refused: 2, late: 0, clamped: 0, bots: 0 },
        sources: [{ source: "api", received: 4 }],
      },
      visitors: { keptDays: 90 },
    },
  });
  const { body } = await send(api, "GET /v1/quality", { key });
  const { days, months } = body.happened as { days: object[]; months: object[] };
  expect([days.length, months.length]).toEqual([90, 18]);
  expect(days.at(-1)).toMatchObject({ events: 1, bots: 0 });
});

test.each(["?days=8", "?days=many", "?day=7"])("%s is no window of it", async (query) => {
  expect(await send(api, `GET /v1/quality${query}`, { key })).toMatchObject({
    status: 400,
    body: { code: "bad_input" },
  });
});
