import { newId } from "@leadlift/db/id";
import { createLead } from "@leadlift/db/test/factories";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { createTenant, type Tenant, type TestPlatform, testPlatform, userIdOf } from "../lead/test/tenant.ts";
import { teamReport } from "./team-report.ts";

/** A Monday at 10 o'clock in India; the organisation opens from 9:30 to 19:30. */
const monday = Date.UTC(2026, 10, 16, 4, 30);
const minute = 60_000;
const day = 24 * 60 * minute;
const week = { from: "2026-11-16", to: "2026-11-22" };

let platform: TestPlatform;
let home: Tenant;
let asha: string;
beforeAll(async () => {
  platform = await testPlatform();
});
afterAll(() => platform.db.close());
beforeEach(async () => {
  home = await createTenant(platform);
  asha = userIdOf(home.broker);
});

const report = (input: Partial<Parameters<typeof teamReport>[1]> = {}, now = monday + 6 * day) =>
  teamReport({ ...home.manager, now: () => new Date(now) }, { ...week, ...input });
const lineOf = async (...args: Parameters<typeof report>) => {
  const found = (await report(...args)).members.find(({ userId }) => userId === asha);
  if (!found) throw new Error("No line.");
  return found;
};

async function addLead(
  enquired: number,
  repliedAfter: number | null,
  given: { status?: string; score?: number } = {},
) {
  const at = new Date(enquired);
  const { score, ...rest } = given;
  const scored = score === undefined ? {} : { scoreState: "scored", score, grade: "A", probability: 0.4 };
  const lead = await createLead(platform.db, home.org, {
    ownerId: asha,
    enquiredAt: at,
    createdAt: at,
    ...rest,
    ...scored,
  });
  const repliedAt = repliedAfter === null ? null : new Date(enquired + repliedAfter);
  await platform.db.withOrg(home.org.id, (tx) =>
    tx.leadWork.upsert({
      where: { orgId_leadId: { orgId: home.org.id, leadId: lead.id } },
      create: {
        orgId: home.org.id,
        leadId: lead.id,
        firstReplyAt: repliedAt,
        lastOutAt: repliedAt,
        lastInAt: at,
      },
      update: { firstReplyAt: repliedAt, lastOutAt: repliedAt, lastInAt: at },
    }),
  );
  return lead.id;
}

const addAct = (leadId: string, at: number, detail: object, place: number | null = null) =>
  platform.db.withOrg(home.org.id, (tx) =>
    tx.act.create({
      data: {
        orgId: home.org.id,
        id: newId(),
        userId: asha,
        leadId,
        kind: "called",
        detail,
        bodyHash: Buffer.alloc(32),
        listPlace: place,
        occurredAt: new Date(at),
        recordedAt: new Date(at),
      },
    }),
  );

const addStep = (
  leadId: string,
  dueAt: number,
  given: { status: string; closedAt?: number; kind?: string },
) =>
  platform.db.withOrg(home.org.id, (tx) =>
    tx.nextStep.create({
      data: {
        orgId: home.org.id,
        id: newId(),
        leadId,
        ownerId: asha,
        kind: given.kind ?? "call",
        status: given.status,
        dueAt: new Date(dueAt),
        createdAt: new Date(dueAt - day),
        closedAt: given.closedAt === undefined ? null : new Date(given.closedAt),
      },
    }),
  );

const addLeave = (firstDay: string, lastDay: string) =>
  platform.db.withOrg(home.org.id, (tx) =>
    tx.leave.create({
      data: {
        orgId: home.org.id,
        id: newId(),
        userId: asha,
        firstDay: new Date(firstDay),
        lastDay: new Date(lastDay),
      },
    }),
  );

describe("first replies", () => {
  test("are counted in minutes of business; who waits past the promise counts, who was closed or may still be answered not", async () => {
    await addLead(monday, 4 * minute);
    await addLead(monday, 30 * minute);
    // 22:00, answered at 9:33 the next morning: three minutes.
    await addLead(monday + 12 * 60 * minute, 11 * 60 * minute + 33 * minute);
    await addLead(monday, null);
    await addLead(monday, null, { status: "lost" });
    await addLead(monday + 6 * day - 2 * minute, null);
    const { firstReply, received } = await lineOf();
    expect(firstReply).toMatchObject({
      leads: 4,
      medianMinutes: 4,
      within: { hits: 2, n: 4 },
      unanswered: 1,
    });
    expect(received).toBe(6);
  });

  test("do not count days of leave", async () => {
    await addLead(monday, day + 2 * minute);
    expect((await lineOf()).firstReply.within.hits).toBe(0);
    await addLeave("2026-11-16", "2026-11-16");
    const waited = (await lineOf()).firstReply;
    // Away on Monday: Tuesday 9:30 to 10:02.
    expect(waited.medianMinutes).toBe(32);
  });
});

describe("follow-ups", () => {
  test("are kept with a word to the person on the day, not by ticking them off, and not before they are due", async () => {
    const due = monday + day;
    const kept = await addLead(monday, minute);
    await addStep(kept, due, { status: "done", closedAt: due });
    await addAct(kept, due, { outcome: "talked", seconds: 60 });
    const ticked = await addLead(monday, minute);
    await addStep(ticked, due, { status: "done", closedAt: due });
    const short = await addLead(monday, minute);
    await addStep(short, due, { status: "done", closedAt: due });
    await addAct(short, due, { outcome: "talked", seconds: 5 });
    const tried = await addLead(monday, minute);
    await addStep(tried, due, { status: "done", closedAt: due });
    await addAct(tried, due, { outcome: "no_answer" });
    const early = await addLead(monday, minute);
    await addStep(early, due, { status: "dropped", closedAt: due - 60 * minute });
    await addAct(early, due - 60 * minute, { outcome: "talked" });
    await addStep(await addLead(monday, minute), due, { status: "open" });
    await addStep(await addLead(monday, minute, { status: "lost" }), due, {
      status: "dropped",
      closedAt: due,
    });
    await addStep(await addLead(monday, minute), monday + 10 * day, { status: "open" });
    expect((await lineOf()).followUps).toMatchObject({ kept: { hits: 3, n: 6 }, overdue: 1 });
  });

  test("ten of one lead on a day are one, and those of a day of leave none", async () => {
    const due = monday + day;
    const lead = await addLead(monday, minute);
    await addAct(lead, due, { outcome: "talked" });
    for (let i = 0; i < 10; i++)
      await addStep(lead, due + i * minute, { status: "done", closedAt: due + i * minute });
    expect((await lineOf()).followUps.kept).toMatchObject({ hits: 1, n: 1 });
    await addLeave("2026-11-17", "2026-11-17");
    expect((await lineOf()).followUps.kept.n).toBe(0);
  });
});

test("a call followed the list from its first five places, or when it was new or promised; once a lead and day", async () => {
  const lead = () => addLead(monday, minute);
  await addAct(await lead(), monday, { outcome: "talked", section: "next" }, 3);
  await addAct(await lead(), monday, { outcome: "talked", section: "next" }, 9);
  await addAct(await lead(), monday, { outcome: "talked", section: "promised" }, 30);
  const again = await lead();
  await addAct(again, monday, { outcome: "no_answer", section: null });
  await addAct(again, monday + minute, { outcome: "talked", section: "next" }, 1);
  const { adoption } = await lineOf();
  expect(adoption.weeks).toMatchObject([{ week: "2026-W47", followed: { hits: 2, n: 4 } }]);
  expect((await report()).whole.adoption.followed).toMatchObject({ hits: 2, n: 4 });
});

test("the best twenty are worked with a word within three days, a promise or a reason to wait", async () => {
  const old = monday - 20 * day;
  const now = monday + 6 * day;
  const neglected = await addLead(old, minute, { score: 90 });
  await addStep(await addLead(old, minute, { score: 89 }), now + day, { status: "open" });
  await addLead(now - day, minute, { score: 88 });
  for (let i = 0; i < 20; i++) await addLead(old, minute, { score: 20 });
  const { load } = await lineOf();
  expect(load).toMatchObject({ open: 23, top20: { n: 20, hits: 2 } });
  expect(load.neglected[0]).toBe(neglected);
});

test("who is away is named, a team is its members, and only those who manage see it", async () => {
  await addLeave("2026-11-20", "2026-11-25");
  const teamId = newId();
  await platform.db.withOrg(home.org.id, async (tx) => {
    await tx.team.create({ data: { orgId: home.org.id, id: teamId, name: "West" } });
    await tx.memberSettings.create({ data: { orgId: home.org.id, userId: asha, teamId, dailyLeads: 25 } });
  });
  const { members, teams } = await report({ teamId });
  expect(teams).toEqual([{ id: teamId, name: "West" }]);
  expect(members).toMatchObject([
    { userId: asha, awayUntil: "2026-11-25", dailyLeads: 25, team: { name: "West" } },
  ]);
  await expect(teamReport(home.broker, week)).rejects.toMatchObject({ code: "FORBIDDEN" });
});
