import { newId } from "@leadlift/db/id";
import { createEvent, createLead, createModel, createPerson } from "@leadlift/db/test/factories";
import { consentView } from "@leadlift/scoring/features";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { loseLead } from "../outcome/lose.ts";
import { moveLead } from "../outcome/move.ts";
import { undoOutcome } from "../outcome/undo.ts";
import { getLead } from "./get.ts";
import { listLeads } from "./list.ts";
import { leadProfile, profileRecord } from "./record.ts";
import { revealContact } from "./reveal-contact.ts";
import { scoreHistory } from "./score-history.ts";
import { createTenant, type Tenant, type TestPlatform, testPlatform, userIdOf } from "./test/tenant.ts";
import { leadTimeline } from "./timeline.ts";

let platform: TestPlatform;
let home: Tenant;
let leadId: string;
let personId: string;

beforeAll(async () => {
  platform = await testPlatform();
  home = await createTenant(platform);
});
afterAll(() => platform.db.close());
beforeEach(async () => {
  const person = await createPerson(platform.db, home.org, {
    name: "Asha Patil",
    email: `asha-${newId()}@example.in`,
  });
  personId = person.id;
  leadId = (
    await createLead(platform.db, home.org, { personId, attributes: { visits: 3, note: { nested: true } } })
  ).id;
});

/** Scores of one model, a minute apart, the last of them on the lead itself. */
async function addScores(scores: readonly number[]) {
  const orgId = home.org.id;
  const model = await createModel(platform.db, home.org, { targetStep: newId() });
  const at = (i: number) => new Date(Date.UTC(2026, 0, 1, 10, i));
  const reasons = [
    { feature: "average", code: "average", params: {}, points: -2 },
    { feature: "source", code: "category", params: { label: "Source", value: "Referral" }, points: 22 },
  ];
  await platform.db.withOrg(orgId, async (tx) => {
    for (const [i, score] of scores.entries()) {
      const scored = { modelId: model.id, score, grade: "A", probability: score / 100, scoredAt: at(i) };
      await tx.score.create({
        data: { orgId, id: newId(), leadId, state: "scored", margin: 0, reasons, cause: "batch", ...scored },
      });
      await tx.lead.update({
        where: { orgId_id: { orgId, id: leadId } },
        data: { scoreState: "scored", ...scored },
      });
    }
  });
  return model;
}

describe("a lead's page", () => {
  test("shows contacts masked, plain attributes, worded reasons that add up and what scored it", async () => {
    await platform.db.withOrg(home.org.id, (tx) =>
      tx.attribute.createMany({
        data: [{ orgId: home.org.id, key: "visits", label: "Visits", kind: "numeric", position: 1 }],
        skipDuplicates: true,
      }),
    );
    const model = await addScores([60, 70]);
    const lead = await getLead(home.broker, { leadId });
    expect(lead).toMatchObject({
      name: "Asha Patil",
      score: 70,
      trend: [60, 70],
      externalId: null,
      undoable: null,
    });
    expect(lead.contacts.map(({ kind }) => kind)).toEqual(["phone", "email"]);
    expect(lead.contacts.every(({ masked }) => masked.includes("•••"))).toBe(true);
    expect(lead.attributes).toEqual([{ key: "visits", label: "Visits", kind: "numeric", value: 3 }]);
    expect(lead.reasons?.map(({ points }) => points)).toEqual([-2, 22]);
    expect(50 + (lead.reasons ?? []).reduce((sum, { points }) => sum + points, 0)).toBe(lead.score);
    expect(lead.reasons?.[1]).toMatchObject({ label: "Source", value: "Referral", direction: "up" });
    expect(lead.scoredBy).toMatchObject({ modelId: model.id, version: 1, horizonDays: 30 });
  });

  test("keeps the last eight scores for its trend, and all for its history", async () => {
    await addScores([50, 51, 52, 53, 54, 55, 56, 57, 58, 59]);
    expect((await getLead(home.broker, { leadId })).trend).toEqual([52, 53, 54, 55, 56, 57, 58, 59]);
    const history = await scoreHistory(home.broker, { leadId });
    expect(history.map(({ score }) => score)).toEqual([50, 51, 52, 53, 54, 55, 56, 57, 58, 59]);
    expect((await scoreHistory(home.broker, { leadId, limit: 2 })).map(({ score }) => score)).toEqual([
      58, 59,
    ]);
  });

  test("tells in its timeline of scores that say something new", async () => {
    await addScores([50, 50, 57, 57, 57, 50]);
    const told = await leadTimeline(home.broker, { leadId });
    expect(told.flatMap((entry) => (entry.kind === "score" ? [[entry.before, entry.score]] : []))).toEqual([
      [57, 50],
      [50, 57],
      [null, 50],
    ]);
  });

  test("offers undo to whoever may", async () => {
    const { outcomeId } = await moveLead(home.broker, { leadId, step: "contacted" });
    const undoable = { outcomeId, step: "contacted", reached: true };
    expect((await getLead(home.broker, { leadId })).undoable).toEqual(undoable);
    expect((await getLead(home.manager, { leadId })).undoable).toEqual(undoable);
    expect((await getLead(home.colleague, { leadId })).undoable).toBeNull();
  });

  test("names the person's other leads", async () => {
    const other = await createLead(platform.db, home.org, { personId, kind: "seller" });
    expect((await getLead(home.broker, { leadId })).siblings).toMatchObject([
      { id: other.id, kind: "seller" },
    ]);
  });
});

test("contacts are shown in clear once that is written down, and the record names no contact", async () => {
  const { phones, emails, name } = await revealContact(home.broker, { leadId });
  expect(name).toBe("Asha Patil");
  expect(phones[0]?.e164).toMatch(/^\+919\d{9}$/);
  expect(emails[0]).toMatch(/@example\.in$/);
  const entries = await platform.db.withOrg(home.org.id, (tx) =>
    tx.auditEntry.findMany({ where: { orgId: home.org.id, subjectId: leadId } }),
  );
  expect(entries).toMatchObject([
    { action: "lead.reveal-contact", actorId: userIdOf(home.broker), detail: { personId } },
  ]);
});

describe("the timeline", () => {
  test("merges events, outcomes, undone ones, scores and what was looked at, newest first", async () => {
    await createEvent(platform.db, home.org, {
      leadId,
      type: "site_visit.booked",
      properties: { listing: "A-12", nested: { no: true } },
      occurredAt: new Date("2026-01-01T09:00:00Z"),
    });
    await addScores([60, 72]);
    const { outcomeId } = await loseLead(home.broker, { leadId, reason: "price" });
    await undoOutcome(home.manager, { outcomeId });
    await revealContact(home.manager, { leadId });
    const timeline = await leadTimeline(home.broker, { leadId });
    expect(timeline.map(({ kind }) => kind)).toEqual(["audit", "undo", "outcome", "score", "score", "event"]);
    expect(timeline[0]).toMatchObject({ action: "lead.reveal-contact", actor: "Meera Nair" });
    expect(timeline[1]).toMatchObject({ label: "Lost", actor: "Meera Nair" });
    expect(timeline[2]).toMatchObject({ label: "Lost", reason: "price", actor: "Bina Shah", undone: true });
    expect(timeline[3]).toMatchObject({ score: 72, before: 60 });
    expect(timeline[5]).toMatchObject({ properties: { listing: "A-12" } });
    const before = timeline[3]?.at;
    expect((await leadTimeline(home.broker, { leadId, before })).map(({ kind }) => kind)).toEqual([
      "score",
      "event",
    ]);
  });
});

test("the record for models holds profile and attributes and nothing of the outcome", () => {
  const lead = {
    kind: "buyer",
    source: null,
    city: "Pune",
    budgetMinPaise: "5000000",
    budgetMaxPaise: 750_000_001n,
    enquiredAt: null,
    createdAt: new Date(),
    contacts: [{ kind: "phone" as const, traits: {} }],
    listing: null,
    attributes: { visits: 3, ready: true, city: "hidden", odd: ["x"], "enriched.employees": 40 },
  };
  const now = { at: Date.now(), knownAt: Date.now(), lawfulAt: Date.now() };
  expect(profileRecord(leadProfile(lead), consentView([], ["somebody"], now))).toEqual({
    visits: 3,
    ready: true,
    kind: "buyer",
    source: null,
    city: "Pune",
    budget_min: 50_000,
    budget_max: 7_500_000.01,
    has_phone: true,
    has_email: false,
  });
});

test("another organisation's lead does not exist, in any verb", async () => {
  const stranger = (await createTenant(platform)).admin;
  for (const id of [leadId, newId()]) {
    for (const attempt of [
      () => getLead(stranger, { leadId: id }),
      () => leadTimeline(stranger, { leadId: id }),
      () => scoreHistory(stranger, { leadId: id }),
      () => revealContact(stranger, { leadId: id }),
    ]) {
      await expect(attempt()).rejects.toMatchObject({ code: "NOT_FOUND" });
    }
  }
  expect((await listLeads(stranger, { view: { status: "all" } })).rows).toEqual([]);
});
