import { randomUUID } from "node:crypto";
import { createLead, createModel } from "@leadlift/db/test/factories";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Context } from "../context.ts";
import { recordEvents } from "../event/record.ts";
import { createTenant, type TestPlatform, testPlatform } from "../lead/test/tenant.ts";
import { addLeads } from "../training/test/learnable-organisation.ts";
import { askForVectors, lastNight } from "./keep-fresh.ts";
import { precomputeOrganisation } from "./precompute.ts";
import { requestPrecompute } from "./request-precompute.ts";
import { storedVectors } from "./stored-vectors.ts";
import { recomputed, serve } from "./test/clocked.ts";

let platform: TestPlatform;
beforeAll(async () => {
  platform = await testPlatform();
});
afterAll(() => platform.db.close());

const never = new AbortController().signal;

async function withLeads(leads: number) {
  const tenant = await createTenant(platform);
  const leadIds = await addLeads(platform.db, tenant.org, { leads });
  return { ...tenant, ctx: tenant.system, leadIds };
}

const runOf = (ctx: Context, id: string) =>
  platform.db.withOrg(ctx.orgId, (tx) =>
    tx.featureRun.findUniqueOrThrow({ where: { orgId_id: { orgId: ctx.orgId, id } } }),
  );
const stored = (ctx: Context, leadIds: readonly string[]) =>
  platform.db.withOrgSql(ctx.orgId, (sql) => storedVectors(sql, ctx, leadIds));
const jobs = (ctx: Context, job: string) =>
  platform.db.withOrg(ctx.orgId, (tx) => tx.outbox.count({ where: { orgId: ctx.orgId, job } }));

async function computed(ctx: Context, onlyStale = false) {
  const asked = await requestPrecompute(ctx, { onlyStale });
  await precomputeOrganisation(ctx, asked, { signal: never });
  return runOf(ctx, asked.featureRunId);
}

/** Stops before the transaction after `batches`, or, as a killed process would, in the middle of it. */
function stopping(ctx: Context, batches: number, how: { abort: () => void } | "kill"): Context {
  let transactions = 0;
  const mid = how === "kill" ? 0 : 1;
  return {
    ...ctx,
    db: {
      ...ctx.db,
      withOrgSql: (orgId, work) =>
        ctx.db.withOrgSql(orgId, async (sql) => {
          const done = await work(sql);
          // One to claim the run, then two a batch: which leads, and their vectors.
          if (++transactions === 1 + 2 * batches + (1 - mid) * 2) {
            if (how === "kill") throw new Error("Killed");
            how.abort();
          }
          return done;
        }),
    },
  };
}

test("every open lead gets the vector that it would be served, and the scores follow", async () => {
  const { ctx, org, leadIds } = await withLeads(40);
  await createModel(platform.db, org);
  const lost = (await createLead(platform.db, org, { status: "lost" })).id;
  await recordEvents(ctx, {
    source: "test",
    events: leadIds.map((leadId) => ({
      eventId: randomUUID(),
      type: "page_view",
      properties: { page: "/" },
      subject: { leadId },
    })),
  });
  expect(await computed(ctx)).toMatchObject({ status: "done", total: 40, done: 40 });
  const kept = await stored(ctx, [...leadIds, lost]);
  expect([...kept.keys()].sort()).toEqual(leadIds.toSorted());
  for (const [leadId, { at, vector }] of kept) {
    expect(await recomputed(ctx, leadId, [at])).toEqual([Array.from(vector)]);
  }
  expect(await jobs(ctx, "organisation.score")).toBe(1);
});

test("what is recorded of a lead takes its vector out of use, and only its own is computed again", async () => {
  const { ctx, leadIds } = await withLeads(20);
  const [acted = "", changed = "", ...rest] = leadIds;
  await computed(ctx);
  const event = { eventId: randomUUID(), type: "call_in", properties: {}, subject: { leadId: acted } };
  await recordEvents(ctx, { source: "test", events: [event] });
  await platform.db.withOrg(ctx.orgId, (tx) =>
    tx.lead.updateMany({ where: { id: changed }, data: { city: "Nagpur", version: { increment: 1 } } }),
  );
  expect([...(await stored(ctx, leadIds)).keys()].sort()).toEqual(rest.toSorted());
  expect(await computed(ctx, true)).toMatchObject({ status: "done", done: 2, total: 2 });
  expect((await stored(ctx, leadIds)).size).toBe(20);
  const tomorrow = { ...ctx, now: () => new Date(Date.now() + 86_400_000) };
  expect((await stored(tomorrow, leadIds)).size).toBe(0);
  expect(await computed(tomorrow, true)).toMatchObject({ done: 20 });
});

test("a run that is stopped goes on where it was, one that is killed loses its batch and no other", async () => {
  const { ctx, leadIds } = await withLeads(1_200);
  const { featureRunId } = await requestPrecompute(ctx);
  const shutdown = new AbortController();
  const abort = () => shutdown.abort(new Error("The worker is stopping"));
  await expect(
    precomputeOrganisation(stopping(ctx, 1, { abort }), { featureRunId }, { signal: shutdown.signal }),
  ).rejects.toThrow("The worker is stopping");
  expect(await runOf(ctx, featureRunId)).toMatchObject({ status: "running", done: 500, total: 1_200 });
  await expect(
    precomputeOrganisation(stopping(ctx, 0, "kill"), { featureRunId }, { signal: never }),
  ).rejects.toThrow("Killed");
  expect(await runOf(ctx, featureRunId)).toMatchObject({ status: "running", done: 500, total: 1_200 });

  await precomputeOrganisation(ctx, { featureRunId }, { signal: never });
  expect(await runOf(ctx, featureRunId)).toMatchObject({ status: "done", done: 1_200, total: 1_200 });
  expect((await stored(ctx, leadIds)).size).toBe(1_200);
  await precomputeOrganisation(ctx, { featureRunId }, { signal: never });
  expect(await runOf(ctx, featureRunId)).toMatchObject({ attempt: 3, done: 1_200 });
});

test("of two deliveries of one run the later does it", async () => {
  const { ctx } = await withLeads(600);
  const { featureRunId } = await requestPrecompute(ctx);
  const run = () => precomputeOrganisation(ctx, { featureRunId }, { signal: never });
  await Promise.all([run(), run()]);
  expect(await runOf(ctx, featureRunId)).toMatchObject({ status: "done", done: 600, total: 600 });
});

test("who asks while a run waits gets that one, unless it does less", async () => {
  const { ctx, broker } = await withLeads(1);
  const stale = await requestPrecompute(ctx, { onlyStale: true });
  const all = await requestPrecompute(ctx);
  expect(all).not.toEqual(stale);
  expect(await requestPrecompute(ctx)).toEqual(all);
  expect(await requestPrecompute(ctx, { onlyStale: true })).toEqual(all);
  expect(await jobs(ctx, "features.precompute")).toBe(2);
  await expect(requestPrecompute(broker)).rejects.toMatchObject({ code: "FORBIDDEN" });
});

test("the keeper asks once a night for all, then for what no longer stands, and only where there is a model", async () => {
  const { ctx, org, leadIds } = await withLeads(3);
  const asked = () => jobs(ctx, "features.precompute");
  await askForVectors(ctx);
  expect(await asked()).toBe(0);
  await createModel(platform.db, org);
  await askForVectors(ctx);
  await askForVectors(ctx);
  expect(await asked()).toBe(1);
  await computed(ctx);
  await askForVectors(ctx);
  expect(await asked()).toBe(1);
  await platform.db.withOrg(org.id, (tx) =>
    tx.leadVector.updateMany({ where: { leadId: leadIds[0] ?? "" }, data: { staleAt: new Date(0) } }),
  );
  await askForVectors(ctx);
  expect(await asked()).toBe(2);
  expect(await computed(ctx, true)).toMatchObject({ onlyStale: true, done: 1 });
  expect(await serve(ctx, leadIds)).toHaveLength(3);
});

test("a night is half past two by the organisation's clocks", async () => {
  const { ctx } = await withLeads(1);
  const night = (now: string) => lastNight({ ...ctx, now: () => new Date(now) }).toISOString();
  expect(night("2026-11-23T20:59:00Z")).toBe("2026-11-22T21:00:00.000Z");
  expect(night("2026-11-23T21:01:00Z")).toBe("2026-11-23T21:00:00.000Z");
});
