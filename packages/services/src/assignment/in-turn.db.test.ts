import { randomUUID } from "node:crypto";
import { createLead } from "@leadlift/db/test/factories";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { at, doAct } from "../act/test/acting.ts";
import { type Context, systemContext } from "../context.ts";
import { recordEvents } from "../event/record.ts";
import { importFile } from "../import/test/importing.ts";
import { listLeads } from "../lead/list.ts";
import { createTenant, type Tenant, type TestPlatform, testPlatform, userIdOf } from "../lead/test/tenant.ts";
import { leadTimeline } from "../lead/timeline.ts";
import { addLeave } from "../leave/add.ts";
import { changeDesk } from "../member/change-desk.ts";
import { listNotifications } from "../notification/list.ts";
import { changeSettings } from "../organisation/change-settings.ts";
import { today } from "../today/today.ts";
import { giveWaiting } from "./give-waiting.ts";

const dayMs = 86_400_000;
/** Monday, 11:00 in India; the office is open from 9:30 to 19:30. */
const noon = Date.parse("2026-11-23T05:30:00Z");
const night = Date.parse("2026-11-23T20:00:00Z");

let platform: TestPlatform;
let home: Tenant;
let now: number;

beforeAll(async () => {
  platform = await testPlatform();
});
afterAll(() => platform.db.close());
beforeEach(async () => {
  home = await createTenant(platform, { handOut: "in_turn" });
  now = noon;
});

const phone = () => `+919${String(Math.floor(Math.random() * 1e9)).padStart(9, "0")}`;
const system = () => at(home.system, now);
const enquire = async (count = 1, ctx = system()) => {
  const { results } = await recordEvents(ctx, {
    events: Array.from({ length: count }, () => ({
      eventId: randomUUID(),
      type: "form_submit",
      occurredAt: new Date(now),
      subject: { phone: phone() },
    })),
    source: "site",
  });
  return results.map(({ leadId }) => leadId ?? "");
};
const ownersOf = async () => {
  const { rows } = await listLeads(home.manager, { sort: "newest", limit: 200 });
  const count = (ctx: Context | null) =>
    rows.filter(({ owner }) => (owner?.id ?? null) === (ctx && userIdOf(ctx))).length;
  return {
    broker: count(home.broker),
    colleague: count(home.colleague),
    nobody: count(null),
    all: rows.length,
  };
};

describe("new leads given out in turn", () => {
  test("go to one broker after the other, each told of theirs, in the transaction that makes them", async () => {
    const [leadId = ""] = await enquire();
    await enquire(3);
    expect(await ownersOf()).toEqual({ broker: 2, colleague: 2, nobody: 0, all: 4 });
    const [entry] = (await leadTimeline(home.manager, { leadId })).filter(({ kind }) => kind === "audit");
    expect(entry).toMatchObject({ action: "lead.give-in-turn", about: expect.stringMatching(/Bina|Chetan/) });
    const { items } = await listNotifications(home.broker);
    expect(items.map(({ kind, byName }) => [kind, byName])).toEqual([
      ["assigned", null],
      ["assigned", null],
    ]);
    expect((await today(at(home.broker, now))).new).toHaveLength(2);
    expect((await today(at(home.broker, now))).unclaimedCount).toBe(0);
  });

  test("are as fair where they come at the same moment from many sides", async () => {
    await Promise.all(Array.from({ length: 10 }, () => enquire()));
    expect(await ownersOf()).toEqual({ broker: 5, colleague: 5, nobody: 0, all: 10 });
  });

  test("go to nobody beyond what they can work in a day, and what is left is offered to everybody", async () => {
    await changeDesk(home.manager, { userId: userIdOf(home.broker), dailyLeads: 1 });
    await changeDesk(home.manager, { userId: userIdOf(home.colleague), dailyLeads: 3 });
    await enquire(6);
    expect(await ownersOf()).toEqual({ broker: 1, colleague: 3, nobody: 2, all: 6 });
    expect((await today(at(home.broker, now))).unclaimedCount).toBe(2);
    now += dayMs;
    expect(await giveWaiting(system())).toBe(2);
    expect(await ownersOf()).toEqual({ broker: 2, colleague: 4, nobody: 0, all: 6 });
  });

  test("count what somebody took by themselves", async () => {
    await changeDesk(home.manager, { userId: userIdOf(home.broker), dailyLeads: 1 });
    const free = await createLead(platform.db, home.org, { enquiredAt: new Date(now) });
    await doAct(at(home.broker, now), { leadId: free.id, kind: "claimed" });
    await enquire(2);
    expect(await ownersOf()).toEqual({ broker: 1, colleague: 2, nobody: 0, all: 3 });
  });

  test("go to nobody who is on leave, has left or is no broker", async () => {
    const userId = userIdOf(home.broker);
    await addLeave(at(home.manager, now), { userId, firstDay: "2026-11-23", lastDay: "2026-11-23" });
    await enquire(3);
    expect(await ownersOf()).toEqual({ broker: 0, colleague: 3, nobody: 0, all: 3 });
    const left = userIdOf(home.colleague);
    await platform.db.withOrg(home.org.id, (tx) =>
      tx.memberSettings.update({
        where: { orgId_userId: { orgId: home.org.id, userId: left } },
        data: { deactivatedAt: new Date(now) },
      }),
    );
    await enquire();
    expect(await ownersOf()).toEqual({ broker: 0, colleague: 3, nobody: 1, all: 4 });
    now += dayMs;
    await enquire(2);
    expect(await ownersOf()).toMatchObject({ broker: 2 });
  });

  test("wait for the morning at night, and go out then in the order in which they came", async () => {
    now = night;
    const [first = ""] = await enquire();
    now += 60_000;
    await enquire();
    expect(await giveWaiting(system())).toBe(0);
    expect(await ownersOf()).toMatchObject({ nobody: 2 });
    now = Date.parse("2026-11-24T04:01:00Z");
    expect(await giveWaiting(system())).toBe(2);
    expect(await giveWaiting(system())).toBe(0);
    const next = [userIdOf(home.broker), userIdOf(home.colleague)].sort()[0];
    const lead = await platform.db.withOrg(home.org.id, (tx) => tx.lead.findFirst({ where: { id: first } }));
    expect(lead?.ownerId).toBe(next);
  });

  test("are only those that are nobody's and new: an import's own owners stay, and so does the past", async () => {
    const file = [
      "Name,Phone,Lead Owner,Created Date",
      `Asha Patil,${phone()},Bina Shah,`,
      `Ravi Kumar,${phone()},,`,
      `Nila Rao,${phone()},,`,
      `Old Enquiry,${phone()},,2025-01-05`,
    ].join("\n");
    const open = await createTenant(platform, { handOut: "in_turn", businessHours: {} });
    home = open;
    await importFile(open, file);
    expect(await ownersOf()).toEqual({ broker: 2, colleague: 1, nobody: 1, all: 4 });
  });

  test("are given when somebody asks for it, and are everybody's again when not", async () => {
    await changeSettings(home.admin, { handOut: "first_reply" });
    home = { ...home, system: await systemContext(platform, home.org.id) };
    await enquire(2);
    expect(await giveWaiting(system())).toBe(0);
    expect(await ownersOf()).toMatchObject({ nobody: 2 });
    const { before } = await changeSettings(home.admin, { handOut: "in_turn" });
    expect(before).toEqual({ handOut: "first_reply" });
    home = { ...home, system: await systemContext(platform, home.org.id) };
    expect(await giveWaiting(system())).toBe(2);
    await expect(changeSettings(home.manager, { handOut: "in_turn" })).rejects.toMatchObject({
      code: "FORBIDDEN",
    });
  });
});
