import { randomUUID } from "node:crypto";
import type { OrgSql } from "@leadlift/db/connect";
import { newId } from "@leadlift/db/id";
import { createLead, createOutcome } from "@leadlift/db/test/factories";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { at, doAct } from "../act/test/acting.ts";
import { undoAct } from "../act/undo-act.ts";
import { board } from "../board/board.ts";
import type { Context } from "../context.ts";
import { recordEvents } from "../event/record.ts";
import { getLead } from "../lead/get.ts";
import { addManyLeads } from "../lead/test/many-leads.ts";
import { createTenant, type Tenant, type TestPlatform, testPlatform, userIdOf } from "../lead/test/tenant.ts";
import { leadTimeline } from "../lead/timeline.ts";
import { addLeave } from "../leave/add.ts";
import { listNotifications } from "../notification/list.ts";
import { notifyDue } from "../notification/notify-due.ts";
import { teamReport } from "../team-report/team-report.ts";
import { today } from "../today/today.ts";
import { calendarDay } from "../work/local-day.ts";
import { bulkReassign } from "./bulk-reassign.ts";
import { unclaimedLeads } from "./unclaimed.ts";

const minuteMs = 60_000;
const dayMs = 86_400_000;

let platform: TestPlatform;
let home: Tenant;

beforeAll(async () => {
  platform = await testPlatform();
});
afterAll(() => platform.db.close());
beforeEach(async () => {
  // Never closed, so that the tests hold at any hour.
  home = await createTenant(platform, { businessHours: {}, firstReplyMinutes: 60 });
});

type Given = Parameters<typeof createLead>[2];
const ago = (ms: number) => new Date(Date.now() - ms);
const free = async (given: Given = {}) =>
  (await createLead(platform.db, home.org, { enquiredAt: ago(10 * minuteMs), ...given })).id;
const tell = (leadId: string, type: string, occurredAt: Date) =>
  recordEvents(home.system, {
    events: [{ eventId: newId(), type, occurredAt, subject: { leadId } }],
    source: "test",
  });
const enquire = async (subject: object = { phone: phone() }, occurredAt = new Date()) => {
  const { results } = await recordEvents(home.system, {
    events: [{ eventId: randomUUID(), type: "form_submit", occurredAt, subject }],
    source: "site",
  });
  return results[0]?.leadId ?? "";
};
const phone = () => `+919${String(Math.floor(Math.random() * 1e9)).padStart(9, "0")}`;
const offered = async (ctx: Context) => (await today(ctx)).unclaimed.map(({ leadId }) => leadId);
const claim = (ctx: Context, leadId: string) => doAct(ctx, { leadId, kind: "claimed" });
const ownerOf = async (leadId: string) => (await getLead(home.manager, { leadId })).owner?.id ?? null;
const told = async (ctx: Context) =>
  (await listNotifications(ctx)).items.map(({ kind, lead }) => [kind, lead?.id]);

describe("an enquiry that is nobody's", () => {
  test("is offered to everybody who works leads, and to nobody of another organisation", async () => {
    const leadId = await enquire();
    for (const ctx of [home.broker, home.colleague, home.manager]) {
      expect(await offered(ctx)).toEqual([leadId]);
    }
    const [item] = (await today(home.broker)).unclaimed;
    expect(item?.replyDueAt?.getTime()).toBeGreaterThan(Date.now());
    const other = await createTenant(platform);
    expect(await offered(other.broker)).toEqual([]);
    await expect(claim(other.broker, leadId)).rejects.toMatchObject({ code: "NOT_FOUND" });
  });

  test("is offered in the order of the promises that can be kept, then by score; ten of all that are counted", async () => {
    const late = ago(3 * 60 * minuteMs);
    const cold = await free({ enquiredAt: late, score: 40, grade: "D", scoreState: "scored" });
    const hot = await free({ enquiredAt: late, score: 80, grade: "A", scoreState: "scored" });
    const fresh = await free({ enquiredAt: ago(minuteMs) });
    const soon = await free({ enquiredAt: ago(50 * minuteMs) });
    expect(await offered(home.broker)).toEqual([soon, fresh, hot, cold]);
    for (let more = 0; more < 9; more++) await free({ enquiredAt: ago(20 * minuteMs) });
    const day = await today(home.broker);
    expect([day.unclaimed.length, day.unclaimedCount]).toEqual([10, 13]);
    expect(day.unclaimed[0]?.leadId).toBe(soon);
  });

  test("is not offered once it is answered, closed, merged, asleep or two weeks old", async () => {
    const answered = await free();
    await tell(answered, "email_sent", ago(minuteMs));
    await free({ status: "lost" });
    await free({ enquiredAt: ago(15 * dayMs) });
    const kept = await createLead(platform.db, home.org, { ownerId: userIdOf(home.colleague) });
    await free({ mergedInto: kept.id });
    const asleep = await free();
    const until = new Date(Date.now() + dayMs);
    await platform.db.withOrg(home.org.id, (tx) =>
      tx.snooze.create({
        data: {
          orgId: home.org.id,
          id: newId(),
          leadId: asleep,
          until,
          reason: "other",
          createdAt: new Date(),
        },
      }),
    );
    expect(await offered(home.broker)).toEqual([]);
  });

  test("is offered again when the person writes again, however long ago they asked first", async () => {
    const leadId = await free({ enquiredAt: ago(200 * dayMs), createdAt: ago(200 * dayMs) });
    await tell(leadId, "email_sent", ago(150 * dayMs));
    expect(await offered(home.broker)).toEqual([]);
    await tell(leadId, "email_open", new Date());
    expect(await offered(home.broker)).toEqual([]);
    await tell(leadId, "whatsapp_in", new Date());
    expect(await offered(home.broker)).toEqual([leadId]);
  });
});

test("of a big organisation's leads those that are offered are found by their index alone", async () => {
  await addManyLeads(platform, home, 10_000);
  await platform.db.withOrgSql(home.org.id, (sql) => sql.query("select refresh_statistics()"));
  const plans = await platform.db.withOrgSql(home.org.id, async (sql) => {
    const seen: string[] = [];
    const explaining: OrgSql = {
      ...sql,
      async query(statement, values) {
        const { rows } = await sql.query<{ "QUERY PLAN": string }>(`explain ${statement}`, values);
        seen.push(rows.map((row) => row["QUERY PLAN"]).join("\n"));
        return { rows: [], rowCount: 0 };
      },
    };
    await unclaimedLeads(explaining, home.system);
    return seen;
  });
  expect(plans).toHaveLength(1);
  expect(plans[0]).toMatch(/Index Scan.* using lead_unclaimed/);
  // The time is part of what the index is entered by.
  expect(plans[0]).toMatch(/Index Cond: .* ELSE created_at\s+END >/);
  const day = await today(home.broker);
  expect([day.unclaimed.length, day.unclaimedCount]).toEqual([10, 500]);
});

describe("taking it", () => {
  test("makes it one's own, new on one's list and off everybody else's", async () => {
    const leadId = await free({ probability: 0.21, score: 61, grade: "B", scoreState: "scored" });
    const done = await claim(home.broker, leadId);
    expect(done.lead.ownerId).toBe(userIdOf(home.broker));
    const day = await today(home.broker);
    expect([day.new.map((item) => item.leadId), day.unclaimed, day.done]).toEqual([[leadId], [], 0]);
    expect(await offered(home.colleague)).toEqual([]);
    const [entry] = await leadTimeline(home.manager, { leadId, limit: 1 });
    expect(entry).toMatchObject({ kind: "audit", action: "lead.claim", actor: "Bina Shah" });
    const [assignment] = await platform.db.withOrg(home.org.id, (tx) =>
      tx.assignment.findMany({ where: { leadId } }),
    );
    expect(assignment).toMatchObject({
      ownerId: userIdOf(home.broker),
      previousId: null,
      cause: "claim",
      probability: 0.21,
      score: 61,
    });
  });

  test("is for one of two who try at once; the other is told so", async () => {
    for (let round = 0; round < 5; round++) {
      const leadId = await free();
      const [one, two] = await Promise.allSettled([
        claim(home.broker, leadId),
        claim(home.colleague, leadId),
      ]);
      const lost = [one, two].filter((each) => each?.status === "rejected");
      expect(lost).toHaveLength(1);
      expect(lost[0]).toMatchObject({
        reason: { code: "CONFLICT", message: "Somebody else was first: this lead is taken." },
      });
      const first = one?.status === "fulfilled" ? home.broker : home.colleague;
      expect(await ownerOf(leadId)).toBe(userIdOf(first));
    }
  });

  test("again, of one's own, changes nothing", async () => {
    const leadId = await free();
    await claim(home.broker, leadId);
    expect((await claim(home.broker, leadId)).effects).toEqual([]);
    await expect(claim(home.manager, leadId)).rejects.toMatchObject({ code: "CONFLICT" });
  });

  const acts = [
    { kind: "called", outcome: "no_answer" },
    { kind: "messaged", channel: "whatsapp" },
    { kind: "planned", next: { kind: "call", dueAt: new Date(Date.now() + 60 * minuteMs) } },
    { kind: "snoozed", until: new Date(Date.now() + dayMs), reason: "travelling" },
  ] as const;
  test.each(acts)("goes with an act: $kind, all of which is taken back together", async (given) => {
    const leadId = await free();
    const done = await doAct(home.broker, { leadId, ...given });
    expect(done.place).toMatchObject({ place: 1, section: "new" });
    expect(await ownerOf(leadId)).toBe(userIdOf(home.broker));
    expect(await offered(home.colleague)).toEqual([]);
    await undoAct(home.broker, { actId: done.actId });
    expect(await ownerOf(leadId)).toBeNull();
    expect(await offered(home.colleague)).toEqual([leadId]);
  });

  test("does not go with a note or a word on the score", async () => {
    const leadId = await free();
    await doAct(home.broker, { leadId, kind: "noted", note: "Seen at the expo" });
    await doAct(home.broker, { leadId, kind: "judged", judgement: "hot" });
    expect(await ownerOf(leadId)).toBeNull();
  });

  test("by replying counts as a reply of whoever replied, and what came of it as theirs", async () => {
    home = await createTenant(platform, { businessHours: {}, targetStep: "visit_booked", horizonDays: 30 });
    const known = { createdAt: ago(10 * minuteMs) };
    const [told, waited] = [await free(known), await free(known)];
    await doAct(home.broker, { leadId: told, kind: "messaged", channel: "whatsapp", occurredAt: ago(2_000) });
    const visitAt = new Date(Date.now() + dayMs);
    const offline = { outcome: "visit_booked" as const, visitAt, occurredAt: ago(8 * minuteMs) };
    await doAct(home.broker, { leadId: waited, kind: "called", ...offline });
    const day = calendarDay(ago(10 * minuteMs), home.broker.organisation.timezone);
    const { members } = await teamReport(home.manager, { from: day, to: day });
    expect(members.find(({ userId }) => userId === userIdOf(home.broker))).toMatchObject({
      received: 2,
      firstReply: { leads: 2, within: { hits: 2 } },
    });
    const { mine } = await board(home.broker, { month: day.slice(0, 7) });
    expect(mine?.excluded.map(({ code }) => code)).not.toContain("reached_before");
  });

  test("taken by a slip of the thumb and given back, is of whoever takes it then; dropped later, of whoever had it first", async () => {
    const [slip, drop] = [await free(), await free()];
    const slipped = await claim(home.broker, slip);
    await undoAct(home.broker, { actId: slipped.actId });
    const dropped = await claim(home.broker, drop);
    await platform.db.withOrgSql(home.org.id, (sql) =>
      sql.query(
        "update lead_start set owned_at = owned_at - interval '2 minutes' where org_id = $1 and lead_id = $2",
        [home.org.id, drop],
      ),
    );
    await undoAct(home.broker, { actId: dropped.actId });
    for (const leadId of [slip, drop]) {
      await doAct(home.colleague, { leadId, kind: "called", outcome: "talked" });
    }
    const day = calendarDay(ago(10 * minuteMs), home.broker.organisation.timezone);
    const { members } = await teamReport(home.manager, { from: day, to: day });
    for (const ctx of [home.broker, home.colleague]) {
      expect(members.find(({ userId }) => userId === userIdOf(ctx))).toMatchObject({
        received: 1,
        firstReply: { leads: 1, unanswered: 0 },
      });
    }
  });

  test("is not taken back after a call that the telephone system told of, and lost to everybody", async () => {
    const leadId = await free();
    const { actId } = await claim(home.broker, leadId);
    await tell(leadId, "call_out", new Date());
    await expect(undoAct(home.broker, { actId })).rejects.toMatchObject({ code: "CONFLICT" });
    expect(await ownerOf(leadId)).toBe(userIdOf(home.broker));
  });

  test("is taken back, unless the person was spoken to since", async () => {
    const leadId = await free();
    const { actId } = await claim(home.broker, leadId);
    const call = await doAct(home.broker, { leadId, kind: "called", outcome: "no_answer" });
    await expect(undoAct(home.broker, { actId })).rejects.toMatchObject({ code: "CONFLICT" });
    await undoAct(home.broker, { actId: call.actId });
    await undoAct(home.broker, { actId });
    expect(await ownerOf(leadId)).toBeNull();
    expect(await offered(home.colleague)).toEqual([leadId]);
  });
});

describe("on the leaderboard", () => {
  const start = Date.now();
  const then = (day: number) => new Date(start + day * dayMs);
  const lineOf = async (ctx: Context) => {
    const month = calendarDay(then(0), "Asia/Kolkata").slice(0, 7);
    const shown = await board(at(home.manager, then(80)), { month });
    return shown.lines?.find(({ userId }) => userId === userIdOf(ctx));
  };

  test("what was taken is expected of whoever took it with what it promised then, and not when it was given back", async () => {
    home = await createTenant(platform, { businessHours: {}, targetStep: "visit_done", horizonDays: 30 });
    const scored = { scoreState: "scored", score: 70, grade: "A", probability: 0.4 };
    await createLead(platform.db, home.org, {
      ownerId: userIdOf(home.broker),
      createdAt: then(-90),
      enquiredAt: then(-90),
    });
    const [kept, back] = [await free(scored), await free(scored)];
    await claim(home.broker, kept);
    const { actId } = await claim(home.broker, back);
    expect(await lineOf(home.broker)).toMatchObject({ leads: 2, expectation: expect.closeTo(0.8, 1) });
    await undoAct(home.broker, { actId });
    await createOutcome(platform.db, home.org, {
      leadId: kept,
      step: "visit_done",
      source: "user",
      actorId: userIdOf(home.broker),
      occurredAt: then(9),
      recordedAt: then(9),
    });
    expect(await lineOf(home.broker)).toMatchObject({
      leads: 1,
      expectation: expect.closeTo(0.4, 1),
      result: 1,
    });
  });
});

describe("word of it", () => {
  test("goes to the brokers who work now, each once, and is taken back when somebody has it", async () => {
    const leadId = await enquire();
    expect(await told(home.broker)).toEqual([["unclaimed", leadId]]);
    expect(await told(home.colleague)).toEqual([["unclaimed", leadId]]);
    expect([await told(home.manager), await told(home.admin)]).toEqual([[], []]);
    await claim(home.broker, leadId);
    expect(await told(home.colleague)).toEqual([]);
    const given = await enquire();
    await bulkReassign(home.manager, { leadIds: [given], toUserIds: [userIdOf(home.broker)] });
    expect(await told(home.colleague)).toEqual([]);
  });

  test("goes to nobody on leave, and to nobody while it is closed", async () => {
    const away = new Date().toISOString().slice(0, 10);
    const userId = userIdOf(home.colleague);
    await addLeave(home.manager, { userId, firstDay: dayOff(away, -1), lastDay: dayOff(away, 1) });
    const leadId = await enquire();
    expect(await told(home.colleague)).toEqual([]);
    expect(await told(home.broker)).toEqual([["unclaimed", leadId]]);
    const weekday = new Date().getUTCDay() || 7;
    // Open for a minute of the day before yesterday only.
    const closed = { [String(((weekday + 4) % 7) + 1)]: [[0, 1]] as [number, number][] };
    const organisation = { ...home.system.organisation, businessHours: closed };
    const { results } = await recordEvents(
      { ...home.system, organisation },
      {
        events: [
          { eventId: randomUUID(), type: "form_submit", occurredAt: new Date(), subject: { phone: phone() } },
        ],
        source: "site",
      },
    );
    expect(results[0]?.status).toBe("recorded");
    expect(await told(home.broker)).toHaveLength(1);
    expect(await offered(home.broker)).toHaveLength(2);
  });

  test("is not given of a list of the past", async () => {
    await enquire({ phone: phone() }, ago(3 * dayMs));
    expect(await told(home.broker)).toEqual([]);
    expect((await today(home.broker)).unclaimedCount).toBe(1);
  });

  test("comes again in the last half of the promise, to all who work", async () => {
    const leadId = await free({ enquiredAt: ago(52 * minuteMs) });
    await notifyDue(home.system);
    expect(await told(home.broker)).toEqual([["due", leadId]]);
    expect(await told(home.colleague)).toEqual([["due", leadId]]);
    expect(await notifyDue(home.system)).toBe(0);
  });
});

function dayOff(day: string, by: number): string {
  return new Date(Date.parse(day) + by * dayMs).toISOString().slice(0, 10);
}
