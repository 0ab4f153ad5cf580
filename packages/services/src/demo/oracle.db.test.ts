import { createLead } from "@leadlift/db/test/factories";
import { afterAll, beforeAll, expect, test } from "vitest";
import { systemContext } from "../context.ts";
import { type OwnPlatform, ownPlatform } from "../jobs/test/own-platform.ts";
import { getChampion } from "../model/get-champion.ts";
import { requestTraining } from "../model/request-training.ts";
import { asSystem, learnableOrganisation } from "../training/test/learnable-organisation.ts";
import { trainOrganisationModel } from "../training/train.ts";
import { demoTarget, demoOrganisationId as orgId } from "./accounts.ts";
import { loadDemo } from "./load.ts";
import { oracleOf } from "./oracle.ts";

let platform: OwnPlatform;
beforeAll(async () => {
  platform = await ownPlatform();
  await loadDemo(platform, { leads: 1500 });
}, 120_000);
afterAll(() => platform.close());

test("the sample's report shows what features bring, and the simulator's own truth beside it", {
  timeout: 120_000,
}, async () => {
  const ctx = await systemContext(platform, orgId);
  const asked = await requestTraining(ctx, { step: demoTarget });
  await trainOrganisationModel(ctx, asked, { signal: new AbortController().signal });
  const report = (await getChampion(ctx)).champion?.report;
  const lift = report?.lift;
  expect(lift?.sets.map(({ of }) => of)).toEqual(["profile", "canonical", "all"]);
  expect(lift?.sets.at(-1)?.auc).toBe(report?.auc);
  // What leads did must be known at the moment that training sees them from (once it counted as recorded today).
  expect(lift?.sets.at(-1)?.gain?.low).toBeGreaterThan(0);
  expect(lift?.reference).toMatchObject({
    name: expect.stringContaining("simulator"),
    rows: report?.testRows,
  });
  // It knows the noise-free odds: better by far than what a profile tells.
  const profile = lift?.sets[0]?.auc ?? 1;
  expect(lift?.reference?.auc).toBeGreaterThan(profile);
});

test("no other organisation has such a truth, whatever its leads are called", async () => {
  const org = await learnableOrganisation(platform.db, { leads: 1 });
  const leadIds = await Promise.all(
    ["SIM-000001", "SIM-000002"].map(async (externalId) => {
      const lead = await createLead(platform.db, org, { externalId });
      return lead.id;
    }),
  );
  const rows = { leadIds, labels: Uint8Array.from([0, 1]) };
  expect(await oracleOf(await asSystem(platform, org), demoTarget, rows)).toBeNull();
});

test("leads that were added to the sample by hand have none either", async () => {
  const ctx = await systemContext(platform, orgId);
  const rows = { leadIds: [orgId, orgId], labels: Uint8Array.from([0, 1]) };
  expect(await oracleOf(ctx, demoTarget, rows)).toBeNull();
  expect(await oracleOf(ctx, "won", rows)).toBeNull();
});
