import { newId } from "@leadlift/db/id";
import { createEvent, createLead, createOutcome } from "@leadlift/db/test/factories";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { bulkReassign } from "../assignment/bulk-reassign.ts";
import { undoBulk } from "../assignment/undo-bulk.ts";
import type { Context } from "../context.ts";
import { mergeLeads } from "../lead/merge.ts";
import { createTenant, type Tenant, type TestPlatform, testPlatform, userIdOf } from "../lead/test/tenant.ts";
import { undoOutcome } from "../outcome/undo.ts";
import { boardArithmetic } from "./arithmetic.ts";
import { board } from "./board.ts";

const month = "2026-09";
const start = Date.UTC(2026, 8, 1);
const hour = 3_600_000;
const day = 24 * hour;

let platform: TestPlatform;
beforeAll(async () => {
  platform = await testPlatform();
});
afterAll(() => platform.db.close());

const later = (ctx: Context, now = new Date(start + 80 * day)): Context => ({ ...ctx, now: () => now });

function newTenant(overrides: Parameters<typeof createTenant>[1] = {}): Promise<Tenant> {
  return createTenant(platform, { targetStep: "visit_done", horizonDays: 30, ...overrides });
}

async function addLead(
  home: Tenant,
  owner: Context,
  {
    at = start + 2 * day,
    probability = 0.3,
    ...given
  }: { at?: number; probability?: number; personId?: string } = {},
) {
  const enquiredAt = new Date(at);
  const score = Math.max(1, Math.min(99, Math.round(100 * probability)));
  const scored = { scoreState: "scored", score, grade: "B", probability };
  return createLead(platform.db, home.org, {
    ownerId: userIdOf(owner),
    enquiredAt,
    createdAt: enquiredAt,
    ...scored,
    ...given,
  });
}

/** Enough of a past for somebody to be no newcomer. */
const addPast = (home: Tenant, owner: Context) => addLead(home, owner, { at: start - 90 * day });

function reach(home: Tenant, owner: Context, leadId: string, at: number, recordedAt = at) {
  return createOutcome(platform.db, home.org, {
    leadId,
    step: "visit_done",
    source: "user",
    actorId: userIdOf(owner),
    occurredAt: new Date(at),
    recordedAt: new Date(recordedAt),
  });
}

const lineOf = async (home: Tenant, owner: Context, at?: Date) => {
  const shown = await board(later(home.manager, at), { month });
  const line = shown.lines?.find(({ userId }) => userId === userIdOf(owner));
  if (!line) throw new Error("No line.");
  return line;
};

describe("what is shown", () => {
  test("is what anybody counts from the records, before and after one is taken back", async () => {
    const home = await newTenant();
    const draw = lehmer(7);
    for (const owner of [home.broker, home.colleague]) {
      await addPast(home, owner);
      for (let i = 0; i < 30; i++) {
        const at = start + draw() * 29 * day;
        const lead = await addLead(home, owner, { at, probability: 0.05 + 0.6 * draw() });
        if (draw() < 0.4) await reach(home, owner, lead.id, at + draw() * 45 * day);
      }
    }
    await expectCounted(home);
    const success = await platform.db.withOrg(home.org.id, (tx) =>
      tx.leadOutcome.findFirstOrThrow({ where: { step: "visit_done", actorId: userIdOf(home.broker) } }),
    );
    const before = await lineOf(home, home.broker);
    await undoOutcome(home.manager, { outcomeId: success.id });
    const after = await lineOf(home, home.broker);
    expect(before.result - after.result).toBeGreaterThanOrEqual(0);
    await expectCounted(home);
  });

  test("is as before once a move of many leads is taken back", async () => {
    const home = await newTenant();
    await addPast(home, home.broker);
    for (let i = 0; i < 25; i++) await addLead(home, home.broker, { at: start + i * 6 * hour });
    const before = await lineOf(home, home.broker);
    const [from, to] = [userIdOf(home.broker), userIdOf(home.colleague)];
    const moving = later(home.manager, new Date(start + 10 * day));
    const { bulkId } = await bulkReassign(moving, { fromUserId: from, toUserIds: [to] });
    expect((await lineOf(home, home.colleague)).leads).toBeGreaterThan(20);
    await undoBulk(later(home.manager, new Date(start + 10 * day + hour)), { bulkId });
    expect(await lineOf(home, home.broker)).toEqual(before);
  });

  /** The plain way: every lead assigned in the month, its probability, whether the visit came within 30 days. */
  async function expectCounted(home: Tenant) {
    const { assignments, leads, outcomes } = await platform.db.withOrg(home.org.id, async (tx) => ({
      assignments: await tx.assignment.findMany(),
      leads: new Map((await tx.lead.findMany()).map((lead) => [lead.id, lead])),
      outcomes: await tx.leadOutcome.findMany({ where: { undoneAt: null, step: "visit_done" } }),
    }));
    for (const owner of [home.broker, home.colleague]) {
      const own = assignments.filter(
        ({ ownerId, at }) =>
          ownerId === userIdOf(owner) &&
          at.toISOString() >= "2026-08-31T18:30" &&
          at.toISOString() < "2026-09-30T18:30",
      );
      const came = own.filter(({ leadId }) => {
        const enquired = leads.get(leadId)?.enquiredAt?.getTime() ?? 0;
        return outcomes.some(
          (each) => each.leadId === leadId && (each.occurredAt?.getTime() ?? 0) <= enquired + 30 * day,
        );
      });
      const line = await lineOf(home, owner);
      expect(line).toMatchObject({ leads: own.length, result: came.length, state: "ranked", excluded: [] });
      expect(line.expectation).toBeCloseTo(
        own.reduce((sum, { probability }) => sum + (probability ?? 0), 0),
        9,
      );
      const arithmetic = await boardArithmetic(later(owner), { month });
      expect(arithmetic.leads.map(({ leadId }) => leadId).sort()).toEqual(
        own.map(({ leadId }) => leadId).sort(),
      );
      expect(arithmetic.sums.result).toBe(line.result);
    }
  }

  test("compares nobody under twenty leads, nor in their first thirty days", async () => {
    const home = await newTenant();
    await addPast(home, home.broker);
    for (let i = 0; i < 19; i++) await addLead(home, home.broker);
    for (let i = 0; i < 25; i++) await addLead(home, home.colleague, { at: start + 5 * day });
    expect(await lineOf(home, home.broker)).toMatchObject({
      state: "few_leads",
      missing: { leads: 1 },
      standing: null,
    });
    expect(await lineOf(home, home.colleague)).toMatchObject({
      state: "new",
      missing: { days: 6 },
      standing: null,
    });
    await addLead(home, home.broker);
    expect(await lineOf(home, home.broker)).toMatchObject({ state: "ranked", standing: { band: "level" } });
  });

  test("is one's own; the whole table is the manager's, or everybody's where it was opened", async () => {
    const home = await newTenant();
    await addLead(home, home.broker);
    await addLead(home, home.colleague);
    const own = await board(later(home.broker), { month });
    expect(own.lines).toBeNull();
    expect(own.mine?.userId).toBe(userIdOf(home.broker));
    expect(own.trend.at(-1)).toMatchObject({ month, leads: 1 });
    expect((await board(later(home.manager), { month })).lines).toHaveLength(2);
    const other = { month, userId: userIdOf(home.colleague) };
    await expect(boardArithmetic(later(home.broker), other)).rejects.toMatchObject({ code: "FORBIDDEN" });
    expect((await boardArithmetic(later(home.manager), other)).leads).toHaveLength(1);
    await platform.db.withOrg(home.org.id, (tx) =>
      tx.organisation.update({ where: { id: home.org.id }, data: { boardOpen: true } }),
    );
    expect((await board(later(home.broker), { month })).lines).toHaveLength(2);
  });

  test("goes by the rules of its first reading, whatever is chosen later; a month to come has none", async () => {
    const home = await newTenant();
    await addLead(home, home.broker);
    const first = await board(later(home.manager), { month });
    const organisation = { ...home.manager.organisation, targetStep: "won", horizonDays: 90 };
    const again = await board(later({ ...home.manager, organisation }), { month });
    expect(again.target).toEqual(first.target);
    expect(again.rules).toEqual(first.rules);
    await expect(board(later(home.manager), { month: "2026-12" })).rejects.toMatchObject({
      code: "BAD_INPUT",
    });
    const nothing = { ...home.manager.organisation, targetStep: null };
    expect(
      (await board(later({ ...home.manager, organisation: nothing }), { month: "2026-08" })).target,
    ).toBeNull();
    expect((await board(later(home.manager), { month: "2026-08" })).target?.step).toBe("visit_done");
  });
});

describe("who plays", () => {
  test("writing successes in a burst gains nothing; writing up a day's real visits at once loses nothing", async () => {
    const home = await newTenant();
    const evening = start + 20 * day;
    for (const [owner, met] of [
      [home.broker, false],
      [home.colleague, true],
    ] as const) {
      for (let i = 0; i < 12; i++) {
        const lead = await addLead(home, owner);
        if (met)
          await createEvent(platform.db, home.org, {
            leadId: lead.id,
            type: "call_in",
            occurredAt: new Date(evening - day),
          });
        else {
          const properties = { answered: true, seconds: 4 };
          await createEvent(platform.db, home.org, {
            leadId: lead.id,
            type: "call_out",
            properties,
            occurredAt: new Date(evening - day),
          });
        }
        await reach(home, owner, lead.id, evening, evening + i * 20_000);
      }
    }
    const gamer = await lineOf(home, home.broker);
    expect(gamer).toMatchObject({ result: 0, excluded: [{ code: "bulk_closing", leads: 12 }] });
    expect(await lineOf(home, home.colleague)).toMatchObject({ result: 12, excluded: [] });
  });

  test("a duplicate counts once after it was merged, with the success of either", async () => {
    const home = await newTenant();
    const [kept, merged] = [await addLead(home, home.broker), await addLead(home, home.broker)];
    await reach(home, home.broker, merged.id, start + 6 * day);
    await reach(home, home.broker, kept.id, start + 7 * day);
    expect(await lineOf(home, home.broker)).toMatchObject({ result: 2, leads: 2 });
    await mergeLeads(home.manager, { keptId: kept.id, mergedId: merged.id });
    const line = await lineOf(home, home.broker);
    expect(line).toMatchObject({ result: 1, leads: 1, excluded: [{ code: "duplicate", leads: 1 }] });
  });

  test("short calls are no first reply, nor are rings that nothing follows; an honest try is", async () => {
    const home = await newTenant();
    const open = start + 2 * day + 6 * hour;
    const call = (leadId: string, at: number, properties: Record<string, boolean | number>) =>
      createEvent(platform.db, home.org, {
        leadId,
        type: "call_out",
        properties,
        occurredAt: new Date(at),
      });
    const touched = async (firstReplyAt: number) => {
      const lead = await addLead(home, home.broker, { at: open });
      await platform.db.withOrg(home.org.id, (tx) =>
        tx.leadWork.upsert({
          where: { orgId_leadId: { orgId: home.org.id, leadId: lead.id } },
          create: { orgId: home.org.id, leadId: lead.id, firstReplyAt: new Date(firstReplyAt) },
          update: { firstReplyAt: new Date(firstReplyAt) },
        }),
      );
      return lead.id;
    };
    const soon = open + 2 * 60_000;
    await call(await touched(soon), soon, { answered: true, seconds: 3 });
    await call(await touched(soon), soon, { answered: false });
    const tried = await touched(soon);
    await call(tried, soon, { answered: false });
    await call(tried, soon + 3 * hour, { answered: true, seconds: 90 });
    await call(await touched(soon), soon, { answered: true, seconds: 45 });
    expect((await lineOf(home, home.broker)).firstReply).toMatchObject({
      leads: 4,
      within: { hits: 2 },
      shortCalls: 2,
    });
  });

  test("a judgement counts against what the score expected, so that calling everything cold shows nothing", async () => {
    const home = await newTenant();
    for (let i = 0; i < 10; i++) {
      const lead = await addLead(home, home.broker, { probability: 0.2 });
      await platform.db.withOrg(home.org.id, (tx) =>
        tx.judgement.create({
          data: {
            orgId: home.org.id,
            id: newId(),
            leadId: lead.id,
            userId: userIdOf(home.broker),
            kind: "cold",
            probability: 0.2,
            at: new Date(start + 3 * day),
          },
        }),
      );
      if (i < 2) await reach(home, home.broker, lead.id, start + 9 * day);
    }
    const { judgements } = await lineOf(home, home.broker);
    expect(judgements.cold).toMatchObject({ n: 10, hits: 2 });
    expect(judgements.coldExpected).toBeCloseTo(2, 9);
    expect(judgements.hot.n).toBe(0);
  });
});

function lehmer(seed: number): () => number {
  let state = seed * 7_919;
  return () => {
    state = (state * 48_271) % 2_147_483_647;
    return state / 2_147_483_647;
  };
}
