import { randomUUID } from "node:crypto";
import { createLead } from "@leadlift/db/test/factories";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type AgentHints, recordEvents } from "../event/record.ts";
import { createTenant, type Tenant, type TestPlatform, testPlatform } from "../lead/test/tenant.ts";
import { countDays } from "./count-days.ts";
import { qualitySummary } from "./summary.ts";

const day = 86_400_000;
let platform: TestPlatform;
beforeAll(async () => {
  platform = await testPlatform();
});
afterAll(() => platform.db.close());

async function send(tenant: Tenant, leadId: string, ago: number[], agent?: AgentHints): Promise<void> {
  await recordEvents(tenant.system, {
    source: "crm",
    backfill: true,
    events: ago.map((days) => ({
      eventId: randomUUID(),
      type: "note",
      occurredAt: new Date(Date.now() - days * day),
      subject: { leadId },
    })),
    ...(agent ? { agent } : {}),
  });
}

const later = (tenant: Tenant, ms: number) => ({ ...tenant.system, now: () => new Date(Date.now() + ms) });
const happened = async (tenant: Tenant) => (await qualitySummary(tenant.manager)).happened;
const sum = (of: readonly { events: number }[]) => of.reduce((total, { events }) => total + events, 0);

test("a past that is loaded today is told by its days and months, and its arrival by today", async () => {
  const home = await createTenant(platform);
  const { id } = await createLead(platform.db, home.org);
  await send(home, id, [0, 3, 3, 40, 400, 600]);
  await send(home, id, [3], { userAgent: "Googlebot/2.1", languages: null });
  const { happened: trend, events } = await qualitySummary(home.manager, { days: 7 });
  expect([trend.days.length, trend.months.length]).toEqual([90, 18]);
  expect(trend.days.at(-1)).toMatchObject({ day: events.to, events: 1, bots: 0 });
  expect(trend.days.at(-4)).toMatchObject({ events: 3, bots: 1 });
  expect([sum(trend.days), sum(trend.months)]).toEqual([5, 6]);
  expect(events.days.filter(({ received }) => received > 0)).toMatchObject([{ day: events.to, received: 7 }]);
});

test("events are counted once: before they are counted, after, while more come in, and by several counters", async () => {
  const home = await createTenant(platform);
  const { id } = await createLead(platform.db, home.org);
  await send(home, id, [1, 2, 2]);
  const before = await happened(home);
  // What may still be under way is left for the next time.
  await countDays(home.system);
  expect(await happened(home)).toEqual(before);
  const counters = Array.from({ length: 4 }, () => countDays(later(home, 600_000)));
  await Promise.all(counters);
  const kept = await platform.db.withOrg(home.org.id, (tx) =>
    tx.eventDay.aggregate({ _sum: { events: true } }),
  );
  expect(kept._sum.events).toBe(3);
  expect(sum((await happened(home)).days)).toBe(3);
});
