import { newId } from "@leadlift/db/id";
import { createLead, createOutcome } from "@leadlift/db/test/factories";
import fc from "fast-check";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { createTenant, type Tenant, type TestPlatform, testPlatform, userIdOf } from "../lead/test/tenant.ts";
import type { OutcomeChange } from "./change.ts";
import { countSteps } from "./count-steps.ts";
import { foldOutcomes } from "./fold.ts";
import { labelledLeads } from "./labelled-leads.ts";
import { labelOf } from "./labels.ts";
import { loseLead } from "./lose.ts";
import { moveLead } from "./move.ts";
import { reopenLead } from "./reopen.ts";
import { undoOutcome } from "./undo.ts";

let platform: TestPlatform;
let home: Tenant;
let leadId: string;

beforeAll(async () => {
  platform = await testPlatform();
  home = await createTenant(platform);
});
afterAll(() => platform.db.close());
beforeEach(async () => {
  leadId = (await createLead(platform.db, home.org)).id;
});

const readLead = (id = leadId) =>
  platform.db.withOrg(home.org.id, (tx) =>
    tx.lead.findUniqueOrThrow({
      where: { orgId_id: { orgId: home.org.id, id } },
      select: { status: true, step: true, lostReason: true, version: true },
    }),
  );
const auditOf = (id = leadId) =>
  platform.db.withOrg(home.org.id, (tx) =>
    tx.auditEntry.findMany({ where: { orgId: home.org.id, subjectId: id }, orderBy: { id: "asc" } }),
  );
const promisesOf = async (id = leadId) => {
  const jobs = await platform.db.withOrg(home.org.id, (tx) =>
    tx.outbox.findMany({ where: { orgId: home.org.id, job: "lead.score" } }),
  );
  return jobs.filter(({ payload }) => JSON.stringify(payload).includes(id)).length;
};

describe("moving a lead", () => {
  test("records the step, raises the version, is audited and promises a new score", async () => {
    const change = await moveLead(home.broker, { leadId, step: "visit_booked" });
    expect(change).toMatchObject({ leadId, status: "open", step: "visit_booked", version: 2 });
    expect(await readLead()).toMatchObject({ status: "open", step: "visit_booked", version: 2 });
    expect(await auditOf()).toMatchObject([
      {
        action: "lead.move",
        actorId: userIdOf(home.broker),
        detail: { step: "visit_booked", outcomeId: change.outcomeId },
      },
    ]);
    expect(await promisesOf()).toBe(1);
  });

  test("to the last step wins it", async () => {
    expect(await moveLead(home.broker, { leadId, step: "won" })).toMatchObject({ status: "won" });
  });

  test("to a step it has passed, or that there is not, is refused and changes nothing", async () => {
    await moveLead(home.broker, { leadId, step: "visit_done" });
    await expect(moveLead(home.broker, { leadId, step: "contacted" })).rejects.toMatchObject({
      code: "CONFLICT",
    });
    await expect(moveLead(home.broker, { leadId, step: "moon" })).rejects.toMatchObject({
      code: "BAD_INPUT",
    });
    const occurredAt = new Date(Date.now() + 86_400_000);
    await expect(moveLead(home.broker, { leadId, step: "won", occurredAt })).rejects.toMatchObject({
      code: "BAD_INPUT",
    });
    expect(await readLead()).toMatchObject({ step: "visit_done", version: 2 });
    expect(await promisesOf()).toBe(1);
  });

  test("that somebody else has changed since is a conflict", async () => {
    await moveLead(home.colleague, { leadId, step: "contacted", version: 1 });
    await expect(moveLead(home.broker, { leadId, step: "qualified", version: 1 })).rejects.toMatchObject({
      code: "CONFLICT",
      details: { version: 2 },
    });
  });

  test("from two sides at once lets one through", async () => {
    const both = await Promise.allSettled([
      moveLead(home.broker, { leadId, step: "contacted", version: 1 }),
      moveLead(home.colleague, { leadId, step: "contacted", version: 1 }),
    ]);
    expect(both.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
    expect(await readLead()).toMatchObject({ step: "contacted", version: 2 });
  });
});

describe("losing and reopening", () => {
  test("keeps the step and the reason, and takes the lead up where it stood", async () => {
    await moveLead(home.broker, { leadId, step: "qualified" });
    await loseLead(home.broker, { leadId, reason: " Too expensive " });
    expect(await readLead()).toMatchObject({
      status: "lost",
      step: "qualified",
      lostReason: "Too expensive",
    });
    await expect(loseLead(home.broker, { leadId, reason: "again" })).rejects.toMatchObject({
      code: "CONFLICT",
    });
    await reopenLead(home.broker, { leadId });
    expect(await readLead()).toMatchObject({ status: "open", step: "qualified", lostReason: null });
    await expect(reopenLead(home.broker, { leadId })).rejects.toMatchObject({ code: "CONFLICT" });
    expect((await auditOf()).map(({ action }) => action)).toEqual(["lead.move", "lead.lose", "lead.reopen"]);
  });
});

describe("undoing", () => {
  test("takes back the last outcome, once", async () => {
    await moveLead(home.broker, { leadId, step: "contacted" });
    const { outcomeId } = await loseLead(home.broker, { leadId, reason: "silent" });
    expect(await undoOutcome(home.broker, { outcomeId })).toMatchObject({
      status: "open",
      step: "contacted",
    });
    await expect(undoOutcome(home.broker, { outcomeId })).rejects.toMatchObject({ code: "CONFLICT" });
    expect((await auditOf()).at(-1)).toMatchObject({ action: "lead.undo" });
    expect(await promisesOf()).toBe(3);
  });

  test("of an earlier outcome is refused", async () => {
    const { outcomeId } = await moveLead(home.broker, { leadId, step: "contacted" });
    await moveLead(home.broker, { leadId, step: "qualified" });
    await expect(undoOutcome(home.broker, { outcomeId })).rejects.toMatchObject({ code: "CONFLICT" });
  });

  test("of somebody else's is for managers", async () => {
    const { outcomeId } = await moveLead(home.broker, { leadId, step: "contacted" });
    await expect(undoOutcome(home.colleague, { outcomeId })).rejects.toMatchObject({ code: "FORBIDDEN" });
    expect(await undoOutcome(home.manager, { outcomeId })).toMatchObject({ step: null });
  });
});

function act(id: string, action: string, last: string | null): Promise<OutcomeChange> {
  if (action === "lose") return loseLead(home.manager, { leadId: id, reason: "price" });
  if (action === "reopen") return reopenLead(home.manager, { leadId: id });
  if (action === "undo") return undoOutcome(home.manager, { outcomeId: last ?? newId() });
  return moveLead(home.manager, { leadId: id, step: action });
}

test("any sequence of moving, losing, reopening and undoing leaves the lead where its outcomes fold to", async () => {
  const { ladder } = home.broker.organisation;
  const action = fc.constantFrom(...ladder.map(({ key }) => key), "lose", "reopen", "undo", "undo");
  await fc.assert(
    fc.asyncProperty(fc.array(action, { minLength: 1, maxLength: 8 }), async (actions) => {
      const { id } = await createLead(platform.db, home.org);
      let last: string | null = null;
      for (const one of actions) {
        const change: OutcomeChange | null = await act(id, one, last).catch(() => null);
        if (change) last = change.outcomeId;
      }
      const outcomes = await platform.db.withOrg(home.org.id, (tx) =>
        tx.leadOutcome.findMany({
          where: { orgId: home.org.id, leadId: id, undoneAt: null },
          orderBy: [{ recordedAt: "asc" }, { id: "asc" }],
        }),
      );
      expect(await readLead(id)).toMatchObject(foldOutcomes(ladder, outcomes));
    }),
    { numRuns: 25 },
  );
}, 120_000);

describe("labels", () => {
  test("say the same in SQL and in TypeScript, and count as they are listed", async () => {
    const other = await createTenant(platform);
    const { ladder, horizonDays } = other.admin.organisation;
    const now = Date.now();
    const days = (count: number) => new Date(now - count * 86_400_000);
    const outcome = fc.record({
      step: fc.constantFrom(...ladder.map(({ key }) => key), "former step"),
      reached: fc.boolean(),
      occurredAt: fc.option(fc.integer({ min: 0, max: 90 }).map(days), { nil: null }),
      undone: fc.integer({ min: 0, max: 4 }).map((n) => n === 0),
    });
    const lead = fc.record({
      enquiredAt: fc.option(fc.integer({ min: 0, max: 90 }).map(days), { nil: null }),
      createdAt: fc.integer({ min: 0, max: 60 }).map(days),
      outcomes: fc.array(outcome, { maxLength: 4 }),
      lost: fc.boolean(),
    });
    const leads = fc.sample(lead, { numRuns: 60, seed: 7 });
    const expected = new Map<string, (0 | 1 | null)[]>();
    const asOf = other.admin.now();
    for (const { outcomes, lost, ...dates } of leads) {
      const facts = outcomes.map(({ undone, ...rest }) => ({ ...rest, undone, reason: null }));
      if (lost) facts.push({ step: "lost", reached: true, reason: null, occurredAt: null, undone: false });
      const kept = facts.filter(({ undone }) => !undone);
      const state = foldOutcomes(ladder, kept);
      const { id } = await createLead(platform.db, other.org, { ...dates, ...state });
      for (const [i, { undone, ...rest }] of facts.entries()) {
        const recordedAt = new Date(now + i);
        const undoneAt = undone ? new Date(now) : null;
        await createOutcome(platform.db, other.org, { leadId: id, ...rest, recordedAt, undoneAt });
      }
      const label = (step: string) =>
        labelOf(ladder, { ...dates, outcomes: kept }, { step, horizonDays, asOf });
      expected.set(
        id,
        ladder.map(({ key }) => label(key)),
      );
    }
    for (const [place, { key }] of ladder.entries()) {
      const listed = new Map<string, 0 | 1>();
      for await (const row of labelledLeads(other.system, { step: key, horizonDays, asOf })) {
        listed.set(row.leadId, row.label);
      }
      const wanted = [...expected].flatMap(([id, labels]) => {
        const label = labels[place] ?? null;
        return label === null ? [] : [[id, label] as const];
      });
      expect(listed).toEqual(new Map(wanted));
    }
    const counts = await countSteps(other.admin);
    for (const [place, count] of counts.entries()) {
      const labels = [...expected.values()].map((all) => all[place]);
      expect(count).toMatchObject({
        reached: labels.filter((label) => label === 1).length,
        notReached: labels.filter((label) => label === 0).length,
        ready: false,
      });
    }
  });
});

test("another organisation's leads and outcomes do not exist", async () => {
  const stranger = (await createTenant(platform)).admin;
  const { outcomeId } = await moveLead(home.broker, { leadId, step: "contacted" });
  for (const attempt of [
    () => moveLead(stranger, { leadId, step: "won" }),
    () => loseLead(stranger, { leadId, reason: "x" }),
    () => reopenLead(stranger, { leadId }),
    () => undoOutcome(stranger, { outcomeId }),
  ]) {
    await expect(attempt()).rejects.toMatchObject({ code: "NOT_FOUND" });
  }
  expect(await readLead()).toMatchObject({ step: "contacted", version: 2 });
});
