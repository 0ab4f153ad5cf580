import { setImmediate as breathe } from "node:timers/promises";
import type { BlobStore } from "@leadlift/db/blobs";
import { newId } from "@leadlift/db/id";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type TestPlatform, testPlatform } from "../lead/test/tenant.ts";
import { getChampion } from "../model/get-champion.ts";
import { getRun } from "../model/get-run.ts";
import { listModels } from "../model/list.ts";
import { requestTraining } from "../model/request-training.ts";
import { chooseTarget } from "../organisation/choose-target.ts";
import { addLeads, asSystem, asUser, learnableOrganisation } from "./test/learnable-organisation.ts";
import { trainOrganisationModel } from "./train.ts";

const never = new AbortController().signal;

let platform: TestPlatform;
beforeAll(async () => {
  platform = await testPlatform();
});
afterAll(() => platform.db.close());

async function trained(options: { leads: number; noise?: boolean }) {
  const org = await learnableOrganisation(platform.db, options);
  const admin = await asUser(platform, org, "admin");
  const asked = await requestTraining(admin, {});
  const ctx = await asSystem(platform, org);
  await trainOrganisationModel(ctx, asked, { signal: never });
  return { org, admin, ctx, asked };
}

const outboxOf = (ctx: { orgId: string }, job: string) =>
  platform.db.withOrg(ctx.orgId, (tx) => tx.outbox.findMany({ where: { orgId: ctx.orgId, job } }));

describe("asking for a training", () => {
  it("takes the furthest step that can be learnt, promises the job and records who asked", async () => {
    const org = await learnableOrganisation(platform.db, { leads: 300 });
    const admin = await asUser(platform, org, "admin");
    const asked = await requestTraining(admin, {});
    expect(asked.targetStep).toBe("visit_booked");
    const [job] = await outboxOf(admin, "model.train");
    expect(job?.payload).toEqual({ orgId: org.id, trainingRunId: asked.trainingRunId });
    const [entry] = await platform.db.withOrg(org.id, (tx) =>
      tx.auditEntry.findMany({ where: { orgId: org.id, action: "model.request-training" } }),
    );
    expect(entry).toMatchObject({ subjectId: asked.trainingRunId, actorKind: "user" });
  });

  it("is refused while another run is under way, also when both ask at once", async () => {
    const org = await learnableOrganisation(platform.db, { leads: 300 });
    const admin = await asUser(platform, org, "admin");
    const both = await Promise.allSettled([requestTraining(admin, {}), requestTraining(admin, {})]);
    expect(both.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
    expect(both.find(({ status }) => status === "rejected")).toMatchObject({ reason: { code: "CONFLICT" } });
    expect(await outboxOf(admin, "model.train")).toHaveLength(1);
  });

  it("is too early with fewer than 40 on either side, and says how many there are", async () => {
    const org = await learnableOrganisation(platform.db, { leads: 60 });
    const admin = await asUser(platform, org, "admin");
    const counts = (await getChampion(admin)).steps.find(({ step }) => step === "visit_booked");
    await expect(requestTraining(admin, {})).rejects.toMatchObject({
      code: "TOO_EARLY",
      message: expect.stringContaining(String(counts?.reached)),
    });
  });

  it("is for admins", async () => {
    const org = await learnableOrganisation(platform.db, { leads: 1 });
    const broker = await asUser(platform, org, "broker");
    await expect(requestTraining(broker, {})).rejects.toMatchObject({ code: "FORBIDDEN" });
  });

  it("keeps the chosen target", async () => {
    const { org } = await trained({ leads: 300 });
    const admin = await asUser(platform, org, "admin");
    expect(admin.organisation.targetStep).toBe("visit_booked");
    await expect(requestTraining(admin, { step: "contacted" })).rejects.toMatchObject({ code: "CONFLICT" });
  });
});

describe("training", () => {
  it("makes a champion with a frozen base, ends the run and promises the scoring", async () => {
    const { admin, asked } = await trained({ leads: 400 });
    const page = await getChampion(admin);
    expect(page.champion).toMatchObject({ version: 1, targetStep: "visit_booked" });
    // Of 80 rows: it may lie a tenth off what the data allow.
    expect(page.champion?.report.auc).toBeGreaterThan(0.6);
    expect(page.base?.n).toBe(page.champion?.report.trainRows);
    expect(page.base?.probability).toBeGreaterThan(0);
    expect(page.current).toBeNull();
    const { run, scoring } = await getRun(admin, asked);
    expect(run).toMatchObject({ status: "done", progress: 1, rows: 400, modelId: page.champion?.id });
    expect(scoring).toMatchObject({ status: "queued" });
    expect(await outboxOf(admin, "organisation.score")).toHaveLength(1);
  });

  it("stores the model's file for good and its checksum in the row", async () => {
    const { admin } = await trained({ leads: 300 });
    const model = await platform.db.withOrg(admin.orgId, (tx) =>
      tx.model.findFirstOrThrow({ where: { orgId: admin.orgId } }),
    );
    const blob = await platform.db.withOrg(admin.orgId, (tx) =>
      tx.blob.findUniqueOrThrow({ where: { orgId_id: { orgId: admin.orgId, id: model.onnxBlobId } } }),
    );
    expect(blob).toMatchObject({ purpose: "model", sha256: model.sha256, expiresAt: null });
  });

  it("leaves the base where the first model set it", async () => {
    const { org, ctx } = await trained({ leads: 300 });
    const admin = await asUser(platform, org, "admin");
    const before = (await getChampion(admin)).base;
    await addLeads(platform.db, org, { leads: 200, seed: 5, noise: true });
    await trainOrganisationModel(ctx, await requestTraining(admin, {}), { signal: never });
    const after = await getChampion(admin);
    expect(after.champion?.version).toBe(2);
    expect(after.base).toEqual(before);
    expect((await listModels(admin, {})).map(({ version, role }) => [version, role])).toEqual([
      [2, "champion"],
      [1, "retired"],
    ]);
  });

  it("is done once when its job is delivered again afterwards", async () => {
    const { ctx, admin, asked } = await trained({ leads: 300 });
    await trainOrganisationModel(ctx, asked, { signal: never });
    expect(await listModels(admin, {})).toHaveLength(1);
    expect(await outboxOf(ctx, "organisation.score")).toHaveLength(1);
  });

  it("is done once when two deliveries run at the same time: the later one has it", async () => {
    const org = await learnableOrganisation(platform.db, { leads: 300 });
    const admin = await asUser(platform, org, "admin");
    const asked = await requestTraining(admin, {});
    const ctx = await asSystem(platform, org);
    await Promise.all([
      trainOrganisationModel(ctx, asked, { signal: never }),
      trainOrganisationModel(ctx, asked, { signal: never }),
    ]);
    expect(await listModels(admin, {})).toHaveLength(1);
    expect((await getRun(admin, asked)).run.status).toBe("done");
    const blobs = await platform.db.withOrg(org.id, (tx) => tx.blob.count({ where: { orgId: org.id } }));
    expect(blobs).toBe(1);
  });

  it("stops in the middle when its signal is aborted, and the next delivery completes it", async () => {
    const org = await learnableOrganisation(platform.db, { leads: 3000 });
    const admin = await asUser(platform, org, "admin");
    const asked = await requestTraining(admin, {});
    const ctx = await asSystem(platform, org);
    const shutdown = new AbortController();
    const cut = trainOrganisationModel(ctx, asked, { signal: shutdown.signal });
    while ((await getRun(admin, asked)).run.progress === 0) await breathe();
    shutdown.abort(new Error("The worker is stopping"));
    await expect(cut).rejects.toThrow("The worker is stopping");
    expect((await getRun(admin, asked)).run).toMatchObject({ status: "running", modelId: null });

    await trainOrganisationModel(ctx, asked, { signal: never });
    expect((await getRun(admin, asked)).run).toMatchObject({ status: "done", error: null });
    expect(await listModels(admin, {})).toHaveLength(1);
  });

  it.each([
    ["step", { step: "contacted" }],
    ["horizon", { step: "visit_booked", horizonDays: 60 }],
  ])("promotes nothing when another %s was chosen meanwhile, and says so", async (_, chosen) => {
    const org = await learnableOrganisation(platform.db, { leads: 300 });
    const admin = await asUser(platform, org, "admin");
    const asked = await requestTraining(admin, {});
    const ctx = await asSystem(platform, org);
    const changing: BlobStore = {
      ...ctx.blobs,
      async write(...file) {
        await chooseTarget(admin, chosen);
        return ctx.blobs.write(...file);
      },
    };
    await trainOrganisationModel({ ...ctx, blobs: changing }, asked, { signal: never });
    const { run } = await getRun(admin, asked);
    expect(run).toMatchObject({ status: "failed", error: expect.stringContaining("target was changed") });
    expect(await listModels(admin, {})).toHaveLength(0);
    expect(await outboxOf(admin, "organisation.score")).toHaveLength(0);
    const blobs = await platform.db.withOrg(org.id, (tx) => tx.blob.count({ where: { orgId: org.id } }));
    expect(blobs).toBe(0);
  });

  it("leaves no file for good when it dies between the file and the model's row", async () => {
    const org = await learnableOrganisation(platform.db, { leads: 300 });
    const admin = await asUser(platform, org, "admin");
    const asked = await requestTraining(admin, {});
    const ctx = await asSystem(platform, org);
    const dying: BlobStore = {
      ...ctx.blobs,
      async write(...file) {
        await ctx.blobs.write(...file);
        throw new Error("Killed");
      },
    };
    await expect(trainOrganisationModel({ ...ctx, blobs: dying }, asked, { signal: never })).rejects.toThrow(
      "Killed",
    );
    await trainOrganisationModel(ctx, asked, { signal: never });
    const blobs = await platform.db.withOrg(org.id, (tx) =>
      tx.blob.findMany({ where: { orgId: org.id }, orderBy: { createdAt: "asc" } }),
    );
    expect(blobs.map(({ expiresAt }) => expiresAt === null)).toEqual([false, true]);
    expect(await listModels(admin, {})).toHaveLength(1);
  });

  it.each([
    ["what was learnt is no better than chance", { noise: true }, /No better than chance/],
    [
      "the leads say nothing to learn from",
      { alike: true },
      /better than chance|No column can be learnt from/,
    ],
  ])("ends with a sentence and no model when %s", async (_, leads, says) => {
    const org = await learnableOrganisation(platform.db, { leads: 300, ...leads });
    const admin = await asUser(platform, org, "admin");
    const asked = await requestTraining(admin, {});
    await trainOrganisationModel(await asSystem(platform, org), asked, { signal: never });
    const { run } = await getRun(admin, asked);
    expect(run).toMatchObject({ status: "failed", error: expect.stringMatching(says) });
    expect(await listModels(admin, {})).toHaveLength(0);
    expect(await outboxOf(admin, "organisation.score")).toHaveLength(0);
  });
});

describe("another organisation", () => {
  it("does not find the run, the model or the champion", async () => {
    const { asked } = await trained({ leads: 300 });
    const other = await learnableOrganisation(platform.db, { leads: 1 });
    const stranger = await asUser(platform, other, "admin");
    await expect(getRun(stranger, asked)).rejects.toMatchObject({ code: "NOT_FOUND" });
    await expect(
      trainOrganisationModel(await asSystem(platform, other), asked, { signal: never }),
    ).rejects.toMatchObject({ code: "NOT_FOUND" });
    expect(await listModels(stranger, {})).toEqual([]);
    expect(await getChampion(stranger)).toMatchObject({ champion: null, runs: [], base: null });
  });

  it("gets NOT_FOUND for a run that never was", async () => {
    const org = await learnableOrganisation(platform.db, { leads: 1 });
    const admin = await asUser(platform, org, "admin");
    await expect(getRun(admin, { trainingRunId: newId() })).rejects.toMatchObject({ code: "NOT_FOUND" });
  });
});
