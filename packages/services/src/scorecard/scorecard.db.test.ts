import { newId } from "@leadlift/db/id";
import { createLead, createModel } from "@leadlift/db/test/factories";
import { type Rule, realEstateRules } from "@leadlift/scoring/scorecard";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import type { Context } from "../context.ts";
import { recordEvents } from "../event/record.ts";
import { getLead } from "../lead/get.ts";
import { createTenant, type Tenant, type TestPlatform, testPlatform } from "../lead/test/tenant.ts";
import { leadTimeline } from "../lead/timeline.ts";
import { promiseScoring } from "../model/promise-scoring.ts";
import { requestTraining } from "../model/request-training.ts";
import { createModelCache, type ModelCache } from "../scoring/open-champion.ts";
import { scoreLead } from "../scoring/score-lead.ts";
import { scoreOrganisation } from "../scoring/score-organisation.ts";
import { asSystem, asUser, learnableOrganisation } from "../training/test/learnable-organisation.ts";
import { trainOrganisationModel } from "../training/train.ts";
import { getScorecard } from "./get.ts";
import { previewScorecard } from "./preview.ts";
import { putScorecard, restoreScorecard } from "./put.ts";
import { scoringStanding } from "./standing.ts";
import { ruleValues } from "./values.ts";

const never = new AbortController().signal;
const reasonsSchema = z.array(z.object({ points: z.number() }));

let platform: TestPlatform;
let models: ModelCache;
beforeAll(async () => {
  platform = await testPlatform();
  models = createModelCache();
});
afterAll(async () => {
  await models.close();
  await platform.db.close();
});

const sourceRule = (points: number): Rule => ({
  feature: "source",
  condition: { is: "one_of", values: ["Referral"] },
  points,
});
const budgetRule: Rule = {
  feature: "budget_max",
  condition: { is: "at_least", value: 8_000_000 },
  points: 12,
};

/** Four leads of which rules can tell: referred with money, referred, with money, nothing. */
async function desk(rules: Rule[] = [sourceRule(15), budgetRule]) {
  const tenant = await createTenant(platform);
  const rich = { budgetMaxPaise: 900_000_000n };
  const lead = (over: object) =>
    createLead(platform.db, tenant.org, { source: "99acres", city: null, attributes: {}, ...over });
  const leads = {
    both: (await lead({ source: "Referral", ...rich })).id,
    referred: (await lead({ source: "Referral" })).id,
    rich: (await lead(rich)).id,
    bare: (await lead({ source: null })).id,
  };
  const { version } = await putScorecard(tenant.manager, { rules, version: 0 });
  return { tenant, leads, version };
}

async function scoreAll(ctx: Context): Promise<string> {
  const scoringRunId = await platform.db.withOrg(ctx.orgId, (tx) => promiseScoring(tx, ctx));
  if (scoringRunId === null) throw new Error("Nothing scores in this organisation.");
  await scoreOrganisation(ctx, { scoringRunId }, { signal: never, models });
  return scoringRunId;
}

async function leadsOf(ctx: Context) {
  const rows = await platform.db.withOrg(ctx.orgId, (tx) =>
    tx.lead.findMany({ where: { orgId: ctx.orgId } }),
  );
  return new Map(rows.map((row) => [row.id, row]));
}
const historyOf = (ctx: Context) =>
  platform.db.withOrg(ctx.orgId, (tx) =>
    tx.score.findMany({ where: { orgId: ctx.orgId }, orderBy: [{ scoredAt: "asc" }, { id: "asc" }] }),
  );

describe("an organisation without a model", () => {
  it("has its leads scored by its rules: no probability, no model, reasons that add up", async () => {
    const { tenant, leads } = await desk();
    await scoreAll(tenant.system);
    const stored = await leadsOf(tenant.system);
    const seen = { modelId: null, probability: null, scorecardVersion: 1 };
    expect(stored.get(leads.both)).toMatchObject({ score: 77, grade: "A", scoreState: "scored", ...seen });
    expect(stored.get(leads.referred)).toMatchObject({ score: 65, grade: "B", ...seen });
    expect(stored.get(leads.rich)).toMatchObject({ score: 62, ...seen });
    expect(stored.get(leads.bare)).toMatchObject({ score: null, grade: null, scoreState: "unknown" });
    for (const { score, reasons } of await historyOf(tenant.system)) {
      if (score === null) continue;
      expect(reasonsSchema.parse(reasons).reduce((sum, { points }) => sum + points, 50)).toBe(score);
    }
  });

  it("scores one lead as all of them, and again writes nothing", async () => {
    const { tenant, leads } = await desk();
    const score = () => scoreLead(tenant.system, { leadId: leads.both }, { models });
    expect(await score()).toEqual({ state: "scored", written: true });
    expect(await score()).toEqual({ state: "scored", written: false });
    await scoreAll(tenant.system);
    const history = await historyOf(tenant.system);
    expect(history.filter(({ leadId }) => leadId === leads.both)).toHaveLength(1);
  });

  it("knows what came in afterwards as of when it happened, as long as no model has scored the lead", async () => {
    const { tenant, leads } = await desk();
    await scoreAll(tenant.system);
    const model = await createModel(platform.db, tenant.org);
    const by = { modelId: model.id, state: "unknown", cause: "lead", scoredAt: new Date() };
    await platform.db.withOrg(tenant.org.id, (tx) =>
      tx.score.create({ data: { orgId: tenant.org.id, id: newId(), leadId: leads.rich, ...by } }),
    );
    const occurredAt = new Date("2026-03-05T05:00:00Z");
    const call = (leadId: string) => ({ eventId: leadId, type: "call_in", occurredAt, subject: { leadId } });
    const events = [call(leads.both), call(leads.rich)];
    await recordEvents(tenant.system, { events, source: "import", backfill: true });
    const stored = await platform.db.withOrg(tenant.org.id, (tx) =>
      tx.event.findMany({ select: { leadId: true, recordedAt: true } }),
    );
    const knownAt = new Map(stored.map(({ leadId, recordedAt }) => [leadId, recordedAt]));
    expect(knownAt.get(leads.both)).toEqual(occurredAt);
    expect(knownAt.get(leads.rich)).not.toEqual(occurredAt);
  });

  it("promises a new score when something happens to a lead", async () => {
    const { tenant, leads } = await desk([
      { feature: "messages_in", condition: { is: "at_least", value: 1 }, points: 9 },
    ]);
    await recordEvents(tenant.system, {
      events: [{ eventId: "m1", type: "whatsapp_in", text: "Is it free?", subject: { leadId: leads.rich } }],
      source: "test",
    });
    const promised = await platform.db.withOrg(tenant.org.id, (tx) =>
      tx.outbox.findMany({ where: { orgId: tenant.org.id, job: "lead.score" } }),
    );
    expect(promised.map(({ payload }) => payload)).toEqual([{ orgId: tenant.org.id, leadId: leads.rich }]);
    await scoreLead(tenant.system, { leadId: leads.rich }, { models });
    expect((await leadsOf(tenant.system)).get(leads.rich)).toMatchObject({ score: 59 });
  });

  it("gives the lead page its score with reasons, and neither a probability nor a question", async () => {
    const { tenant, leads } = await desk();
    await scoreAll(tenant.system);
    expect(await getLead(tenant.broker, { leadId: leads.both })).toMatchObject({
      score: 77,
      probability: null,
      scoredBy: null,
      scorecardVersion: 1,
      questionWanted: false,
      reasons: [
        { text: "Came by referral", points: 15 },
        { feature: "budget_max", points: 12 },
      ],
    });
  });
});

describe("new rules", () => {
  it("are the next version, rescore every lead, and write history only where a score changed", async () => {
    const { tenant, leads, version } = await desk();
    await scoreAll(tenant.system);
    const before = await historyOf(tenant.system);
    expect(await putScorecard(tenant.manager, { rules: [sourceRule(20), budgetRule], version })).toEqual({
      version: 2,
    });
    await scoreAll(tenant.system);
    const stored = await leadsOf(tenant.system);
    expect(stored.get(leads.both)).toMatchObject({ score: 82, scorecardVersion: 2 });
    expect(stored.get(leads.rich)).toMatchObject({ score: 62, scorecardVersion: 2 });
    const after = await historyOf(tenant.system);
    expect(after).toHaveLength(before.length + 2);
    expect(after.filter(({ leadId }) => leadId === leads.rich)).toMatchObject([{ scorecardVersion: 2 }]);
  });

  it("are on record with who made them", async () => {
    const { tenant } = await desk();
    const entries = await platform.db.withOrg(tenant.org.id, (tx) =>
      tx.auditEntry.findMany({ where: { orgId: tenant.org.id, action: "scorecard.change" } }),
    );
    expect(entries).toMatchObject([{ actorKind: "user", detail: { version: 1, rules: 2 } }]);
    expect(await getScorecard(tenant.broker)).toMatchObject({
      version: 1,
      changedBy: "Meera Nair",
      scoring: "rules",
      untouched: false,
    });
  });

  it("overtake a scoring by older ones that comes late", async () => {
    const { tenant, leads, version } = await desk();
    const late = await platform.db.withOrg(tenant.org.id, (tx) => promiseScoring(tx, tenant.system));
    await putScorecard(tenant.manager, { rules: [sourceRule(5)], version });
    await scoreOrganisation(tenant.system, { scoringRunId: late ?? "" }, { signal: never, models });
    expect((await leadsOf(tenant.system)).get(leads.both)).toMatchObject({ scoreState: "none" });
    await scoreAll(tenant.system);
    expect((await leadsOf(tenant.system)).get(leads.both)).toMatchObject({ score: 55, scorecardVersion: 2 });
  });

  it("are refused with one sentence where they are wrong, stale, or a broker's", async () => {
    const { tenant, version } = await desk();
    const put = (ctx: Context, rules: Rule[], of = version) => putScorecard(ctx, { rules, version: of });
    await expect(put(tenant.admin, [{ ...budgetRule, points: 80 }])).rejects.toMatchObject({
      code: "BAD_INPUT",
      message: expect.stringMatching(/from −50 to \+50/),
    });
    await expect(put(tenant.admin, [{ ...budgetRule, feature: "shoe_size" }])).rejects.toMatchObject({
      code: "BAD_INPUT",
    });
    await expect(put(tenant.admin, [sourceRule(1)], 0)).rejects.toMatchObject({ code: "CONFLICT" });
    await expect(put(tenant.broker, [sourceRule(1)])).rejects.toMatchObject({ code: "FORBIDDEN" });
    expect(await put(tenant.admin, [sourceRule(15), budgetRule])).toEqual({ version });
  });

  it("go back to the default ones with one act", async () => {
    const { tenant, version } = await desk();
    await restoreScorecard(tenant.admin, { version });
    expect(await getScorecard(tenant.admin)).toMatchObject({
      version: 2,
      rules: realEstateRules,
      untouched: true,
    });
  });
});

describe("a preview", () => {
  it("says whose grade moves and who would lead, and keeps nothing", async () => {
    const { tenant, leads } = await desk();
    const preview = await previewScorecard(tenant.manager, { rules: [sourceRule(-30), budgetRule] });
    expect(preview).toMatchObject({ open: 4, looked: 4, up: 0, down: 2, unknown: 1, fires: [2, 2] });
    expect(preview.top.map(({ id, score, before }) => [id, score, before])).toEqual([
      [leads.rich, 62, 62],
      [leads.both, 32, 77],
      [leads.referred, 20, 65],
    ]);
    expect(await historyOf(tenant.system)).toEqual([]);
  });

  it("offers the values that leads have", async () => {
    const { tenant } = await desk();
    expect(await ruleValues(tenant.manager, { field: "source" })).toEqual([
      { value: "Referral", count: 2 },
      { value: "99acres", count: 1 },
    ]);
  });
});

it("keeps rules and leads of one organisation from another", async () => {
  const { tenant } = await desk();
  const other: Tenant = await createTenant(platform);
  expect(await getScorecard(other.admin)).toMatchObject({ version: 0, scoring: "none", untouched: true });
  expect((await previewScorecard(other.admin, { rules: [budgetRule] })).top).toEqual([]);
  expect((await getScorecard(tenant.admin)).version).toBe(1);
});

it("hands over to the first model, and the timeline says so", async () => {
  const org = await learnableOrganisation(platform.db, { leads: 300 });
  const ctx = await asSystem(platform, org);
  const admin = await asUser(platform, org, "admin");
  await putScorecard(admin, { rules: [sourceRule(15)], version: 0 });
  await scoreAll(ctx);
  expect(await scoringStanding(admin)).toMatchObject({ by: "rules", learning: { missing: 0 } });
  const asked = await requestTraining(admin, {});
  await trainOrganisationModel(ctx, asked, { signal: never });
  expect(await scoringStanding(admin)).toEqual({ by: "model", learning: null });
  await scoreAll(ctx);
  const stored = await leadsOf(ctx);
  for (const lead of stored.values()) {
    expect(lead.scorecardVersion).toBeNull();
    expect(lead.modelId).not.toBeNull();
  }
  const leadId = org.leadIds[0] ?? "";
  const scores = (await leadTimeline(admin, { leadId })).filter(({ kind }) => kind === "score");
  expect(scores).toMatchObject([
    { by: "model", tookOver: true },
    { by: "rules", tookOver: false },
  ]);
  await putScorecard(admin, { rules: [sourceRule(40)], version: 1 });
  await scoreLead(ctx, { leadId }, { models });
  expect((await leadsOf(ctx)).get(leadId)?.modelId).not.toBeNull();
});
