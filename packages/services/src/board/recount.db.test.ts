import { newId } from "@leadlift/db/id";
import { createLead, createOutcome } from "@leadlift/db/test/factories";
import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import { bulkReassign } from "../assignment/bulk-reassign.ts";
import { undoBulk } from "../assignment/undo-bulk.ts";
import type { Context } from "../context.ts";
import { recordEvents } from "../event/record.ts";
import { mergeLeads } from "../lead/merge.ts";
import { createTenant, type Tenant, type TestPlatform, testPlatform, userIdOf } from "../lead/test/tenant.ts";
import { board } from "./board.ts";

const start = Date.UTC(2026, 8, 1);
const hour = 3_600_000;
const day = 24 * hour;
const horizonDays = 30;

let platform: TestPlatform;
beforeAll(async () => {
  platform = await testPlatform();
});
afterAll(() => platform.db.close());

const later = (ctx: Context, at: number): Context => ({ ...ctx, now: () => new Date(at) });

const happening = fc.record({
  lead: fc.integer({ min: 0, max: 5 }),
  kind: fc.constantFrom("talk", "reach", "reach and undo", "move", "move and take back", "merge"),
  to: fc.boolean(),
});

test("lines are what the records come to, counted the plain way, whatever was moved, merged and taken back", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(happening, { maxLength: 14 }), async (all) => {
      const home = await createTenant(platform, { targetStep: "visit_done", horizonDays });
      const leads: string[] = [];
      for (let place = 0; place < 6; place++) {
        const at = new Date(start + 2 * day + place * hour);
        const scored = { scoreState: "scored", score: 40, grade: "B", probability: 0.1 * (place + 1) };
        const ownerId = userIdOf(place % 2 === 0 ? home.broker : home.colleague);
        leads.push(
          (await createLead(platform.db, home.org, { ownerId, enquiredAt: at, createdAt: at, ...scored })).id,
        );
      }
      for (const [place, what] of all.entries())
        await happen(home, leads, what, start + (4 + 3 * place) * day);
      const { lines } = await board(later(home.manager, start + 90 * day), { month: "2026-09" });
      for (const owner of [home.broker, home.colleague]) {
        const line = lines?.find(({ userId }) => userId === userIdOf(owner));
        const plain = await countPlainly(home, userIdOf(owner));
        expect({
          leads: line?.leads ?? 0,
          result: line?.result ?? 0,
          takenOver: line?.takenOver ?? { leads: 0, reached: 0 },
          expectation: Math.round((line?.expectation ?? 0) * 1e9),
        }).toEqual(plain);
      }
    }),
    { numRuns: 15 },
  );
});

async function happen(
  home: Tenant,
  leads: readonly string[],
  { lead, kind, to }: { lead: number; kind: string; to: boolean },
  at: number,
): Promise<void> {
  const leadId = await standing(home, leads[lead] ?? "");
  const manager = later(home.manager, at);
  switch (kind) {
    case "talk": {
      const event = { eventId: newId(), type: "call_out", occurredAt: new Date(at), subject: { leadId } };
      await recordEvents(home.system, { events: [event], source: "test", backfill: true });
      return;
    }
    case "reach":
    case "reach and undo":
      await createOutcome(platform.db, home.org, {
        leadId,
        step: "visit_done",
        occurredAt: new Date(at),
        recordedAt: new Date(at),
        ...(kind === "reach" ? {} : { undoneAt: new Date(at + hour) }),
      });
      return;
    case "merge": {
      const other = await standing(home, leads[(lead + 1) % leads.length] ?? "");
      if (other !== leadId) await mergeLeads(manager, { keptId: leadId, mergedId: other });
      return;
    }
    default: {
      const toUserIds = [userIdOf(to ? home.broker : home.colleague)];
      const { bulkId } = await bulkReassign(manager, { leadIds: [leadId], toUserIds });
      if (kind === "move and take back") await undoBulk(later(home.manager, at + 2 * hour), { bulkId });
    }
  }
}

async function standing(home: Tenant, leadId: string): Promise<string> {
  const lead = await platform.db.withOrg(home.org.id, (tx) =>
    tx.lead.findFirstOrThrow({ where: { id: leadId } }),
  );
  return lead.mergedInto === null ? leadId : standing(home, lead.mergedInto);
}

/** Lead by lead, from the rows themselves: who had it first, who took over what nobody had talked to, what came of it. */
async function countPlainly(home: Tenant, userId: string) {
  const { leads, assignments, outcomes, works } = await platform.db.withOrg(home.org.id, async (tx) => ({
    leads: await tx.lead.findMany(),
    assignments: await tx.assignment.findMany({ orderBy: { at: "asc" } }),
    outcomes: await tx.leadOutcome.findMany({ where: { undoneAt: null, step: "visit_done" } }),
    works: new Map((await tx.leadWork.findMany()).map((work) => [work.leadId, work.firstReplyAt])),
  }));
  const into = new Map(leads.map(({ id, mergedInto }) => [id, mergedInto]));
  const rootOf = (id: string): string => {
    const next = into.get(id);
    return next ? rootOf(next) : id;
  };
  const count = { leads: 0, result: 0, takenOver: { leads: 0, reached: 0 }, expectation: 0 };
  for (const { id, mergedInto, enquiredAt } of leads) {
    if (mergedInto !== null || !enquiredAt) continue;
    const end = enquiredAt.getTime() + horizonDays * day;
    const reached = Math.min(
      ...outcomes
        .filter((each) => rootOf(each.leadId) === id)
        .map(({ occurredAt }) => occurredAt?.getTime() ?? 0),
    );
    const held: { ownerId: string | null; at: Date; probability: number | null }[] = [];
    for (const each of assignments.filter(({ leadId }) => leadId === id)) {
      if (each.cause === "undo") held.pop();
      else held.push(each);
    }
    const repliedAt = works.get(id)?.getTime() ?? Number.POSITIVE_INFINITY;
    for (const [place, { ownerId, at, probability }] of held.entries()) {
      const since = at.getTime();
      const before = held.slice(0, place);
      const inMonth = at.toISOString() < "2026-09-30T18:30";
      const hadBefore = before.some((each) => each.ownerId === userId);
      if (ownerId !== userId || !inMonth || since >= end || reached < since || hadBefore) continue;
      const until = held[place + 1]?.at.getTime() ?? Number.POSITIVE_INFINITY;
      if (before.length > 0 && repliedAt < since) {
        count.takenOver.leads++;
        if (reached <= Math.min(end, until)) count.takenOver.reached++;
        continue;
      }
      count.leads++;
      if (reached <= end) count.result++;
      count.expectation += probability ?? 0;
    }
  }
  return { ...count, expectation: Math.round(count.expectation * 1e9) };
}
