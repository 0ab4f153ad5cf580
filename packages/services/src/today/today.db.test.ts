import { newId } from "@leadlift/db/id";
import { createModel, createPerson } from "@leadlift/db/test/factories";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { at, doAct, ownLead } from "../act/test/acting.ts";
import { undoAct } from "../act/undo-act.ts";
import type { Context } from "../context.ts";
import { recordEvents } from "../event/record.ts";
import { mergeLeads } from "../lead/merge.ts";
import { createTenant, type Tenant, type TestPlatform, testPlatform, userIdOf } from "../lead/test/tenant.ts";
import { unmergeLeads } from "../lead/unmerge.ts";
import { moveLead } from "../outcome/move.ts";
import { listSections } from "./sections.ts";
import { type Today, today } from "./today.ts";

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;
/** Monday, 11:00 in India. */
const now = new Date("2026-11-23T05:30:00Z");
const before = (ms: number) => new Date(now.getTime() - ms);
const after = (ms: number) => new Date(now.getTime() + ms);

let platform: TestPlatform;
let home: Tenant;
let broker: Context;

beforeAll(async () => {
  platform = await testPlatform();
});
afterAll(() => platform.db.close());
beforeEach(async () => {
  home = await createTenant(platform);
  broker = at(home.broker, now);
});

type Given = Parameters<typeof ownLead>[3];
const lead = (given: Given = {}) => ownLead(platform, home, broker, given);
const scored = (score: number, given: Given = {}) =>
  lead({
    score,
    grade: score >= 70 ? "A" : score >= 57 ? "B" : score >= 43 ? "C" : "D",
    scoreState: "scored",
    enquiredAt: before(30 * dayMs),
    createdAt: before(30 * dayMs),
    ...given,
  });
const tell = (leadId: string, type: string, occurredAt: Date, ctx = home.system) =>
  recordEvents(ctx, {
    events: [{ eventId: newId(), type, occurredAt, subject: { leadId } }],
    source: "test",
    backfill: true,
  });
const capacity = (dailyLeads: number) =>
  platform.db.withOrg(home.org.id, (tx) =>
    tx.memberSettings.create({ data: { orgId: home.org.id, userId: userIdOf(broker), dailyLeads } }),
  );
const ids = (day: Today) =>
  Object.fromEntries(
    [...listSections, "waiting" as const, "snoozed" as const].map((section) => [
      section,
      day[section].map(({ leadId }) => leadId),
    ]),
  );
const none = { new: [], next: [], promised: [], visits: [], waiting: [], snoozed: [] };

describe("a day", () => {
  test("puts every lead where it belongs, each in one place", async () => {
    const fresh = await lead({ enquiredAt: before(hourMs) });
    const older = await lead({ enquiredAt: before(2 * dayMs) });
    const hot = await scored(88);
    const warm = await scored(60);
    const promised = await scored(75);
    await doAct(broker, { leadId: promised, kind: "planned", next: { kind: "call", dueAt: before(dayMs) } });
    const visit = await scored(50);
    await doAct(broker, { leadId: visit, kind: "planned", next: { kind: "visit", dueAt: after(hourMs) } });
    const later = await scored(90);
    await doAct(broker, { leadId: later, kind: "planned", next: { kind: "call", dueAt: after(3 * dayMs) } });
    const asleep = await scored(95);
    await doAct(broker, {
      leadId: asleep,
      kind: "snoozed",
      until: after(dayMs),
      reason: "travelling",
    });
    const messaged = await scored(80);
    await tell(messaged, "whatsapp_out", before(dayMs));
    const closed = await scored(99, { status: "lost" });
    const stale = await lead({ enquiredAt: before(20 * dayMs) });

    const day = await today(at(broker, after(dayMs / 24)));
    expect(ids(day)).toEqual({
      new: [fresh, older],
      next: [hot, warm, stale],
      promised: [promised],
      visits: [visit],
      waiting: [messaged],
      snoozed: [asleep],
    });
    expect(day.finished.map(({ leadId }) => leadId).sort()).toEqual([promised, visit, later, asleep].sort());
    expect(day).toMatchObject({ day: "2026-11-23", capacity: 40, why: null });
    expect(JSON.stringify(day)).not.toContain(closed);
    expect((await today(at(broker, after(dayMs)))).snoozed).toEqual([]);
  });

  test("orders calls by grade, within it those who wait for an answer, then by score and freshness", async () => {
    const [b, a1, a2] = [await scored(68), await scored(72), await scored(90)];
    const waits = await scored(71);
    await tell(waits, "whatsapp_in", before(hourMs));
    const recent = await scored(72, { enquiredAt: before(16 * dayMs) });
    const day = await today(broker);
    expect(ids(day).next).toEqual([waits, a2, recent, a1, b]);
    expect(day.next[0]).toMatchObject({ awaitingSince: before(hourMs) });
  });

  test("fits what the person can work, and becomes shorter as it is worked", async () => {
    await capacity(3);
    await lead();
    const [first, second] = [await scored(80), await scored(79)];
    await scored(78);
    expect(ids(await today(broker)).next).toEqual([first, second]);
    await doAct(broker, { leadId: first, kind: "called", outcome: "no_answer" });
    const day = await today(broker);
    expect(ids(day).next).toEqual([second]);
    expect(day).toMatchObject({ capacity: 3, planned: 3, done: 1, counts: { next: 2 } });
  });

  test("brings a lead back that writes after it was done", async () => {
    const leadId = await scored(80);
    await doAct(broker, { leadId, kind: "messaged", channel: "whatsapp" });
    expect(ids(await today(broker)).next).toEqual([]);
    await tell(leadId, "whatsapp_in", after(60_000));
    expect(ids(await today(at(broker, after(120_000)))).next).toEqual([leadId]);
  });

  test("has again what was taken back", async () => {
    const leadId = await scored(80);
    const done = await doAct(broker, { leadId, kind: "called", outcome: "junk" });
    expect(await today(broker)).toMatchObject({ done: 1, next: [] });
    await undoAct(broker, { actId: done.actId });
    const day = await today(broker);
    expect(ids(day).next).toEqual([leadId]);
    expect(day.done).toBe(0);
  });

  test("ends with the organisation's midnight", async () => {
    const leadId = await scored(80);
    const night = new Date("2026-11-23T18:00:00Z");
    await doAct(at(broker, night), { leadId, kind: "planned", next: { kind: "call", dueAt: night } });
    expect((await today(at(broker, new Date("2026-11-23T18:29:00Z")))).done).toBe(1);
    expect(await today(at(broker, new Date("2026-11-23T18:31:00Z")))).toMatchObject({
      day: "2026-11-24",
      done: 0,
    });
  });

  test("tells who somebody is, what they want and how the score went", async () => {
    const { id: personId } = await createPerson(platform.db, home.org, { name: "Farhan Sheikh" });
    const leadId = await scored(81, {
      personId,
      budgetMinPaise: 500_000_000n,
      topReason: { feature: "source", code: "value", params: { value: "Referral" }, points: 6 },
    });
    const model = await createModel(platform.db, home.org);
    await platform.db.withOrgSql(home.org.id, async (sql) => {
      for (const [days, score] of [
        [9, 60],
        [8, 62],
        [3, 70],
        [2, 75],
        [0, 81],
      ] as const) {
        await sql.query(
          `insert into score (org_id, id, lead_id, model_id, state, score, grade, probability, margin, cause, scored_at)
           values ($1, $2, $3, $6, 'scored', $4, 'A', 0.2, -1, 'lead', $5)`,
          [home.org.id, newId(), leadId, score, before(days * dayMs), model.id],
        );
      }
    });
    const [item] = (await today(broker)).next;
    expect(item).toMatchObject({
      name: "Farhan Sheikh",
      budget: { minPaise: 500_000_000, maxPaise: null },
      change7: 19,
      spark: [60, 62, 70, 75, 81],
      reason: { code: "value", direction: "up", params: { value: "Referral" } },
    });
  });

  test("is one's own; another's is for managers", async () => {
    const leadId = await scored(80);
    const userId = userIdOf(broker);
    await expect(today(home.colleague, { userId })).rejects.toMatchObject({ code: "FORBIDDEN" });
    expect(ids(await today(at(home.manager, now), { userId })).next).toEqual([leadId]);
    expect(ids(await today(home.colleague))).toEqual(none);
    const other = await createTenant(platform);
    expect(await today(other.manager, { userId })).toMatchObject({ next: [], counts: { open: 0 } });
  });
});

describe("an empty day says why", () => {
  test("there are no leads", async () => {
    expect((await today(broker)).why).toEqual({ code: "no_leads" });
  });

  test("all is done", async () => {
    const leadId = await scored(80);
    await doAct(broker, { leadId, kind: "called", outcome: "talked" });
    expect((await today(broker)).why).toEqual({ code: "all_done", done: 1 });
  });

  test("all wait or sleep", async () => {
    const leadId = await scored(80);
    await tell(leadId, "email_sent", before(hourMs));
    expect((await today(broker)).why).toEqual({ code: "all_waiting", waiting: 1, snoozed: 0 });
  });

  test("enough is done for one day", async () => {
    await capacity(1);
    const [leadId] = [await scored(80), await scored(70)];
    await doAct(broker, { leadId, kind: "called", outcome: "talked" });
    expect((await today(broker)).why).toEqual({ code: "capacity_reached", capacity: 1, left: 1 });
  });
});

describe("the promise to answer a new enquiry", () => {
  const settings = (businessHours: object, holidays: object[] = []) => ({
    ...broker.organisation,
    businessHours,
    holidays: holidays as Context["organisation"]["holidays"],
  });
  const dueOf = async (enquiredAt: string, ctx: Context = broker) => {
    await lead({ enquiredAt: new Date(enquiredAt) });
    const [item] = (await today(ctx)).new;
    return [item?.replyDueAt, item?.overdue];
  };

  test("runs in business hours of the organisation's clock", async () => {
    expect(await dueOf("2026-11-23T05:28:00Z")).toEqual([new Date("2026-11-23T05:33:00Z"), false]);
  });

  test("of a night's enquiry begins in the morning", async () => {
    expect(await dueOf("2026-11-22T20:00:00Z")).toEqual([new Date("2026-11-23T04:05:00Z"), true]);
  });

  test("waits for the end of a holiday", async () => {
    const organisation = settings(broker.organisation.businessHours, [{ day: "2026-11-23", label: "Off" }]);
    expect(await dueOf("2026-11-23T05:00:00Z", { ...broker, organisation })).toEqual([
      new Date("2026-11-24T04:05:00Z"),
      false,
    ]);
  });

  test("is kept by our first word after the enquiry, answered or not, and by no earlier one", async () => {
    const leadId = await lead({ enquiredAt: before(hourMs) });
    await tell(leadId, "email_sent", before(2 * hourMs));
    expect(ids(await today(broker)).new).toEqual([leadId]);
    await doAct(broker, { leadId, kind: "called", outcome: "no_answer" });
    expect(ids(await today(broker)).new).toEqual([]);
  });
});

describe("a sleeping lead", () => {
  test("wakes when the person says something", async () => {
    const leadId = await scored(80);
    await doAct(broker, { leadId, kind: "snoozed", until: after(9 * dayMs), reason: "asked_to_wait" });
    const [item] = (await today(broker)).snoozed;
    expect(item?.snooze).toEqual({ until: after(9 * dayMs), reason: "asked_to_wait" });
    await tell(leadId, "email_open", after(60_000));
    expect(ids(await today(at(broker, after(90_000)))).snoozed).toEqual([leadId]);
    await tell(leadId, "call_in", after(120_000));
    const day = await today(at(broker, after(180_000)));
    expect(ids(day)).toEqual({ ...none, next: [leadId] });
  });

  test("wakes when it is told to, or spoken to", async () => {
    const leadId = await scored(80);
    const sleep = () => doAct(broker, { leadId, kind: "snoozed", until: after(dayMs), reason: "other" });
    await sleep();
    await doAct(broker, { leadId, kind: "woke" });
    expect((await today(broker)).counts.snoozed).toBe(0);
    await sleep();
    await sleep();
    expect((await today(broker)).counts.snoozed).toBe(1);
    await doAct(broker, { leadId, kind: "called", outcome: "no_answer" });
    expect((await today(broker)).counts.snoozed).toBe(0);
    await expect(
      doAct(broker, { leadId, kind: "snoozed", until: before(1), reason: "other" }),
    ).rejects.toMatchObject({ code: "BAD_INPUT" });
  });
});

describe("a visit", () => {
  test("leaves the day when it was made", async () => {
    const leadId = await scored(80);
    await doAct(broker, { leadId, kind: "called", outcome: "visit_booked", visitAt: after(hourMs) });
    expect(ids(await today(broker)).visits).toEqual([leadId]);
    await moveLead(home.broker, { leadId, step: "visit_done" });
    expect(ids(await today(broker)).visits).toEqual([]);
  });
});

describe("merged leads", () => {
  test("are one on the list, with the words and promises of both, and two again when parted", async () => {
    const [kept, twin] = [await scored(80), await scored(90)];
    await tell(twin, "whatsapp_in", before(hourMs));
    await doAct(at(home.broker, before(dayMs)), {
      leadId: twin,
      kind: "planned",
      next: { kind: "call", dueAt: before(2 * hourMs) },
    });
    const { mergeId } = await mergeLeads(home.manager, { keptId: kept, mergedId: twin });
    const day = await today(broker);
    expect(ids(day)).toEqual({ ...none, promised: [kept] });
    expect(day.promised[0]).toMatchObject({ awaitingSince: before(hourMs) });
    await unmergeLeads(home.manager, { mergeId });
    const parted = ids(await today(broker));
    expect(parted).toEqual({ ...none, promised: [twin], next: [kept] });
  });
});
