import { randomUUID } from "node:crypto";
import { leadOf } from "@leadlift/services/lead/test/lead-of";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { keyOf, type OpenApi, openApi, send } from "../test/open-api.ts";

let api: OpenApi;
let key: string;
let leadId: string;
beforeAll(async () => {
  api = await openApi();
  key = await keyOf(api.home, "events:write");
  leadId = (await leadOf(api.platform, api.home)).id;
});
afterAll(() => api.close());

const call = (more: object = {}) => ({
  eventId: randomUUID(),
  type: "call_in",
  occurredAt: new Date(Date.now() - 60_000).toISOString(),
  properties: { seconds: 90 },
  subject: { leadId },
  ...more,
});
const post = (payload: object) => send(api, "POST /v1/events", { key, payload });
const stored = () => api.platform.db.withOrg(api.home.org.id, (tx) => tx.event.count({ where: { leadId } }));

describe("one event", () => {
  test("is recorded for its lead, and sent again it is a duplicate", async () => {
    const event = call();
    const before = await stored();
    const answer = await post(event);
    expect(answer).toMatchObject({ status: 200, body: { recorded: 1, duplicates: 0, refused: 0 } });
    expect(answer.body.results).toMatchObject([{ eventId: event.eventId, status: "recorded", leadId }]);
    expect(await post(event)).toMatchObject({ status: 200, body: { recorded: 0, duplicates: 1 } });
    expect(await stored()).toBe(before + 1);
  });

  test("that is refused is a problem with its reason for a code", async () => {
    const event = call({ subject: { leadId: randomUUID() } });
    expect(await post(event)).toMatchObject({
      status: 422,
      type: "application/problem+json",
      body: {
        type: "about:blank",
        title: "Unprocessable Entity",
        status: 422,
        code: "unknown_lead",
        eventId: event.eventId,
        instance: expect.stringMatching(/^urn:uuid:/),
      },
    });
  });
});

describe("many events", () => {
  test("are answered each in its place; those that are refused keep none of the others out", async () => {
    const events = [call(), call({ type: "moonwalk" }), call(), call({ subject: {} })];
    const answer = await post({ events });
    expect(answer).toMatchObject({ status: 200, body: { recorded: 2, duplicates: 0, refused: 2 } });
    expect(answer.body.results).toMatchObject([
      { eventId: events[0]?.eventId, status: "recorded" },
      { eventId: events[1]?.eventId, status: "refused", code: "unknown_type" },
      { eventId: events[2]?.eventId, status: "recorded" },
      { eventId: events[3]?.eventId, status: "refused", code: "no_subject" },
    ]);
  });

  test("may be none and a thousand", async () => {
    expect(await post({ events: [] })).toMatchObject({ status: 200, body: { results: [], recorded: 0 } });
    const events = Array.from({ length: 1_000 }, () => call({ occurredAt: undefined }));
    expect(await post({ events })).toMatchObject({ status: 200, body: { recorded: 1_000 } });
  });

  test("sent by several at once are each recorded once", async () => {
    const events = Array.from({ length: 20 }, () => call());
    const before = await stored();
    const answers = await Promise.all(Array.from({ length: 4 }, () => post({ events })));
    const recorded = answers.map(({ body }) => Number(body.recorded));
    expect(recorded.reduce((sum, count) => sum + count)).toBe(20);
    expect(await stored()).toBe(before + 20);
  });
});

test("an event changes what the lead's state knows, in the same transaction", async () => {
  const { id } = await leadOf(api.platform, api.home);
  const stateOf = () =>
    api.platform.db.withOrg(api.home.org.id, (tx) => tx.leadState.findFirst({ where: { leadId: id } }));
  await post(call({ subject: { leadId: id } }));
  const first = await stateOf();
  await post(call({ subject: { leadId: id } }));
  const second = await stateOf();
  expect(second?.version).toBeGreaterThan(first?.version ?? Number.POSITIVE_INFINITY);
  expect(second?.state).not.toEqual(first?.state);
});
