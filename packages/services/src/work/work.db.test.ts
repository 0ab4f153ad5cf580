import { newId } from "@leadlift/db/id";
import { createLead } from "@leadlift/db/test/factories";
import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import { flagVisitor } from "../event/flag-visitor.ts";
import { recordEvents } from "../event/record.ts";
import { createTenant, type Tenant, type TestPlatform, testPlatform } from "../lead/test/tenant.ts";
import { recountWork } from "./recount-work.ts";

let platform: TestPlatform;
let home: Tenant;

beforeAll(async () => {
  platform = await testPlatform();
  home = await createTenant(platform);
});
afterAll(() => platform.db.close());

const enquiredAt = new Date("2026-11-01T06:00:00Z");
const hour = (hours: number) => new Date(enquiredAt.getTime() + hours * 3_600_000);

const workOf = (leadId: string) =>
  platform.db.withOrg(home.org.id, (tx) =>
    tx.leadWork.findUnique({ where: { orgId_leadId: { orgId: home.org.id, leadId } } }),
  );
const recount = (leadId: string) =>
  platform.db.withOrgSql(home.org.id, (sql) => recountWork(sql, home.system, [leadId]));
const newLead = async () => (await createLead(platform.db, home.org, { enquiredAt })).id;

const types = ["whatsapp_in", "email_reply", "call_out", "email_sent", "page_view", "note", "chat"] as const;

test("what is kept up with every event is what counting all of them anew comes to", async () => {
  const said = fc.record({
    type: fc.constantFrom(...types),
    hours: fc.integer({ min: -20, max: 200 }),
    batch: fc.boolean(),
    takenBack: fc.boolean(),
  });
  await fc.assert(
    fc.asyncProperty(fc.array(said, { minLength: 1, maxLength: 12 }), async (all) => {
      const leadId = await newLead();
      const subject = { leadId };
      const events = all.map(({ type, hours }) => ({
        eventId: newId(),
        type,
        occurredAt: hour(hours),
        subject,
      }));
      const send = (some: readonly object[]) =>
        recordEvents(home.system, { events: some, source: "test", backfill: true });
      await send(events.filter((_, i) => all[i]?.batch));
      for (const [i, event] of events.entries()) if (!all[i]?.batch) await send([event]);
      const back = events.filter((_, i) => all[i]?.takenBack);
      await send(
        back.map(({ eventId, type }) => ({
          eventId: newId(),
          type,
          corrects: eventId,
          retracts: true,
          subject,
        })),
      );
      const kept = await workOf(leadId);
      await recount(leadId);
      const anew = await workOf(leadId);
      expect({ ...kept, lastInType: null }).toEqual(
        kept ? { ...anew, lastInType: null } : { lastInType: null },
      );
      if (kept?.firstReplyAt)
        expect(kept.firstReplyAt.getTime()).toBeGreaterThanOrEqual(enquiredAt.getTime());
    }),
    { numRuns: 25 },
  );
});

test("what programs did says nothing", async () => {
  const leadId = await newLead();
  await recordEvents(home.system, {
    events: [{ eventId: newId(), type: "chat", occurredAt: hour(1), subject: { leadId } }],
    source: "site",
    agent: { userAgent: "Googlebot/2.1 (+http://www.google.com/bot.html)", languages: null },
  });
  expect((await workOf(leadId))?.lastInAt ?? null).toBeNull();
});

test("a visitor's words count from when it is known whose they were, and not for a bot", async () => {
  const leadId = await newLead();
  const visitorId = newId();
  const send = (type: string, at: Date, subject: object) =>
    recordEvents(home.system, {
      events: [{ eventId: newId(), type, occurredAt: at, subject }],
      source: "site",
    });
  await send("chat", hour(3), { visitorId });
  expect(await workOf(leadId)).toBeNull();
  await send("email_click", hour(2), { visitorId, leadId });
  expect(await workOf(leadId)).toMatchObject({ lastInAt: hour(3), lastInType: "chat" });
  await flagVisitor(home.manager, { visitorId, bot: true, reason: "Clicks all day" });
  expect(await workOf(leadId)).toMatchObject({ lastInAt: null });
});
