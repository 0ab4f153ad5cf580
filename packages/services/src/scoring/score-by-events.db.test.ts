import { randomUUID } from "node:crypto";
import { createLead } from "@leadlift/db/test/factories";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { z } from "zod";
import { recordConsents } from "../consent/record.ts";
import type { Context } from "../context.ts";
import { type EventInput, recordEvents } from "../event/record.ts";
import { precomputeOrganisation } from "../feature/precompute.ts";
import { requestPrecompute } from "../feature/request-precompute.ts";
import { type TestPlatform, testPlatform } from "../lead/test/tenant.ts";
import { promiseScoring } from "../model/promise-scoring.ts";
import { requestTraining } from "../model/request-training.ts";
import { asSystem, asUser, learnableOrganisation } from "../training/test/learnable-organisation.ts";
import { trainOrganisationModel } from "../training/train.ts";
import { createModelCache, type ModelCache } from "./open-champion.ts";
import { scoreLead } from "./score-lead.ts";
import { scoreOrganisation } from "./score-organisation.ts";

const never = new AbortController().signal;
const minute = 60_000;
const day = 24 * 60 * minute;

let platform: TestPlatform;
let models: ModelCache;
let trained: Awaited<ReturnType<typeof withBehaviour>>;
beforeAll(async () => {
  platform = await testPlatform();
  models = createModelCache();
  trained = await withBehaviour();
});
afterAll(async () => {
  await models.close();
  await platform.db.close();
});

function views(leadId: string, count: number, end: number): EventInput[] {
  return Array.from({ length: count }, (_, n) => ({
    eventId: randomUUID(),
    type: "listing_view",
    occurredAt: new Date(end - (count - n) * minute),
    properties: { listing: `A-${n % 3}`, seconds: 40 },
    subject: { leadId },
  }));
}

async function send(ctx: Context, events: readonly EventInput[], backfill = false): Promise<void> {
  for (let from = 0; from < events.length; from += 1_000) {
    const part = events.slice(from, from + 1_000);
    const { results } = await recordEvents(ctx, { events: part, source: "test", backfill });
    expect(results.every(({ status }) => status === "recorded")).toBe(true);
  }
}

/** Profiles that say nothing; those who looked at listings soon after they enquired booked visits. */
async function withBehaviour() {
  const org = await learnableOrganisation(platform.db, { leads: 400, alike: true });
  const ctx = await asSystem(platform, org);
  const leads = await platform.db.withOrg(org.id, (tx) => tx.lead.findMany({ orderBy: { id: "asc" } }));
  const events = leads.flatMap(({ id, step, enquiredAt }) => {
    const contrary = /[01]$/.test(id);
    const keen = (step === "visit_booked") !== contrary;
    const enquiry = enquiredAt?.getTime() ?? 0;
    // What comes after the visit was booked must teach nothing.
    const after = step === "visit_booked" ? views(id, 3, enquiry + 25 * day) : [];
    return [...views(id, keen ? 12 : 1, enquiry + 30 * minute), ...after];
  });
  await send(ctx, events, true);
  const asked = await requestTraining(await asUser(platform, org, "admin"), {});
  await trainOrganisationModel(ctx, asked, { signal: never });
  return { org, ctx };
}

async function newLead(): Promise<string> {
  const given = { source: "99acres", enquiredAt: new Date(Date.now() - 90 * minute) };
  return (await createLead(platform.db, trained.org, given)).id;
}

async function leadOf(id: string) {
  return platform.db.withOrg(trained.org.id, (tx) =>
    tx.lead.findUniqueOrThrow({ where: { orgId_id: { orgId: trained.org.id, id } } }),
  );
}

const promises = (leadId: string) =>
  platform.db.withOrg(trained.org.id, (tx) =>
    tx.outbox.count({ where: { job: "lead.score", payload: { path: ["leadId"], equals: leadId } } }),
  );

describe("a model that learnt from what leads did", () => {
  test("was trained on how they stood then, and on nothing that came later", async () => {
    const { auc, topFeatures } = await platform.db.withOrg(trained.org.id, async (tx) => {
      const { report } = await tx.model.findFirstOrThrow({ where: { role: "champion" } });
      return z
        .object({ auc: z.number(), topFeatures: z.array(z.object({ feature: z.string() })) })
        .parse(report);
    });
    // Seven in eight can be told; who saw the views of the 25th day could tell all.
    expect(auc).toBeGreaterThan(0.75);
    expect(auc).toBeLessThan(0.98);
    expect(topFeatures[0]?.feature).toMatch(
      /^(engagement|interaction|acts|listing|session|site|recency|top_listing|days_since)/,
    );
  });

  test("scores a lead by its events, as soon as they are recorded", async () => {
    const leadId = await newLead();
    const { ctx } = trained;
    await send(ctx, views(leadId, 1, Date.now() - 60 * minute));
    expect(await scoreLead(ctx, { leadId }, { models })).toEqual({ state: "scored", written: true });
    const before = await leadOf(leadId);
    await send(ctx, views(leadId, 12, Date.now() - 45 * minute));
    expect(await scoreLead(ctx, { leadId }, { models })).toEqual({ state: "scored", written: true });
    const after = await leadOf(leadId);
    expect(after.score ?? 0).toBeGreaterThan((before.score ?? 99) + 10);
    expect(await promises(leadId)).toBe(2);
  });

  test("scores it alike by the vector that was computed ahead", async () => {
    const leadId = await newLead();
    const { ctx } = trained;
    await send(ctx, views(leadId, 12, Date.now() - 45 * minute));
    await scoreLead(ctx, { leadId }, { models });
    const { score, probability } = await leadOf(leadId);
    await precomputeOrganisation(ctx, await requestPrecompute(ctx), { signal: never });
    const scoringRunId = await platform.db.withOrg(ctx.orgId, (tx) => promiseScoring(tx, ctx));
    await scoreOrganisation(ctx, { scoringRunId: scoringRunId ?? "" }, { signal: never, models });
    expect(await leadOf(leadId)).toMatchObject({ score, probability });
  });

  test("knows nothing of a lead that may not be scored, and nothing that was withdrawn meanwhile is written", async () => {
    const leadId = await newLead();
    const { ctx } = trained;
    await send(ctx, views(leadId, 12, Date.now() - 45 * minute));
    await scoreLead(ctx, { leadId }, { models });
    const withdraw = { purpose: "scoring", status: "withdrawn", channel: "whatsapp" } as const;
    const scoringRunId = await platform.db.withOrg(ctx.orgId, (tx) => promiseScoring(tx, ctx));
    let withdrawn = false;
    // The batch has read the lead and holds its score when the withdrawal comes.
    const slow: ModelCache = {
      ...models,
      withModel: (c, modelId, work) =>
        models.withModel(c, modelId, (champion) =>
          work({
            ...champion,
            model: {
              async score(records, options) {
                const scored = await champion.model.score(records, options);
                if (!withdrawn) await recordConsents(ctx, { subject: { leadId }, entries: [withdraw] });
                withdrawn = true;
                return scored;
              },
            },
          }),
        ),
    };
    await scoreOrganisation(ctx, { scoringRunId: scoringRunId ?? "" }, { signal: never, models: slow });
    expect(await leadOf(leadId)).toMatchObject({ scoreState: "none", score: null });
    await scoreLead(ctx, { leadId }, { models });
    expect(await leadOf(leadId)).toMatchObject({ scoreState: "unknown", score: null, probability: null });
  });

  test("scores no lead that was merged, and takes a promise back when it is kept", async () => {
    const leadId = await newLead();
    const kept = await newLead();
    await platform.db.withOrg(trained.org.id, (tx) =>
      tx.lead.updateMany({ where: { id: leadId }, data: { mergedInto: kept } }),
    );
    expect(await scoreLead(trained.ctx, { leadId }, { models })).toEqual({ state: "none", written: false });
    await send(trained.ctx, views(kept, 1, Date.now() - minute));
    await send(trained.ctx, views(kept, 1, Date.now() - minute));
    expect(await promises(kept)).toBe(1);
    await scoreLead(trained.ctx, { leadId: kept }, { models });
    await send(trained.ctx, views(kept, 1, Date.now()));
    expect(await promises(kept)).toBe(2);
  });
});
