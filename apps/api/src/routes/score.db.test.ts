import { randomUUID } from "node:crypto";
import { createApiKey } from "@leadlift/services/api-key/create";
import { recordEvents } from "@leadlift/services/event/record";
import { deleteLead } from "@leadlift/services/lead/delete";
import { requestTraining } from "@leadlift/services/model/request-training";
import {
  asSystem,
  asUser,
  learnableOrganisation,
} from "@leadlift/services/training/test/learnable-organisation";
import { trainOrganisationModel } from "@leadlift/services/training/train";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type OpenApi, openApi, send } from "../test/open-api.ts";

const never = new AbortController().signal;

let api: OpenApi;
let key: string;
let org: Awaited<ReturnType<typeof learnableOrganisation>>;
let leadIds: string[];
beforeAll(async () => {
  api = await openApi();
  org = await learnableOrganisation(api.platform.db, { leads: 300 });
  const admin = await asUser(api.platform, org, "admin");
  const asked = await requestTraining(admin, {});
  await trainOrganisationModel(await asSystem(api.platform, org), asked, { signal: never });
  const scopes = ["score:read", "leads:write", "events:write", "receipts:read"] as const;
  key = (await createApiKey(admin, { kind: "secret", name: "Test", scopes: [...scopes] })).key;
  const leads = await api.platform.db.withOrg(org.id, (tx) =>
    tx.lead.findMany({ where: { status: "open" }, select: { id: true }, orderBy: { id: "asc" }, take: 20 }),
  );
  leadIds = leads.map(({ id }) => id);
});
afterAll(() => api.close());

const score = (payload: object) => send(api, "POST /v1/score", { key, payload });
const receipt = (id: unknown) => send(api, `GET /v1/receipts/${id}`, { key });
const verify = (id: unknown) => send(api, `POST /v1/receipts/${id}/verify`, { key });
const lead = (place: number) => leadIds[place] ?? "";

describe("a score by id", () => {
  test("has reasons whose points add up to it, what they rest on, and a receipt", async () => {
    const { status, body } = await score({ leadId: lead(0) });
    expect(status).toBe(200);
    expect(body).toMatchObject({
      leadId: lead(0),
      state: "scored",
      base: 50,
      source: "model",
      model: { role: "champion", version: 1 },
      target: { step: expect.any(String), horizonDays: expect.any(Number) },
    });
    const reasons = body.reasons as { feature: string; points: number; text: string; evidence: unknown }[];
    const sum = reasons.reduce((total, { points }) => total + points, 50);
    expect(Math.abs(Math.min(99, Math.max(1, sum)) - Number(body.score))).toBeLessThanOrEqual(0.501);
    expect(
      reasons.filter(({ feature }) => !["average", "others"].includes(feature)).length,
    ).toBeLessThanOrEqual(5);
    expect(reasons.some(({ evidence }) => evidence !== null)).toBe(true);
    expect(await verify(body.receiptId)).toMatchObject({
      body: { outcome: "equal", exact: true, signature: "valid", differences: [] },
    });
  });

  test("is repeated from memory with the same receipt, until something happens to the lead", async () => {
    const first = await score({ leadId: lead(1) });
    const again = await score({ leadId: lead(1) });
    // A minute may end in between.
    if (again.body.source === "cache") expect(again.body.receiptId).toBe(first.body.receiptId);
    const ctx = await asSystem(api.platform, org);
    await recordEvents(ctx, {
      source: "test",
      events: [{ eventId: randomUUID(), type: "site_visit_done", subject: { leadId: lead(1) } }],
    });
    const after = await score({ leadId: lead(1) });
    expect(after.body).toMatchObject({ source: "model" });
    expect(after.body.receiptId).not.toBe(again.body.receiptId);
  });

  test("tells as many reasons as were asked for", async () => {
    for (const reasons of [0, 1, 10]) {
      const { body } = await score({ leadId: lead(2), reasons });
      const told = (body.reasons as { feature: string }[]).filter(
        ({ feature }) => !["average", "others"].includes(feature),
      );
      expect(told.length).toBeLessThanOrEqual(reasons);
      if (reasons === 0) expect(body.reasons).toEqual([]);
    }
  });

  test("of a lead that is not there, or another organisation's, is not found", async () => {
    expect(await score({ leadId: randomUUID() })).toMatchObject({ status: 404, body: { code: "not_found" } });
  });

  test("asked for by many at once is one answer each, and one receipt for all who asked the same", async () => {
    const answers = await Promise.all(
      Array.from({ length: 100 }, (_, n) => score({ leadId: lead(3 + (n % 5)) })),
    );
    expect(answers.every(({ status }) => status === 200)).toBe(true);
    for (const [n, { body }] of answers.entries()) expect(body.leadId).toBe(lead(3 + (n % 5)));
    const receipts = new Set(answers.map(({ body }) => body.receiptId));
    expect(receipts.size).toBeLessThan(50);
    for (const id of receipts)
      expect((await verify(id)).body).toMatchObject({ outcome: "equal", signature: "valid" });
  });
});

describe("a lead that is told of", () => {
  test("is scored and not kept; its receipt is", async () => {
    const before = await api.platform.db.withOrg(org.id, (tx) => tx.lead.count());
    const told = { lead: { source: "referral", city: "Pune", visits: 4, note: "x".repeat(2_000) } };
    const { status, body } = await score(told);
    expect(status).toBe(200);
    expect(body).toMatchObject({ leadId: null, source: "model" });
    expect(await verify(body.receiptId)).toMatchObject({ body: { outcome: "equal" } });
    expect((await score(told)).body).toMatchObject({ source: "cache", receiptId: body.receiptId });
    expect(await api.platform.db.withOrg(org.id, (tx) => tx.lead.count())).toBe(before);
  });

  test("with an external id is kept, with what happened, and scored by it", async () => {
    const externalId = randomUUID();
    const events = [{ eventId: randomUUID(), type: "listing_view", properties: { listing: "A-1" } }];
    const first = await score({ lead: { externalId, source: "referral" }, events });
    expect(first).toMatchObject({ status: 200, body: { leadId: expect.any(String) } });
    const again = await score({ lead: { externalId, source: "referral" }, events });
    expect(again.body.leadId).toBe(first.body.leadId);
    const kept = await api.platform.db.withOrg(org.id, (tx) =>
      tx.event.count({ where: { leadId: String(first.body.leadId) } }),
    );
    expect(kept).toBe(1);
  });

  test("says in one sentence what is wrong with it, and where", async () => {
    const wrong: [object, string][] = [
      [{}, "leadId"],
      [{ leadId: lead(0), lead: {} }, "leadId"],
      [{ leadId: lead(0), events: [{ type: "note" }] }, "events"],
      [{ lead: { budget: "a lot" } }, "lead.budget"],
      [{ lead: { deep: { deeper: 1 } } }, "lead.deep"],
      [{ lead: { features: { a: [] } } }, "lead.features.a"],
      [{ lead: {}, persist: true }, "lead"],
      [{ lead: {}, reasons: 11 }, "reasons"],
    ];
    for (const [payload, path] of wrong) {
      const { status, body } = await score(payload);
      expect({ payload, status, code: body.code }).toEqual({ payload, status: 400, code: "bad_input" });
      const errors = body.errors as { path: string }[];
      expect(errors.map((each) => each.path)).toContain(path);
    }
    const { body } = await score({ lead: {}, events: [{ type: "nothing" }] });
    expect(body).toMatchObject({ status: 400, path: "events.0" });
  });
});

test("a batch is answered in its order, each with its score or its problem", async () => {
  const leads = [{ leadId: lead(0) }, { leadId: randomUUID() }, { lead: { source: "portal" } }];
  const { status, body } = await send(api, "POST /v1/score/batch", { key, payload: { leads } });
  expect(status).toBe(200);
  expect(body.results).toMatchObject([
    { leadId: lead(0), reasons: [] },
    { problem: { status: 404, code: "not_found" } },
    { leadId: null },
  ]);
});

describe("a receipt", () => {
  test("tells what an answer was made from, until the lead is deleted, and its signature holds after that", async () => {
    const { body } = await score({ leadId: lead(10) });
    const kept = await receipt(body.receiptId);
    expect(kept.body).toMatchObject({
      id: body.receiptId,
      erased: false,
      head: { lead: lead(10), organisation: org.id },
      content: {
        answer: { score: body.score, state: "scored" },
        consents: expect.arrayContaining(["scoring"]),
      },
    });
    await deleteLead(await asUser(api.platform, org, "admin"), { leadId: lead(10) });
    expect((await score({ leadId: lead(10) })).status).toBe(404);
    expect((await receipt(body.receiptId)).body).toMatchObject({ erased: true, content: null });
    expect((await verify(body.receiptId)).body).toMatchObject({ outcome: "erased", signature: "valid" });
  });

  test("is nobody else's", async () => {
    const { body } = await score({ leadId: lead(0) });
    const { key: others } = await createApiKey(api.other.admin, {
      kind: "secret",
      name: "Test",
      scopes: ["receipts:read"],
    });
    expect(await send(api, `GET /v1/receipts/${body.receiptId}`, { key: others })).toMatchObject({
      status: 404,
    });
  });
});

test("where there is neither a model nor a rule, it says so", async () => {
  const empty = await api.platform.db.withOrg(api.other.org.id, (tx) => tx.model.count());
  expect(empty).toBe(0);
  const { key: others } = await createApiKey(api.other.admin, {
    kind: "secret",
    name: "Test",
    scopes: ["score:read"],
  });
  expect(await send(api, "POST /v1/score", { key: others, payload: { lead: {} } })).toMatchObject({
    status: 409,
    body: { code: "conflict" },
  });
});
