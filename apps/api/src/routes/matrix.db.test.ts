import { randomUUID } from "node:crypto";
import { type Scope, scopes } from "@leadlift/services/api-key/scopes";
import { leadOf } from "@leadlift/services/lead/test/lead-of";
import type { Tenant } from "@leadlift/services/lead/test/tenant";
import { getListing } from "@leadlift/services/listing/get";
import { putListing } from "@leadlift/services/listing/put";
import { restoreScorecard } from "@leadlift/services/scorecard/put";
import { createWebhook } from "@leadlift/services/webhook/create";
import { listWebhooks } from "@leadlift/services/webhook/list";
import { sendTest } from "@leadlift/services/webhook/send-test";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { buildServer } from "../build-server.ts";
import { type Answer, keyOf, type OpenApi, openApi, send } from "../test/open-api.ts";

interface Rows {
  leadId: string;
  externalId: string;
  listing: string;
  receiptId: string;
  webhookId: string;
  deliveryId: string;
}

type Request = (key: string | undefined, rows: Rows) => Promise<Answer>;

/** One request of every route that needs a key, about rows of an organisation. */
const requests: Record<string, { scope: Scope; send: Request }> = {
  "POST /v1/events": {
    scope: "events:write",
    send: (key, { leadId }) =>
      send(api, "POST /v1/events", {
        ...withKey(key),
        payload: { eventId: randomUUID(), type: "note", subject: { leadId } },
      }),
  },
  "POST /v1/consents": {
    scope: "consents:write",
    send: (key, { externalId }) =>
      send(api, "POST /v1/consents", {
        ...withKey(key),
        payload: {
          subject: { externalId },
          entries: [{ purpose: "calls", status: "given", channel: "web" }],
        },
      }),
  },
  "PUT /v1/leads/:id": {
    scope: "leads:write",
    send: (key, { externalId }) =>
      send(api, `PUT /v1/leads/${externalId}`, { ...withKey(key), payload: { city: "From elsewhere" } }),
  },
  "GET /v1/leads/:id": {
    scope: "leads:read",
    send: (key, { leadId }) => send(api, `GET /v1/leads/${leadId}`, withKey(key)),
  },
  "GET /v1/leads": {
    scope: "leads:read",
    // A list names only what is the asker's own, a change as soon as nothing older is under way.
    send: async (key, { leadId }) => {
      const answer = await send(api, "GET /v1/leads?limit=500", withKey(key));
      const theirs = answer.status === 200 && key !== keys.get("leads:read");
      return theirs && !JSON.stringify(answer.body).includes(leadId) ? { ...answer, status: 404 } : answer;
    },
  },
  "DELETE /v1/leads/:id": {
    scope: "leads:delete",
    send: (key, { leadId }) => send(api, `DELETE /v1/leads/${leadId}`, withKey(key)),
  },
  "POST /v1/outcomes": {
    scope: "outcomes:write",
    send: (key, { leadId }) =>
      send(api, "POST /v1/outcomes", {
        ...withKey(key),
        payload: { outcomeId: randomUUID(), leadId, step: "contacted" },
      }),
  },
  "PUT /v1/listings/:externalId": {
    scope: "listings:write",
    send: (key, { listing }) =>
      send(api, `PUT /v1/listings/${listing}`, { ...withKey(key), payload: { project: "From elsewhere" } }),
  },
  "POST /v1/questions": {
    scope: "score:read",
    send: (key, { externalId }) =>
      send(api, "POST /v1/questions", { ...withKey(key), payload: { subject: { externalId } } }),
  },
  "POST /v1/score": {
    scope: "score:read",
    send: (key, { leadId }) => send(api, "POST /v1/score", { ...withKey(key), payload: { leadId } }),
  },
  "POST /v1/score/batch": {
    scope: "score:read",
    send: async (key, { leadId }) => {
      const answer = await send(api, "POST /v1/score/batch", {
        ...withKey(key),
        payload: { leads: [{ leadId }] },
      });
      // A batch is answered whatever it asks for; each of its leads has an answer of its own.
      const problem = Object(Object(Object(answer.body.results)[0]).problem);
      return problem.status === undefined ? answer : { ...answer, ...problem };
    },
  },
  "GET /v1/receipts/:id": {
    scope: "receipts:read",
    send: (key, { receiptId }) => send(api, `GET /v1/receipts/${receiptId}`, withKey(key)),
  },
  "POST /v1/receipts/:id/verify": {
    scope: "receipts:read",
    send: (key, { receiptId }) => send(api, `POST /v1/receipts/${receiptId}/verify`, withKey(key)),
  },
  "GET /v1/webhooks": {
    scope: "webhooks:manage",
    // A list names only what is the asker's own.
    send: async (key, { webhookId }) => {
      const answer = await send(api, "GET /v1/webhooks", withKey(key));
      if (answer.status !== 200) return answer;
      return JSON.stringify(answer.body).includes(webhookId) ? answer : { ...answer, status: 404 };
    },
  },
  "POST /v1/webhooks": {
    scope: "webhooks:manage",
    send: async (key) => {
      const answer = await send(api, "POST /v1/webhooks", { ...withKey(key), payload: webhook });
      if (answer.status !== 201) return answer;
      await send(api, `DELETE /v1/webhooks/${answer.body.id}`, withKey(key));
      return { ...answer, status: key === keys.get("webhooks:manage") ? 200 : 404 };
    },
  },
  "GET /v1/webhooks/:id": {
    scope: "webhooks:manage",
    send: (key, { webhookId }) => send(api, `GET /v1/webhooks/${webhookId}`, withKey(key)),
  },
  "PUT /v1/webhooks/:id": {
    scope: "webhooks:manage",
    send: (key, { webhookId }) =>
      send(api, `PUT /v1/webhooks/${webhookId}`, { ...withKey(key), payload: webhook }),
  },
  "DELETE /v1/webhooks/:id": {
    scope: "webhooks:manage",
    send: (key, { webhookId }) => send(api, `DELETE /v1/webhooks/${webhookId}`, withKey(key)),
  },
  "POST /v1/webhooks/:id/rotate": {
    scope: "webhooks:manage",
    send: (key, { webhookId }) =>
      send(api, `POST /v1/webhooks/${webhookId}/rotate`, { ...withKey(key), payload: {} }),
  },
  "POST /v1/webhooks/:id/test": {
    scope: "webhooks:manage",
    send: (key, { webhookId }) => send(api, `POST /v1/webhooks/${webhookId}/test`, withKey(key)),
  },
  "GET /v1/webhooks/:id/deliveries": {
    scope: "webhooks:manage",
    send: (key, { webhookId }) => send(api, `GET /v1/webhooks/${webhookId}/deliveries`, withKey(key)),
  },
  "POST /v1/webhooks/:id/deliveries/:deliveryId/replay": {
    scope: "webhooks:manage",
    send: (key, { webhookId, deliveryId }) =>
      send(api, `POST /v1/webhooks/${webhookId}/deliveries/${deliveryId}/replay`, withKey(key)),
  },
  "POST /v1/webhooks/:id/replay": {
    scope: "webhooks:manage",
    send: (key, { webhookId }) =>
      send(api, `POST /v1/webhooks/${webhookId}/replay`, {
        ...withKey(key),
        payload: { since: "2026-01-01T00:00:00Z" },
      }),
  },
  "GET /v1/quality": {
    scope: "quality:read",
    send: (key) => send(api, "GET /v1/quality", withKey(key)),
  },
};
const open = [
  "GET /v1/receipt-keys",
  "GET /docs",
  "GET /v1/openapi.json",
  "GET /health/live",
  "GET /health/ready",
  "GET /t.js",
  "POST /t",
  "GET /v1/hooks/whatsapp/:connectionId",
  "POST /v1/hooks/whatsapp/:connectionId",
];

const webhook = {
  name: "CRM",
  url: "https://hooks.example.com/leadlift",
  events: ["lead.assigned" as const],
};

let api: OpenApi;
const keys = new Map<Scope, string>();
beforeAll(async () => {
  api = await openApi();
  for (const scope of scopes) keys.set(scope, await keyOf(api.home, scope));
  for (const tenant of [api.home, api.other]) await restoreScorecard(tenant.admin, { version: 0 });
});
afterAll(() => api.close());

const withKey = (key: string | undefined) => (key === undefined ? {} : { key });

async function rowsOf(tenant: Tenant): Promise<Rows> {
  const externalId = randomUUID();
  const listing = randomUUID();
  const { id: leadId } = await leadOf(api.platform, tenant, { externalId });
  await putListing(tenant.manager, { externalId: listing, project: "Ours" });
  const asked = { key: await keyOf(tenant, "score:read"), payload: { leadId } };
  const { body } = await send(api, "POST /v1/score", asked);
  return { leadId, externalId, listing, receiptId: String(body.receiptId), ...(await webhookOf(tenant)) };
}

/** The tenant's only one, with a message that failed. */
async function webhookOf({ admin, org }: Tenant) {
  const [known] = await listWebhooks(admin);
  const { id } = known ?? (await createWebhook(admin, webhook));
  const { deliveryId } = await sendTest(admin, { id });
  await api.platform.db.withOrg(org.id, (tx) =>
    tx.webhookDelivery.updateMany({ where: { id: deliveryId }, data: { status: "dead" } }),
  );
  return { webhookId: id, deliveryId };
}

test("every route is in this table, with the scope that it asks for", () => {
  const table = api.app.routeTable.map(({ method, path, access }) => [`${method} ${path}`, access]);
  const known = Object.entries(requests).map(([route, { scope }]) => [route, scope]);
  expect(table.sort()).toEqual([...known, ...open.map((route) => [route, "anyone"])].sort());
});

test("a route that does not say who may call it is not built", () => {
  const app = buildServer(api.platform);
  expect(() => app.get("/v1/forgotten", () => ({}))).toThrow("does not say who may call it");
});

describe.each(Object.entries(requests))("%s", (_, { scope, send: ask }) => {
  test.each(scopes)("with a key for %s is answered exactly when that is its scope", async (held) => {
    const { status, body } = await ask(keys.get(held), await rowsOf(api.home));
    if (held === scope) expect(status).toBe(200);
    else
      expect({ status, code: body.code, scope: body.scope }).toEqual({
        status: 403,
        code: "missing_scope",
        scope,
      });
  });

  test("without a key, with a wrong one and with another way to sign in asks for a key", async () => {
    const rows = await rowsOf(api.home);
    expect(await ask(undefined, rows)).toMatchObject({ status: 401, body: { code: "no_key" } });
    const unknown = `ll_aaaaaaaaaa_${"A".repeat(43)}`;
    expect(await ask(unknown, rows)).toMatchObject({ status: 401, body: { code: "key_refused" } });
  });

  test("with another organisation's key reaches nothing here", async () => {
    const rows = await rowsOf(api.home);
    const before = await everythingOf(api.home, rows);
    const answer = await ask(await keyOf(api.other, scope), rows);
    // A lead or a listing of the same id is another one, and a summary names no rows; whatever else is named does not exist for them.
    if (scope === "listings:write" || scope === "leads:write") expect(answer).toMatchObject({ status: 201 });
    else if (scope === "quality:read")
      // They have the one that they put themselves, where that was tried before.
      expect(answer).toMatchObject({
        body: { completeness: { total: { leads: expect.toBeOneOf([0, 1]) } } },
      });
    else expect([404, 422]).toContain(answer.status);
    expect(await everythingOf(api.home, rows)).toEqual(before);
  });
});

test("the problem of a missing key names the way to give one", async () => {
  const answer = await api.app.inject({ method: "POST", url: "/v1/events", payload: {} });
  expect(answer.headers).toMatchObject({
    "www-authenticate": "Bearer",
    "content-type": "application/problem+json; charset=utf-8",
  });
});

test("what is nowhere is a problem too", async () => {
  expect(await send(api, "GET /v1/nowhere")).toMatchObject({ status: 404, body: { code: "no_route" } });
  expect(await send(api, "GET /v1/events")).toMatchObject({ status: 404, body: { code: "no_route" } });
});

function everythingOf(tenant: Tenant, { leadId, listing }: Rows) {
  return api.platform.db.withOrg(tenant.org.id, async (tx) => ({
    lead: await tx.lead.findMany({ where: { id: leadId } }),
    outcomes: await tx.leadOutcome.findMany({ where: { leadId } }),
    events: await tx.event.findMany({ where: { leadId } }),
    ids: await tx.eventDedupe.count(),
    consents: await tx.consentEntry.count(),
    audit: await tx.auditEntry.count(),
    listing: await getListing(tenant.manager, { externalId: listing }),
    webhooks: await listWebhooks(tenant.admin),
  }));
}
