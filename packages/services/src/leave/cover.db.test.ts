import { newId } from "@leadlift/db/id";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { at, doAct, ownLead } from "../act/test/acting.ts";
import type { Context } from "../context.ts";
import { createTenant, type Tenant, type TestPlatform, testPlatform, userIdOf } from "../lead/test/tenant.ts";
import { listMembers } from "../member/list.ts";
import { listNotifications } from "../notification/list.ts";
import { notifyDue } from "../notification/notify-due.ts";
import { notifyHot } from "../notification/notify-hot.ts";
import { teamReport } from "../team-report/team-report.ts";
import { today } from "../today/today.ts";
import { addLeave } from "./add.ts";
import { listLeave } from "./list.ts";
import { removeLeave } from "./remove.ts";

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;
/** Monday, 11:00 in India. */
const now = new Date("2026-11-23T05:30:00Z");
const after = (ms: number) => new Date(now.getTime() + ms);

let platform: TestPlatform;
let home: Tenant;
const then = (ctx: Context) => at(ctx, now);

beforeAll(async () => {
  platform = await testPlatform();
});
afterAll(() => platform.db.close());
beforeEach(async () => {
  home = await createTenant(platform);
});

const away = (ctx: Context, coverId?: string | null, lastDay = "2026-11-27") =>
  addLeave(then(home.manager), { userId: userIdOf(ctx), firstDay: "2026-11-23", lastDay, coverId });
/** Enquired long ago and answered then. */
const old = { enquiredAt: after(-60 * dayMs), createdAt: after(-60 * dayMs) };
const promised = async (kind: "call" | "visit", dueAt: Date, owner = home.broker) => {
  const leadId = await ownLead(platform, home, owner, old);
  await doAct(at(owner, now.getTime() - dayMs), { leadId, kind: "planned", next: { kind, dueAt } });
  return leadId;
};
const covering = async (ctx: Context) => (await today(then(ctx))).covering;

describe("what falls due while its owner is on leave", () => {
  test("is on the manager's day, with whose it is and until when they are away; tomorrow's is not", async () => {
    const late = await promised("call", after(-2 * dayMs));
    const visit = await promised("visit", after(3 * hourMs));
    await promised("call", after(2 * dayMs));
    const fresh = await ownLead(platform, home, home.broker, { enquiredAt: after(-hourMs) });
    expect(await covering(home.manager)).toEqual([]);
    await away(home.broker);
    const items = await covering(home.manager);
    expect(items.map(({ leadId, section }) => [leadId, section])).toEqual([
      [late, "promised"],
      [visit, "visits"],
      [fresh, "new"],
    ]);
    const who = { userId: userIdOf(home.broker), name: "Bina Shah", lastDay: "2026-11-27" };
    for (const item of items) expect(item.away).toEqual(who);
    for (const ctx of [home.colleague, home.admin]) expect(await covering(ctx)).toEqual([]);
    const other = await createTenant(platform);
    expect(await covering(other.manager)).toEqual([]);
  });

  test("is on the day of whoever the leave names, until that one is away or has left as well", async () => {
    const leadId = await promised("call", after(hourMs));
    await away(home.broker, userIdOf(home.colleague));
    expect((await covering(home.colleague)).map((item) => item.leadId)).toEqual([leadId]);
    expect(await covering(home.manager)).toEqual([]);
    await away(home.colleague, null, "2026-11-23");
    expect((await covering(home.manager)).map((item) => item.leadId)).toEqual([leadId]);
    await away(home.manager, null, "2026-11-23");
    expect((await covering(home.admin)).map((item) => item.leadId)).toEqual([leadId]);
    const [nextDay] = [at(home.colleague, now.getTime() + dayMs)];
    expect((await today(nextDay)).covering.map((item) => item.leadId)).toEqual([leadId]);
  });

  test("is done once whoever covers has done it, and stays its owner's", async () => {
    const leadId = await promised("call", after(hourMs));
    await away(home.broker);
    const done = await doAct(then(home.manager), { leadId, kind: "called", outcome: "talked" });
    expect(done.lead.ownerId).toBe(userIdOf(home.broker));
    const day = await today(then(home.manager));
    expect([day.covering, day.finished.map((item) => item.leadId)]).toEqual([[], [leadId]]);
  });

  test("follows the list when whoever covers calls it, and is no call beside it", async () => {
    const leadId = await promised("call", after(hourMs));
    await away(home.broker);
    const { place } = await doAct(then(home.manager), { leadId, kind: "called", outcome: "no_answer" });
    expect(place).toEqual({ place: 1, size: 1, section: "promised" });
    const { members } = await teamReport(then(home.manager), { from: "2026-11-23", to: "2026-11-23" });
    const manager = members.find(({ userId }) => userId === userIdOf(home.manager));
    expect(manager?.adoption.followed).toMatchObject({ hits: 1, n: 1 });
  });

  test("is its owner's again when the leave is over or taken back", async () => {
    const leadId = await promised("call", after(hourMs));
    const { leaveId } = await away(home.broker);
    expect(await covering(home.manager)).toHaveLength(1);
    const back = at(home.manager, now.getTime() + 5 * dayMs);
    expect((await today(back)).covering).toEqual([]);
    const days = await removeLeave(home.manager, { leaveId });
    expect(days.coverId).toBeNull();
    expect(await covering(home.manager)).toEqual([]);
    expect((await today(then(home.broker))).promised.map((item) => item.leadId)).toEqual([leadId]);
  });
});

describe("word of it", () => {
  test("goes to whoever covers, with for whom, and not to who is away", async () => {
    const leadId = await promised("call", after(5 * 60_000));
    await away(home.broker, userIdOf(home.colleague));
    expect(await notifyDue(then(home.system))).toBe(1);
    const { items } = await listNotifications(home.colleague);
    expect(items).toMatchObject([{ kind: "due", ownerName: "Bina Shah", lead: { id: leadId } }]);
    expect((await listNotifications(home.broker)).items).toEqual([]);
  });

  test("that a lead became hot does as well", async () => {
    const leadId = await ownLead(platform, home, home.broker);
    const today = new Date();
    const day = (by: number) => new Date(today.getTime() + by * dayMs).toISOString().slice(0, 10);
    await addLeave(home.broker, { userId: userIdOf(home.broker), firstDay: day(-1), lastDay: day(1) });
    await platform.db.withOrg(home.org.id, (tx) =>
      tx.scorecard.create({ data: { orgId: home.org.id, version: 1, rules: {} } }),
    );
    await platform.db.withOrgSql(home.org.id, async (sql) => {
      await sql.query(
        `insert into score (org_id, id, lead_id, scorecard_version, state, score, grade, cause, scored_at)
         values ($1, $2, $3, 1, 'scored', 88, 'A', 'lead', now())`,
        [home.org.id, newId(), leadId],
      );
      await notifyHot(sql, home.system, leadId);
    });
    expect((await listNotifications(home.manager)).items).toMatchObject([
      { kind: "hot", lead: { id: leadId } },
    ]);
    expect((await listNotifications(home.broker)).items).toEqual([]);
  });
});

describe("whoever covers", () => {
  test("is another member who is here, and is said with the leave", async () => {
    const other = await createTenant(platform);
    const days = { userId: userIdOf(home.broker), firstDay: "2026-11-23", lastDay: "2026-11-24" };
    const leave = (coverId: string) => addLeave(then(home.broker), { ...days, coverId });
    await expect(leave(userIdOf(home.broker))).rejects.toMatchObject({ code: "BAD_INPUT" });
    await expect(leave(userIdOf(other.manager))).rejects.toMatchObject({ code: "NOT_FOUND" });
    await leave(userIdOf(home.colleague));
    expect(await listLeave(then(home.broker))).toMatchObject([
      { away: true, cover: { id: userIdOf(home.colleague), name: "Chetan Rao" } },
    ]);
    const members = await listMembers(then(home.manager));
    expect(members.map(({ name, awayUntil }) => [name, awayUntil])).toContainEqual([
      "Bina Shah",
      "2026-11-24",
    ]);
    expect(members.filter(({ awayUntil }) => awayUntil !== null)).toHaveLength(1);
  });
});
