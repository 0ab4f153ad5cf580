import { newId } from "@leadlift/db/id";
import { createLead } from "@leadlift/db/test/factories";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { Context } from "../context.ts";
import { getLead } from "../lead/get.ts";
import { mergeLeads } from "../lead/merge.ts";
import { createTenant, type Tenant, type TestPlatform, testPlatform } from "../lead/test/tenant.ts";
import { leadTimeline } from "../lead/timeline.ts";
import { restoreScorecard } from "../scorecard/put.ts";
import { moveLead } from "./move.ts";
import { type OutcomeInput, type OutcomeResult, recordOutcomes } from "./record.ts";
import { undoOutcome } from "./undo.ts";

let platform: TestPlatform;
let home: Tenant;
let ctx: Context;
let leadId: string;

beforeAll(async () => {
  platform = await testPlatform();
  home = await createTenant(platform);
  ctx = { ...home.system, actor: { kind: "key", keyId: newId(), scopes: ["outcomes:write"] } };
});
afterAll(() => platform.db.close());
beforeEach(async () => {
  leadId = (await createLead(platform.db, home.org, {})).id;
});

const say = async (given: Partial<OutcomeInput>, as = ctx): Promise<OutcomeResult | undefined> =>
  (await recordOutcomes(as, { outcomes: [{ outcomeId: newId(), leadId, ...given }] })).results[0];
const stored = () =>
  platform.db.withOrg(home.org.id, (tx) =>
    tx.leadOutcome.findMany({ where: { leadId }, orderBy: { recordedAt: "asc" } }),
  );
const stand = async () => {
  const { status, step, lostReason } = await getLead(home.manager, { leadId });
  return { status, step, lostReason };
};

describe("an outcome", () => {
  test("moves its lead, on record with its time and where it came from, and has it scored", async () => {
    await restoreScorecard(home.manager, { version: 0 });
    const before = await promised();
    const occurredAt = new Date(Date.now() - 86_400_000);
    expect(await say({ step: "visit_booked", occurredAt })).toMatchObject({
      status: "recorded",
      lead: { leadId, status: "open", step: "visit_booked", lostReason: null },
    });
    expect(await stored()).toMatchObject([
      { step: "visit_booked", source: "key", actorId: null, occurredAt },
    ]);
    expect((await promised()) - before).toBe(1);
    const [entry] = await leadTimeline(home.manager, { leadId });
    expect(entry).toMatchObject({ kind: "outcome", source: "key", actor: null });
  });

  test("may be a loss with its reason, a taking up again, and a win", async () => {
    await say({ step: "lost", reason: "bought elsewhere" });
    expect(await stand()).toEqual({ status: "lost", step: null, lostReason: "bought elsewhere" });
    await say({ step: "reopened" });
    expect(await stand()).toMatchObject({ status: "open", lostReason: null });
    await say({ step: "won" });
    expect(await stand()).toMatchObject({ status: "won", step: "won" });
  });

  test("is told by the sender's own id of the lead as well", async () => {
    const externalId = newId();
    const lead = await createLead(platform.db, home.org, { externalId });
    const outcome = { outcomeId: newId(), externalId, step: "contacted" };
    const { results } = await recordOutcomes(ctx, { outcomes: [outcome] });
    expect(results).toMatchObject([{ status: "recorded", lead: { leadId: lead.id } }]);
  });

  test("of a merged lead counts for the one that stands for it", async () => {
    const kept = await createLead(platform.db, home.org, {});
    await mergeLeads(home.manager, { keptId: kept.id, mergedId: leadId });
    expect(await say({ step: "contacted" })).toMatchObject({ status: "recorded", lead: { leadId: kept.id } });
  });

  test("that says where the lead stands already is no news, and a lost one is not opened by it", async () => {
    await say({ step: "visit_done" });
    expect(await say({ step: "contacted" })).toMatchObject({
      status: "unchanged",
      lead: { step: "visit_done" },
    });
    await say({ step: "lost", reason: "budget" });
    expect(await say({ step: "visit_done" })).toMatchObject({
      status: "unchanged",
      lead: { status: "lost" },
    });
    expect(await say({ step: "lost", reason: "other" })).toMatchObject({ status: "unchanged" });
    await say({ step: "reopened" });
    expect(await say({ step: "reopened" })).toMatchObject({ status: "unchanged" });
    expect(await stored()).toHaveLength(3);
  });
});

describe("sent again", () => {
  test("it is the same one, also after it was undone", async () => {
    const outcome = { outcomeId: newId(), step: "contacted" };
    await say(outcome);
    expect(await say(outcome)).toMatchObject({ status: "duplicate", lead: { step: "contacted" } });
    await say({ outcomeId: outcome.outcomeId, undo: true });
    expect(await say(outcome)).toMatchObject({ status: "duplicate", lead: { step: null } });
    expect(await stored()).toHaveLength(1);
  });

  test("ten times at once it is recorded once", async () => {
    const outcome = { outcomeId: newId(), step: "contacted" };
    const results = await Promise.all(Array.from({ length: 10 }, () => say(outcome)));
    const statuses = results.map((result) => result?.status).sort();
    expect(statuses).toEqual([...Array(9).fill("duplicate"), "recorded"]);
    expect(await stored()).toHaveLength(1);
  });

  test("with something else it is refused", async () => {
    const outcomeId = newId();
    await say({ outcomeId, step: "contacted" });
    expect(await say({ outcomeId, step: "visit_done" })).toMatchObject({
      status: "refused",
      code: "id_reused",
    });
    expect(await stand()).toMatchObject({ step: "contacted" });
  });
});

describe("taken back", () => {
  test("the lead stands where it stood, and taking it back again changes nothing", async () => {
    const outcomeId = newId();
    await say({ step: "contacted" });
    await say({ outcomeId, step: "visit_done" });
    expect(await say({ outcomeId, undo: true })).toMatchObject({
      status: "undone",
      lead: { step: "contacted" },
    });
    expect(await say({ outcomeId, undo: true })).toMatchObject({ status: "duplicate" });
  });

  test("it has to be the lead's last one", async () => {
    const outcomeId = newId();
    await say({ outcomeId, step: "contacted" });
    await moveLead(home.broker, { leadId, step: "visit_done" });
    expect(await say({ outcomeId, undo: true })).toMatchObject({ status: "refused", code: "not_last" });
  });

  test("no program takes back what a person said", async () => {
    const { outcomeId } = await moveLead(home.broker, { leadId, step: "visit_done" });
    expect(await say({ outcomeId, undo: true })).toMatchObject({ code: "unknown_outcome" });
    await expect(undoOutcome(ctx, { outcomeId })).rejects.toMatchObject({ code: "FORBIDDEN" });
  });
});

describe("refused, with nothing recorded", () => {
  test.each<[string, string, Partial<OutcomeInput>]>([
    ["a step that the ladder has not", "unknown_step", { step: "moonwalk" }],
    ["a lead that is not there", "unknown_lead", { leadId: newId(), step: "won" }],
    ["a time to come", "bad_time", { step: "won", occurredAt: new Date(Date.now() + 3_600_000) }],
    ["a time before 2000", "bad_time", { step: "won", occurredAt: "1999-01-01T00:00:00Z" }],
    ["a time that is none", "bad_outcome", { step: "won", occurredAt: "yesterday" }],
    ["a loss without a reason", "bad_outcome", { step: "lost" }],
    ["a reason without a loss", "bad_outcome", { step: "won", reason: "why not" }],
    ["no step", "bad_outcome", {}],
    ["two names of the lead", "bad_outcome", { step: "won", externalId: "A" }],
    ["a taking back of nothing", "unknown_outcome", { undo: true }],
    ["a taking back with a step", "bad_outcome", { undo: true, step: "won" }],
    ["no id", "bad_outcome", { step: "won", outcomeId: "" }],
    ["more than is asked for", "bad_outcome", { step: "won", stage: "x" } as Partial<OutcomeInput>],
  ])("%s", async (_, code, given) => {
    expect(await say(given)).toMatchObject({ status: "refused", code, message: expect.stringMatching(/\S/) });
    expect(await stored()).toEqual([]);
  });

  test.each([[null], [7], ["won"], [[]]])("%j", async (outcome) => {
    const { results } = await recordOutcomes(ctx, { outcomes: [outcome] });
    expect(results).toMatchObject([{ outcomeId: null, status: "refused", code: "bad_outcome" }]);
  });

  test("among others it keeps none of them out", async () => {
    const outcome = (step: string) => ({ outcomeId: newId(), leadId, step });
    const outcomes = [outcome("contacted"), outcome("moonwalk"), outcome("visit_done")];
    const { results } = await recordOutcomes(ctx, { outcomes });
    expect(results.map(({ status }) => status)).toEqual(["recorded", "refused", "recorded"]);
  });
});

test("another organisation's lead is nobody's, and its ids are its own", async () => {
  const other = await createTenant(platform);
  const outcome = { outcomeId: newId(), step: "contacted" };
  await say(outcome);
  expect(await say({ step: "won" }, other.system)).toMatchObject({ code: "unknown_lead" });
  expect(await say({ outcomeId: outcome.outcomeId, undo: true }, other.system)).toMatchObject({
    code: "unknown_outcome",
  });
  expect(await stand()).toMatchObject({ step: "contacted" });
});

function promised(): Promise<number> {
  return platform.db.withOrg(home.org.id, (tx) => tx.outbox.count({ where: { job: "lead.score" } }));
}
