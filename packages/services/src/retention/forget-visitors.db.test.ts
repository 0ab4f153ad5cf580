import { randomUUID } from "node:crypto";
import { createLead } from "@leadlift/db/test/factories";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { type Context, systemContext } from "../context.ts";
import { flagVisitor } from "../event/flag-visitor.ts";
import { recordEvents } from "../event/record.ts";
import { createTenant, type Tenant, type TestPlatform, testPlatform } from "../lead/test/tenant.ts";
import { forgetVisitors } from "./forget-visitors.ts";
import { setVisitorDays } from "./set-visitor-days.ts";

const day = 86_400_000;
let platform: TestPlatform;
let home: Tenant;
beforeAll(async () => {
  platform = await testPlatform();
});
beforeEach(async () => {
  home = await createTenant(platform);
});
afterAll(() => platform.db.close());

const visit = (visitorId: string, ctx = home.system, more: object = {}) =>
  recordEvents(ctx, {
    source: "site",
    events: [{ eventId: randomUUID(), type: "page_view", subject: { visitorId }, ...more }],
  });

async function later(days: number): Promise<Context> {
  return { ...(await systemContext(platform, home.org.id)), now: () => new Date(Date.now() + days * day) };
}

const left = () =>
  platform.db.withOrg(home.org.id, async (tx) => ({
    visitors: await tx.visitor.count(),
    events: await tx.event.count(),
  }));

test("who never told who they are is forgotten 90 days after their last visit, once, whoever sweeps", async () => {
  const people = Array.from({ length: 30 }, () => randomUUID());
  for (const visitorId of people) {
    await visit(visitorId);
    await visit(visitorId);
  }
  const stays = randomUUID();
  await visit(stays, await later(10));
  expect(await forgetVisitors(await later(89))).toEqual({ visitors: 0, events: 0 });
  const ctx = await later(91);
  const done = await Promise.all(Array.from({ length: 4 }, () => forgetVisitors(ctx)));
  expect(done.reduce((sum, { visitors }) => sum + visitors, 0)).toBe(30);
  expect(done.reduce((sum, { events }) => sum + events, 0)).toBe(60);
  expect(await left()).toEqual({ visitors: 1, events: 1 });
  const audited = await platform.db.withOrg(home.org.id, (tx) =>
    tx.auditEntry.findMany({ where: { orgId: home.org.id, action: "visitor.forget" } }),
  );
  const counts = audited.map(({ detail }) => (Object(detail) as { visitors: number }).visitors);
  expect(counts.reduce((sum, count) => sum + count, 0)).toBe(30);
});

test("what is said of a visitor is no visit: it puts off nothing", async () => {
  const visitorId = randomUUID();
  await visit(visitorId);
  await flagVisitor(await later(50), { visitorId, bot: true, reason: "fast" });
  expect(await forgetVisitors(await later(91))).toEqual({ visitors: 1, events: 1 });
});

test("who told who they are stays, whenever that was", async () => {
  const visitorId = randomUUID();
  await visit(visitorId);
  const { id: leadId } = await createLead(platform.db, home.org);
  await visit(visitorId, home.system, { type: "form_submit", subject: { visitorId, leadId } });
  expect(await forgetVisitors(await later(5_000))).toEqual({ visitors: 0, events: 0 });
  expect(await left()).toEqual({ visitors: 1, events: 2 });
});

test("the days are the organisation's to choose: an administrator's, audited, from one to ten years", async () => {
  await visit(randomUUID());
  await expect(setVisitorDays(home.manager, { days: 5 })).rejects.toMatchObject({ code: "FORBIDDEN" });
  for (const days of [0, 3_651, 1.5]) await expect(setVisitorDays(home.admin, { days })).rejects.toThrow();
  await setVisitorDays(home.admin, { days: 5 });
  expect(await forgetVisitors(await later(6))).toEqual({ visitors: 1, events: 1 });
  const audited = await platform.db.withOrg(home.org.id, (tx) =>
    tx.auditEntry.findFirst({ where: { orgId: home.org.id, action: "organisation.visitor-days" } }),
  );
  expect(audited?.detail).toEqual({ days: 5, before: 90 });
});
