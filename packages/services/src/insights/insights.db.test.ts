import { createLead, createOutcome } from "@leadlift/db/test/factories";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import type { Context } from "../context.ts";
import { createTenant, type Tenant, type TestPlatform, testPlatform, userIdOf } from "../lead/test/tenant.ts";
import { listSourceCosts } from "../source-cost/list.ts";
import { putSourceCost } from "../source-cost/put.ts";
import { insights } from "./insights.ts";

const september = Date.UTC(2026, 8, 10);
const day = 86_400_000;
const period = { from: "2026-09-01", to: "2026-11-30" };

let platform: TestPlatform;
let home: Tenant;
let manager: Context;
beforeAll(async () => {
  platform = await testPlatform();
});
afterAll(() => platform.db.close());
beforeEach(async () => {
  home = await createTenant(platform, { targetStep: "visit_done", horizonDays: 30 });
  manager = { ...home.manager, now: () => new Date(september + 70 * day) };
});

async function addLead(
  score: number,
  reachedAfter: number | null,
  given: { at?: number; source?: string } = {},
) {
  const at = new Date(given.at ?? september);
  const lead = await createLead(platform.db, home.org, {
    ownerId: userIdOf(home.broker),
    enquiredAt: at,
    createdAt: at,
    source: given.source ?? "99acres",
    scoreState: "scored",
    score,
    grade: "C",
    probability: score / 100,
  });
  if (reachedAfter === null) return;
  const occurredAt = new Date(at.getTime() + reachedAfter * day);
  await createOutcome(platform.db, home.org, { leadId: lead.id, step: "visit_done", occurredAt });
}

test("rates are of leads whose horizon is over, by the grade at the start, with their intervals", async () => {
  for (let i = 0; i < 10; i++) await addLead(80, i < 6 ? 4 : null);
  for (let i = 0; i < 20; i++) await addLead(30, i < 2 ? 8 : null);
  await addLead(80, 3, { at: september + 60 * day });
  const { byGrade, byMonth, funnel, times, leads } = await insights(manager, period);
  expect(leads).toBe(31);
  expect(byGrade[0]).toMatchObject({ grade: "A", leads: 11, reached: { hits: 6, n: 10, share: 0.6 } });
  expect(byGrade[3]).toMatchObject({ grade: "D", leads: 20, reached: { hits: 2, n: 20 } });
  expect(byMonth).toMatchObject([
    { month: "2026-09", leads: 30, reached: { hits: 8, n: 30 } },
    { month: "2026-11", leads: 1, reached: { n: 0 } },
  ]);
  expect(times).toMatchObject([
    { grade: "A", n: 6, medianDays: 4, withinWeek: { hits: 6 } },
    { grade: "D", n: 2, medianDays: 8, withinWeek: { hits: 0 } },
  ]);
  expect(funnel.find(({ step }) => step === "visit_done")).toMatchObject({ leads: 9, ofAll: { n: 31 } });
});

test("a source's cost is the one of the lead's day, and its rupees per visit follow", async () => {
  await putSourceCost(manager, { source: "99acres", fromDay: "2026-09-01", perLeadPaise: 40_000 });
  await putSourceCost(manager, { source: "99acres", fromDay: "2026-09-20", perLeadPaise: 60_000 });
  for (let i = 0; i < 10; i++) await addLead(50, i < 2 ? 5 : null);
  await addLead(50, null, { at: september + 15 * day });
  await addLead(50, null, { source: "Walk-in" });
  const { sources } = await insights(manager, period);
  expect(sources[0]).toMatchObject({
    source: "99acres",
    leads: 11,
    costed: 11,
    costPaise: 460_000,
    mature: 11,
  });
  expect(sources[0]?.perVisit.paise).toBe(230_000);
  expect(sources[1]).toMatchObject({ source: "Walk-in", costed: 0, perVisit: { paise: null } });

  await putSourceCost(manager, { source: "99acres", fromDay: "2026-09-20", perLeadPaise: null });
  expect(await listSourceCosts(manager)).toMatchObject([{ fromDay: "2026-09-01", perLeadPaise: 40_000 }]);
  expect((await insights(manager, period)).sources[0]?.costPaise).toBe(440_000);
});

test("only those who manage see it, of their own organisation, and of a period that is one", async () => {
  await addLead(50, null);
  await expect(insights(home.broker, period)).rejects.toMatchObject({ code: "FORBIDDEN" });
  const other = await createTenant(platform);
  expect((await insights(other.manager, period)).leads).toBe(0);
  await expect(insights(manager, { from: "2026-11-02", to: "2026-11-01" })).rejects.toThrow("last day");
});
