import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type TestPlatform, testPlatform } from "../lead/test/tenant.ts";
import { getRun } from "../model/get-run.ts";
import { requestTraining } from "../model/request-training.ts";
import { claimTraining, stillHeld, type TrainingClaim, writeProgress } from "./claim-run.ts";
import { asSystem, asUser, learnableOrganisation } from "./test/learnable-organisation.ts";

let platform: TestPlatform;
beforeAll(async () => {
  platform = await testPlatform();
});
afterAll(() => platform.db.close());

function held(claim: TrainingClaim | null): TrainingClaim {
  if (!claim) throw new Error("The run was not claimed");
  return claim;
}

describe("the hold on a training run", () => {
  it("passes to the later delivery, and the earlier one can write no more", async () => {
    const org = await learnableOrganisation(platform.db, { leads: 300 });
    const admin = await asUser(platform, org, "admin");
    const asked = await requestTraining(admin, {});
    const ctx = await asSystem(platform, org);
    const earlier = held(await claimTraining(ctx, asked.trainingRunId));
    const later = held(await claimTraining(ctx, asked.trainingRunId));

    expect(await writeProgress(ctx, later, { stage: "training", progress: 0.4 })).toBe(true);
    expect(await writeProgress(ctx, earlier, { stage: "saving", progress: 0.9 })).toBe(false);
    expect((await getRun(admin, asked)).run).toMatchObject({ stage: "training", progress: 0.4 });
    await platform.db.withOrg(org.id, async (tx) => {
      expect(await stillHeld(tx, ctx, earlier)).toBe(false);
      expect(await stillHeld(tx, ctx, later)).toBe(true);
    });
  });

  it("is on nothing once the run has ended", async () => {
    const org = await learnableOrganisation(platform.db, { leads: 300 });
    const asked = await requestTraining(await asUser(platform, org, "admin"), {});
    const ctx = await asSystem(platform, org);
    const claim = held(await claimTraining(ctx, asked.trainingRunId));
    await platform.db.withOrg(org.id, (tx) =>
      tx.trainingRun.updateMany({ where: { orgId: org.id }, data: { status: "failed" } }),
    );
    expect(await claimTraining(ctx, asked.trainingRunId)).toBeNull();
    expect(await writeProgress(ctx, claim, { stage: "saving", progress: 1 })).toBe(false);
  });
});
