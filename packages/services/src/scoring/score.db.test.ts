import { newId } from "@leadlift/db/id";
import { createLead } from "@leadlift/db/test/factories";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import type { Context } from "../context.ts";
import { type TestPlatform, testPlatform } from "../lead/test/tenant.ts";
import { getChampion } from "../model/get-champion.ts";
import { promiseScoring } from "../model/promise-scoring.ts";
import { requestTraining } from "../model/request-training.ts";
import {
  addLeads,
  asSystem,
  asUser,
  learnableOrganisation,
} from "../training/test/learnable-organisation.ts";
import { trainOrganisationModel } from "../training/train.ts";
import { createModelCache, type ModelCache } from "./open-champion.ts";
import { scoreLead } from "./score-lead.ts";
import { scoreOrganisation } from "./score-organisation.ts";

const reasonsSchema = z.array(z.object({ code: z.string(), points: z.number() }));
const valuesSchema = z.array(z.object({ feature: z.string(), params: z.record(z.string(), z.unknown()) }));
const visitsSchema = z.object({ visits: z.number() });
const never = new AbortController().signal;

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

/** An organisation with a champion and a scoring run that waits. */
async function withChampion(leads = 300) {
  const org = await learnableOrganisation(platform.db, { leads });
  const ctx = await asSystem(platform, org);
  const scoringRunId = await retrain(org);
  return { org, ctx, scoringRunId };
}

async function retrain(org: { id: string; name: string }): Promise<string> {
  const asked = await requestTraining(await asUser(platform, org, "admin"), {});
  const ctx = await asSystem(platform, org);
  await trainOrganisationModel(ctx, asked, { signal: never });
  return waitingRun(ctx);
}

async function waitingRun(ctx: Context): Promise<string> {
  const run = await platform.db.withOrg(ctx.orgId, (tx) =>
    tx.scoringRun.findFirstOrThrow({ where: { orgId: ctx.orgId, status: "queued" } }),
  );
  return run.id;
}

const leadsOf = (ctx: Context) =>
  platform.db.withOrg(ctx.orgId, (tx) =>
    tx.lead.findMany({ where: { orgId: ctx.orgId }, orderBy: { id: "asc" } }),
  );
const historyOf = (ctx: Context) =>
  platform.db.withOrg(ctx.orgId, (tx) =>
    tx.score.findMany({ where: { orgId: ctx.orgId }, orderBy: { leadId: "asc" } }),
  );
const runOf = (ctx: Context, id: string) =>
  platform.db.withOrg(ctx.orgId, (tx) =>
    tx.scoringRun.findUniqueOrThrow({ where: { orgId_id: { orgId: ctx.orgId, id } } }),
  );

/** A cache that stops the scoring with `stop` once a model has scored `rows` rows. */
function stoppingAfter(rows: number, stop: () => void): ModelCache {
  let scored = 0;
  return {
    ...models,
    withModel: (ctx, modelId, work) =>
      models.withModel(ctx, modelId, (champion) =>
        work({
          ...champion,
          model: {
            score(records, options) {
              scored += records.length;
              if (scored > rows) stop();
              return champion.model.score(records, options);
            },
          },
        }),
      ),
  };
}

describe("scoring all open leads", () => {
  it("gives every one a score, and reasons that add up to it", async () => {
    const { ctx, scoringRunId } = await withChampion();
    await scoreOrganisation(ctx, { scoringRunId }, { signal: never, models });
    const leads = await leadsOf(ctx);
    const history = await historyOf(ctx);
    expect(history).toHaveLength(leads.length);
    for (const [i, row] of history.entries()) {
      const reasons = reasonsSchema.parse(row.reasons);
      const sum = 50 + reasons.reduce((total, { points }) => total + points, 0);
      expect(row.score).toBe(Math.min(99, Math.max(1, Math.round(sum))));
      expect(row).toMatchObject({ leadId: leads[i]?.id, score: leads[i]?.score, grade: leads[i]?.grade });
      expect(reasons.filter(({ code }) => code === "average")).toHaveLength(1);
    }
    expect(leads.every(({ scoreState, topReason }) => scoreState === "scored" && topReason !== null)).toBe(
      true,
    );
    expect(await runOf(ctx, scoringRunId)).toMatchObject({ status: "done", total: 300, done: 300 });
  });

  it("ranks those who looked more often and were referred above the others", async () => {
    const { ctx, scoringRunId } = await withChampion(600);
    await scoreOrganisation(ctx, { scoringRunId }, { signal: never, models });
    const leads = await leadsOf(ctx);
    const mean = (all: typeof leads) => all.reduce((sum, { score }) => sum + (score ?? 0), 0) / all.length;
    const visits = (lead: (typeof leads)[number]) => visitsSchema.parse(lead.attributes).visits;
    expect(mean(leads.filter((lead) => visits(lead) >= 6))).toBeGreaterThan(
      10 + mean(leads.filter((lead) => visits(lead) <= 1)),
    );
  });

  it("writes nothing the second time", async () => {
    const { ctx, scoringRunId } = await withChampion();
    await scoreOrganisation(ctx, { scoringRunId }, { signal: never, models });
    const before = await leadsOf(ctx);
    await platform.db.withOrg(ctx.orgId, (tx) => promiseScoring(tx, ctx));
    await scoreOrganisation(ctx, { scoringRunId: await waitingRun(ctx) }, { signal: never, models });
    expect(await leadsOf(ctx)).toEqual(before);
    expect(await historyOf(ctx)).toHaveLength(before.length);
  });

  it("goes on where it was stopped and scores every lead once", async () => {
    const { ctx, org, scoringRunId } = await withChampion();
    await addLeads(platform.db, org, { leads: 900, seed: 3 });
    const shutdown = new AbortController();
    const stopping = stoppingAfter(700, () => shutdown.abort(new Error("The worker is stopping")));
    await expect(
      scoreOrganisation(ctx, { scoringRunId }, { signal: shutdown.signal, models: stopping }),
    ).rejects.toThrow("The worker is stopping");
    expect(await runOf(ctx, scoringRunId)).toMatchObject({ status: "running", done: 500, total: 1200 });

    await scoreOrganisation(ctx, { scoringRunId }, { signal: never, models });
    expect(await runOf(ctx, scoringRunId)).toMatchObject({ status: "done", done: 1200, total: 1200 });
    expect(await historyOf(ctx)).toHaveLength(1200);
    await scoreOrganisation(ctx, { scoringRunId }, { signal: never, models });
    expect(await historyOf(ctx)).toHaveLength(1200);
  });

  it("is done once when two deliveries run at the same time", async () => {
    const { ctx, scoringRunId } = await withChampion();
    const run = () => scoreOrganisation(ctx, { scoringRunId }, { signal: never, models });
    await Promise.all([run(), run()]);
    expect(await runOf(ctx, scoringRunId)).toMatchObject({ status: "done", done: 300, total: 300 });
    expect(await historyOf(ctx)).toHaveLength(300);
  });

  it("leaves closed leads, and those that changed meanwhile, as they are", async () => {
    const { ctx, org, scoringRunId } = await withChampion();
    const [lost = "", changed = ""] = org.leadIds;
    const touch = (id: string, data: { status?: string; version?: { increment: number } }) =>
      platform.db.withOrg(org.id, (tx) => tx.lead.updateMany({ where: { orgId: org.id, id }, data }));
    await touch(lost, { status: "lost" });
    let change: Promise<unknown> | null = null;
    const changing = stoppingAfter(0, () => {
      change ??= touch(changed, { version: { increment: 1 } });
    });
    const slow: ModelCache = {
      ...changing,
      withModel: (c, id, work) =>
        changing.withModel(c, id, (champion) =>
          work({
            ...champion,
            model: {
              async score(records, options) {
                const scored = await champion.model.score(records, options);
                await change;
                return scored;
              },
            },
          }),
        ),
    };
    await scoreOrganisation(ctx, { scoringRunId }, { signal: never, models: slow });
    const leads = new Map((await leadsOf(ctx)).map((lead) => [lead.id, lead]));
    expect(leads.get(lost)?.scoreState).toBe("none");
    expect(leads.get(changed)?.scoreState).toBe("none");
    expect(await historyOf(ctx)).toHaveLength(298);
  });

  it("keeps the scores of the newer model when an older model's run comes late", async () => {
    const { ctx, org, scoringRunId: older } = await withChampion();
    const asked = await requestTraining(await asUser(platform, org, "admin"), {});
    await trainOrganisationModel(ctx, asked, { signal: never });
    const champion = (await getChampion(await asUser(platform, org, "admin"))).champion;
    await scoreOrganisation(ctx, { scoringRunId: older }, { signal: never, models });
    expect(await runOf(ctx, older)).toMatchObject({
      status: "failed",
      error: expect.stringMatching(/newer model/),
    });
    expect((await leadsOf(ctx)).every(({ modelId }) => modelId === null)).toBe(true);
    await scoreOrganisation(ctx, { scoringRunId: await waitingRun(ctx) }, { signal: never, models });
    expect((await leadsOf(ctx)).every(({ modelId }) => modelId === champion?.id)).toBe(true);
  });

  it("does not find another organisation's run", async () => {
    const { scoringRunId } = await withChampion();
    const stranger = await asSystem(platform, await learnableOrganisation(platform.db, { leads: 1 }));
    await expect(
      scoreOrganisation(stranger, { scoringRunId }, { signal: never, models }),
    ).rejects.toMatchObject({ code: "NOT_FOUND" });
  });
});

describe("scoring one lead", () => {
  it("scores it at once, and again writes nothing", async () => {
    const { ctx, org } = await withChampion();
    const leadId = org.leadIds[0] ?? "";
    expect(await scoreLead(ctx, { leadId }, { models })).toEqual({ state: "scored", written: true });
    expect(await scoreLead(ctx, { leadId }, { models })).toEqual({ state: "scored", written: false });
    expect(await historyOf(ctx)).toHaveLength(1);
  });

  it("adds a row of history when what it knows has changed the score", async () => {
    const history = await historyAfter({ attributes: { visits: 7, minutes: 50 }, source: "Referral" });
    expect(history).toHaveLength(2);
    expect(history[0]?.score).not.toBe(history[1]?.score);
  });

  it("says the lead's own values as they stand, also when the score stays", async () => {
    const history = await historyAfter({ attributes: { visits: 0.01, minutes: 1 } });
    expect(history).toHaveLength(1);
    const visits = valuesSchema.parse(history[0]?.reasons).find(({ feature }) => feature === "visits");
    expect(visits?.params.value).toBe(0.01);
  });

  /** Scores a lead of no visits and one minute, changes it, scores it again. */
  async function historyAfter(change: { attributes: Record<string, number>; source?: string }) {
    const { ctx, org } = await withChampion();
    const { id } = await createLead(platform.db, org, {
      source: "99acres",
      attributes: { visits: 0, minutes: 1 },
    });
    await scoreLead(ctx, { leadId: id }, { models });
    await platform.db.withOrg(org.id, (tx) =>
      tx.lead.updateMany({ where: { orgId: org.id, id }, data: { ...change, version: { increment: 1 } } }),
    );
    await scoreLead(ctx, { leadId: id }, { models });
    return historyOf(ctx);
  }

  it("says unknown, without score, grade or probability, where too little is known", async () => {
    const { ctx, org } = await withChampion();
    const { id } = await createLead(platform.db, org, { source: null, city: null, attributes: {} });
    expect(await scoreLead(ctx, { leadId: id }, { models })).toEqual({ state: "unknown", written: true });
    const lead = (await leadsOf(ctx)).find((each) => each.id === id);
    expect(lead).toMatchObject({ scoreState: "unknown", score: null, grade: null, probability: null });
  });

  it("leaves a lead without a score where there is no model yet", async () => {
    const org = await learnableOrganisation(platform.db, { leads: 1 });
    const ctx = await asSystem(platform, org);
    expect(await scoreLead(ctx, { leadId: org.leadIds[0] ?? "" }, { models })).toEqual({
      state: "none",
      written: false,
    });
  });

  it("does not find another organisation's lead, or one that never was", async () => {
    const { org } = await withChampion();
    const stranger = await asSystem(platform, await learnableOrganisation(platform.db, { leads: 1 }));
    for (const leadId of [org.leadIds[0] ?? "", newId()]) {
      await expect(scoreLead(stranger, { leadId }, { models })).rejects.toMatchObject({ code: "NOT_FOUND" });
    }
  });
});

describe("a model's file that fails its checks", () => {
  /** Puts another file in place of the champion's. */
  async function spoil(ctx: Context): Promise<void> {
    async function* bytes() {
      yield Buffer.from("not a model");
    }
    const blob = await platform.blobs.write(ctx.orgId, { purpose: "model", contentType: "x" }, bytes());
    await platform.db.withOrg(ctx.orgId, (tx) =>
      tx.model.updateMany({ where: { orgId: ctx.orgId, role: "champion" }, data: { onnxBlobId: blob.id } }),
    );
  }

  it("scores nothing where there is no older model", async () => {
    const { ctx, org, scoringRunId } = await withChampion();
    await spoil(ctx);
    const leadId = org.leadIds[0] ?? "";
    await expect(scoreLead(ctx, { leadId }, { models })).rejects.toMatchObject({ name: "ModelRejected" });
    await scoreOrganisation(ctx, { scoringRunId }, { signal: never, models });
    expect(await runOf(ctx, scoringRunId)).toMatchObject({
      status: "failed",
      error: expect.stringMatching(/SHA-256 differs/),
    });
    expect(await historyOf(ctx)).toHaveLength(0);
  });

  it("keeps the previous model in service for single leads", async () => {
    const { ctx, org, scoringRunId } = await withChampion();
    await scoreOrganisation(ctx, { scoringRunId }, { signal: never, models });
    const before = (await getChampion(await asUser(platform, org, "admin"))).champion;
    await retrain(org);
    await spoil(ctx);
    const { id } = await createLead(platform.db, org, { attributes: { visits: 5, minutes: 20 } });
    expect(await scoreLead(ctx, { leadId: id }, { models })).toEqual({ state: "scored", written: true });
    expect((await leadsOf(ctx)).find((lead) => lead.id === id)?.modelId).toBe(before?.id);
  });
});

describe("the cache of open models", () => {
  it("opens a model once, closes the one unused longest, and none that is in use", async () => {
    const first = await withChampion();
    const second = await withChampion();
    const cache = createModelCache({ capacity: 1 });
    const open = (ctx: Context) => cache.withChampion(ctx, async (champion) => champion);
    const one = await open(first.ctx);
    expect((await open(first.ctx))?.model).toBe(one?.model);
    await cache.withChampion(first.ctx, async (held) => {
      await open(second.ctx);
      expect(await held.model.score([{ visits: 3 }], {})).toHaveLength(1);
    });
    expect((await open(first.ctx))?.model).not.toBe(one?.model);
    await cache.close();
  });
});
