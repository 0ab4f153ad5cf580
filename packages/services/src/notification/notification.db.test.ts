import { newId } from "@leadlift/db/id";
import { createLead, createMember } from "@leadlift/db/test/factories";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { at, doAct, ownLead } from "../act/test/acting.ts";
import { undoAct } from "../act/undo-act.ts";
import { bulkReassign } from "../assignment/bulk-reassign.ts";
import { undoBulk } from "../assignment/undo-bulk.ts";
import type { Context } from "../context.ts";
import { createTenant, type Tenant, type TestPlatform, testPlatform, userIdOf } from "../lead/test/tenant.ts";
import { openFeed } from "../live/feed.ts";
import { setHotAlerts } from "../push/settings.ts";
import { listNotifications } from "./list.ts";
import { notify } from "./notify.ts";
import { notifyDue } from "./notify-due.ts";
import { notifyHot } from "./notify-hot.ts";
import { readNotification } from "./read.ts";
import { readAllNotifications } from "./read-all.ts";
import { forgetNotifications } from "./sweep.ts";

const minuteMs = 60_000;
const dayMs = 86_400_000;

let platform: TestPlatform;
let home: Tenant;
let leadId: string;
beforeAll(async () => {
  platform = await testPlatform();
});
afterAll(() => platform.db.close());
beforeEach(async () => {
  // Never closed, so that a promise falls due at the same distance at any hour.
  home = await createTenant(platform, { businessHours: {} });
  await platform.db.withOrg(home.org.id, (tx) =>
    tx.scorecard.create({ data: { orgId: home.org.id, version: 1, rules: {} } }),
  );
  leadId = await ownLead(platform, home, home.broker);
});

const told = async (ctx: Context) => (await listNotifications(ctx)).items;

/** A score of the lead, `ago` before now; and what becomes of it where it is of now. */
async function score(value: number, ago = 0, lead = leadId): Promise<void> {
  const grade = value >= 70 ? "A" : value >= 57 ? "B" : "C";
  await platform.db.withOrgSql(home.org.id, async (sql) => {
    await sql.query(
      `insert into score (org_id, id, lead_id, scorecard_version, state, score, grade, cause, scored_at)
       values ($1, $2, $3, 1, 'scored', $4, $5, 'lead', now() - interval '1 millisecond' * $6)`,
      [home.org.id, newId(), lead, value, grade, ago],
    );
    await notifyHot(sql, home.system, lead);
  });
}

describe("a lead that becomes hot", () => {
  test("is told of to its owner, by name when it is read, and to nobody else", async () => {
    await score(60, dayMs / 2);
    await score(74);
    const [item, ...more] = await told(home.broker);
    expect(more).toEqual([]);
    expect(item).toMatchObject({
      kind: "hot",
      params: { score: 74, grade: "A", rise: 14 },
      lead: { id: leadId, name: "Meera Iyer" },
      readAt: null,
    });
    expect(await told(home.colleague)).toEqual([]);
    expect(await told(home.manager)).toEqual([]);
  });

  test("is told of once a day, however often it crosses", async () => {
    await score(60, dayMs / 2);
    await score(74);
    await score(60);
    await score(75);
    expect(await told(home.broker)).toHaveLength(1);
  });

  test("is told of where it rose by fifteen points since yesterday, and not by a rise before that", async () => {
    await score(20, 3 * dayMs);
    await score(45, 2 * dayMs);
    await score(59);
    expect(await told(home.broker)).toEqual([]);
    await score(60);
    expect(await told(home.broker)).toMatchObject([{ params: { rise: 15 } }]);
  });

  test("is told of only by the score that makes it so", async () => {
    await score(60, dayMs / 2);
    await score(74, minuteMs);
    expect(await told(home.broker)).toEqual([]);
  });

  test("is no news to whoever made it so, until the person speaks", async () => {
    await score(60, dayMs / 2);
    await doAct(home.broker, { leadId, kind: "called", outcome: "talked" });
    await score(74);
    expect(await told(home.broker)).toEqual([]);
    await platform.db.withOrgSql(home.org.id, (sql) =>
      sql.query("update lead_work set last_in_at = $3 where org_id = $1 and lead_id = $2", [
        home.org.id,
        leadId,
        new Date(Date.now() + 1000),
      ]),
    );
    await score(92);
    expect(await told(home.broker)).toHaveLength(1);
  });

  test("is told of where a manager did something about it", async () => {
    await score(60, dayMs / 2);
    await doAct(home.manager, { leadId, kind: "noted", note: "Asked for a loan" });
    await score(74);
    expect(await told(home.broker)).toHaveLength(1);
  });

  test("is not told of while it sleeps, is closed, or to who does not want to know", async () => {
    const asleep = await ownLead(platform, home, home.broker);
    const until = new Date(Date.now() + dayMs);
    await doAct(at(home.broker, Date.now() - dayMs), {
      leadId: asleep,
      kind: "snoozed",
      until,
      reason: "travelling",
    });
    const closed = await ownLead(platform, home, home.broker, { status: "won" });
    await setHotAlerts(home.colleague, { on: false });
    const silent = await ownLead(platform, home, home.colleague);
    for (const lead of [asleep, closed, silent]) await score(90, 0, lead);
    expect([...(await told(home.broker)), ...(await told(home.colleague))]).toEqual([]);
  });
});

describe("a lead that is given", () => {
  test("is told of to who gets it, with who gave it, and taken back with it", async () => {
    const to = userIdOf(home.colleague);
    const { actId } = await doAct(home.manager, { leadId, kind: "reassigned", ownerId: to });
    expect(await told(home.colleague)).toMatchObject([
      {
        kind: "assigned",
        params: { leads: 1, by: userIdOf(home.manager) },
        byName: "Meera Nair",
        lead: { id: leadId },
      },
    ]);
    await undoAct(home.manager, { actId });
    expect(await told(home.colleague)).toEqual([]);
    expect(await told(home.broker)).toEqual([]);
  });

  test("is no news to who took it", async () => {
    const free = (await createLead(platform.db, home.org)).id;
    await doAct(home.broker, { leadId: free, kind: "reassigned", ownerId: userIdOf(home.broker) });
    expect(await told(home.broker)).toEqual([]);
  });

  test("is one of twelve in one line, and its own where it is alone", async () => {
    for (let more = 0; more < 11; more++) await ownLead(platform, home, home.broker);
    const toUserIds = [userIdOf(home.colleague)];
    const { bulkId } = await bulkReassign(home.manager, { fromUserId: userIdOf(home.broker), toUserIds });
    expect(await told(home.colleague)).toMatchObject([
      { kind: "assigned", params: { leads: 12 }, lead: null },
    ]);
    await undoBulk(home.manager, { bulkId });
    expect(await told(home.colleague)).toEqual([]);
  });
});

describe("a promise", () => {
  const promised = async (dueAt: number, made = dueAt - 3_600_000) => {
    await doAct(at(home.broker, made), {
      leadId,
      kind: "called",
      outcome: "talked",
      next: { kind: "call", dueAt: new Date(dueAt) },
    });
  };
  const now = Date.now();
  const look = (time: number) => notifyDue(at(home.system, time));

  test("is told of ten minutes before it falls due, once", async () => {
    await promised(now);
    expect(await look(now - 11 * minuteMs)).toBe(0);
    expect(await look(now - 10 * minuteMs)).toBe(1);
    expect(await look(now - 9 * minuteMs)).toBe(0);
    expect(await told(home.broker)).toMatchObject([
      { kind: "due", params: { step: "call", dueAt: new Date(now).toISOString() }, lead: { id: leadId } },
    ]);
  });

  test("is still told of a little later, and then never", async () => {
    await promised(now);
    expect(await look(now + 10 * minuteMs)).toBe(0);
    expect(await look(now + 9 * minuteMs)).toBe(1);
  });

  test("is not told of when it was made for so soon, or is kept", async () => {
    await promised(now, now - 5 * minuteMs);
    expect(await look(now)).toBe(0);
    await doAct(at(home.broker, now - minuteMs), { leadId, kind: "called", outcome: "talked" });
    expect(await look(now)).toBe(0);
  });

  test("of a first reply is told of in its last half, once, until somebody replied", async () => {
    const enquiredAt = new Date(now - 60 * minuteMs);
    const fresh = await ownLead(platform, home, home.colleague, { enquiredAt });
    const colleagues = async () => (await told(home.colleague)).map(({ kind, lead }) => [kind, lead?.id]);
    const due = now - 55 * minuteMs;
    expect(await look(due - 3 * minuteMs)).toBe(0);
    await look(due - 2 * minuteMs);
    expect(await colleagues()).toEqual([["due", fresh]]);
    expect(await look(due - minuteMs)).toBe(0);
    await readAllNotifications(home.colleague);
    const replied = await ownLead(platform, home, home.colleague, { enquiredAt });
    await doAct(at(home.colleague, due - 4 * minuteMs), {
      leadId: replied,
      kind: "called",
      outcome: "no_answer",
    });
    expect(await look(due)).toBe(0);
  });

  test("is told of to one who has the lead, however many look at once", async () => {
    await promised(now);
    const counts = await Promise.all(Array.from({ length: 5 }, () => look(now)));
    expect(counts.reduce((sum, count) => sum + count)).toBe(1);
  });
});

describe("what somebody was told", () => {
  const tell = (count: number, userId = userIdOf(home.broker), when = new Date()) =>
    platform.db.withOrgSql(home.org.id, (sql) =>
      notify(
        sql,
        { ...home.system, now: () => when },
        Array.from({ length: count }, (_, place) => ({
          kind: "hot" as const,
          params: { score: 60 + place, grade: "B", rise: 15 },
          userId,
          leadId,
          once: null,
        })),
      ),
    );

  test("is read page by page, each once, latest first", async () => {
    for (let round = 0; round < 3; round++) await tell(4, undefined, new Date(Date.now() - round * minuteMs));
    const seen: string[] = [];
    let cursor: { at: Date; id: string } | null = null;
    do {
      const page = await listNotifications(home.broker, { limit: 5, cursor });
      expect(page.unread).toBe(12);
      seen.push(...page.items.map(({ id }) => id));
      cursor = page.next;
    } while (cursor);
    expect(new Set(seen).size).toBe(12);
    expect(seen).toHaveLength(12);
  });

  test("is read by them alone, one by one or all at once", async () => {
    await tell(3);
    const [first] = await told(home.broker);
    const notificationId = first?.id ?? "";
    await expect(readNotification(home.colleague, { notificationId })).rejects.toMatchObject({
      code: "NOT_FOUND",
    });
    await readNotification(home.broker, { notificationId });
    await readNotification(home.broker, { notificationId });
    expect((await listNotifications(home.broker)).unread).toBe(2);
    expect(await readAllNotifications(home.colleague)).toEqual({ read: 0 });
    expect(await readAllNotifications(home.broker)).toEqual({ read: 2 });
  });

  test("is forgotten after thirty days", async () => {
    await tell(1, undefined, new Date(Date.now() - 31 * dayMs));
    await tell(1);
    await forgetNotifications(home.system);
    expect(await told(home.broker)).toHaveLength(1);
  });

  test("goes to nobody who left or is no member", async () => {
    const { userId } = await createMember(platform.db, home.org);
    await platform.db.withOrg(home.org.id, (tx) =>
      tx.memberSettings.create({ data: { orgId: home.org.id, userId, deactivatedAt: new Date() } }),
    );
    expect(await tell(1, userId)).toBe(0);
    expect(await tell(1, newId())).toBe(0);
  });

  test("is told of live to them alone", async () => {
    const stop = new AbortController();
    const listen = async (ctx: Context) => {
      const who = { orgId: ctx.orgId, userId: userIdOf(ctx) };
      const changes = await openFeed(platform).subscribe(who, stop.signal);
      return async () => (await changes[Symbol.asyncIterator]().next()).value;
    };
    const [mine, colleagues] = await Promise.all([listen(home.broker), listen(home.colleague)]);
    await tell(1);
    expect(await mine()).toEqual({ kind: "notification", leadIds: [leadId] });
    await tell(1, userIdOf(home.colleague));
    expect(await colleagues()).toEqual({ kind: "notification", leadIds: [leadId] });
    stop.abort();
  });
});
