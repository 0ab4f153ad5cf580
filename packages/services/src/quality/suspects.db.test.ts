import { randomUUID } from "node:crypto";
import { createLead } from "@leadlift/db/test/factories";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { flagVisitor } from "../event/flag-visitor.ts";
import { type AgentHints, recordEvents } from "../event/record.ts";
import { createTenant, type Tenant, type TestPlatform, testPlatform } from "../lead/test/tenant.ts";
import { leadTimeline } from "../lead/timeline.ts";
import { suspectVisitors } from "./suspects.ts";

let platform: TestPlatform;
let home: Tenant;
beforeAll(async () => {
  platform = await testPlatform();
});
beforeEach(async () => {
  home = await createTenant(platform);
});
afterAll(() => platform.db.close());

const person = { userAgent: null, languages: "en-IN" };
const browser =
  "Mozilla/5.0 (Linux; Android 14; SM-A546E) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/141.0.0.0 Mobile Safari/537.36";

/** So many pages, so many ms apart, an hour ago. */
async function visit(
  visitorId: string,
  { pages = 1, apart = 20_000, agent }: { pages?: number; apart?: number; agent?: Partial<AgentHints> } = {},
): Promise<string> {
  const start = Date.now() - 3_600_000;
  await recordEvents(home.system, {
    source: "site",
    events: Array.from({ length: pages }, (_, page) => ({
      eventId: randomUUID(),
      type: "page_view",
      occurredAt: new Date(start + page * apart),
      properties: { page: `/${page}`, seconds: 0 },
      subject: { visitorId },
    })),
    ...(agent ? { agent: { ...person, userAgent: browser, ...agent } } : {}),
  });
  return visitorId;
}

async function tellsWhoItIs(visitorId: string): Promise<string> {
  const { id: leadId } = await createLead(platform.db, home.org);
  const form = { eventId: randomUUID(), type: "form_submit", subject: { visitorId, leadId } };
  await recordEvents(home.system, { source: "site", events: [form] });
  return leadId;
}

const open = async () =>
  (await suspectVisitors(home.manager)).open.map(({ visitorId, suspicions }) => [visitorId, suspicions]);

test("shown are those who were too fast or nearly, who came from servers, and machines; those that matter first", async () => {
  const crawler = await visit(randomUUID(), { pages: 3, agent: { userAgent: "Googlebot/2.1" } });
  const headless = await visit(randomUUID(), { agent: { webdriver: true } });
  const looked = await visit(randomUUID(), { agent: { network: "datacentre", seconds: 40 } });
  const glanced = await visit(randomUUID(), { agent: { network: "datacentre", seconds: 0 } });
  const nearly = await visit(randomUUID(), { pages: 4, apart: 300 });
  const fast = await visit(randomUUID(), { pages: 12, apart: 100 });
  await visit(randomUUID(), { pages: 3, apart: 300 });
  await visit(randomUUID(), { pages: 40 });
  const leadId = await tellsWhoItIs(crawler);

  const { open: shown, more, judged } = await suspectVisitors(home.manager);
  const told = new Map(shown.map(({ visitorId, suspicions }) => [visitorId, suspicions]));
  expect(Object.fromEntries(told)).toEqual({
    [crawler]: [{ kind: "agent", events: 3 }],
    [headless]: [{ kind: "headless", events: 1 }],
    [looked]: [{ kind: "network" }],
    [glanced]: [{ kind: "datacentre", events: 1 }, { kind: "network" }],
    [nearly]: [{ kind: "fast", pages: 4 }],
    [fast]: [{ kind: "speed", pages: 12 }],
  });
  expect([...told.keys()].slice(0, 1)).toEqual([crawler]);
  expect([...told.keys()].slice(-2)).toEqual([looked, headless]);
  expect(shown[0]).toMatchObject({ events: 4, leads: [{ id: leadId }], judged: null });
  expect([more, judged]).toEqual([0, []]);
});

test("a judgement moves the visitor and its lead's events, and taken back both are as before", async () => {
  const visitorId = await visit(randomUUID(), { pages: 3, agent: { userAgent: "Googlebot/2.1" } });
  const leadId = await tellsWhoItIs(visitorId);
  const before = await open();
  const events = async () =>
    (await leadTimeline(home.manager, { leadId })).filter(({ kind }) => kind === "event").length;
  const counted = () =>
    platform.db.withOrgSql(home.org.id, async (sql) => {
      const { rows } = await sql.query<{ count: number }>(
        "select (state ->> 'count')::int as count from lead_state where lead_id = $1",
        [leadId],
      );
      return rows[0]?.count;
    });
  const judge = (bot: boolean | null) => flagVisitor(home.manager, { visitorId, bot, reason: "seen" });
  expect(await events()).toBe(1);
  const [, atFirst] = [await judge(null), await counted()];

  await judge(false);
  expect(await open()).toEqual([]);
  expect((await suspectVisitors(home.manager)).judged).toMatchObject([
    { visitorId, judged: { bot: false, by: "Meera Nair" } },
  ]);
  expect([await events(), await counted()]).toEqual([4, (atFirst ?? 0) + 3]);

  await judge(true);
  expect([await events(), await counted()]).toEqual([0, 0]);

  await judge(null);
  expect(await open()).toEqual(before);
  expect([await events(), await counted()]).toEqual([1, atFirst]);
});

test("brokers judge nobody, and nobody sees another organisation's visitors", async () => {
  const visitorId = await visit(randomUUID(), { agent: { webdriver: true } });
  await expect(suspectVisitors(home.broker)).rejects.toMatchObject({ code: "FORBIDDEN" });
  const judged = flagVisitor(home.broker, { visitorId, bot: false, reason: "mine" });
  await expect(judged).rejects.toMatchObject({ code: "FORBIDDEN" });
  const away = await createTenant(platform);
  expect((await suspectVisitors(away.manager)).open).toEqual([]);
  const elsewhere = flagVisitor(away.manager, { visitorId, bot: true, reason: "theirs" });
  await expect(elsewhere).rejects.toMatchObject({ code: "NOT_FOUND" });
});
