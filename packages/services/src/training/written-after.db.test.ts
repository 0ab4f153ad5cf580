import { afterAll, beforeAll, expect, test } from "vitest";
import type { Context } from "../context.ts";
import { type TestPlatform, testPlatform } from "../lead/test/tenant.ts";
import { getChampion } from "../model/get-champion.ts";
import { requestTraining } from "../model/request-training.ts";
import { readLabelledTable } from "./labelled-table.ts";
import { addLeads, asSystem, asUser, learnableOrganisation } from "./test/learnable-organisation.ts";
import { trainOrganisationModel } from "./train.ts";

const never = new AbortController().signal;
const day = 86_400_000;
const remarks = ["called back", "asked for the plan", "will visit with family"];
const also = ({ index }: { index: number }) => ({
  remark: remarks[index % remarks.length] ?? "",
  floor: 1 + (index % 12),
});

let platform: TestPlatform;
beforeAll(async () => {
  platform = await testPlatform();
});
afterAll(() => platform.db.close());

/** Brokers write another remark in each of these records; by then all of the leads had been decided. */
async function rewriteRemarks(ctx: Context, leadIds: readonly string[]): Promise<void> {
  await ctx.db.withOrg(ctx.orgId, async (tx) => {
    await tx.$executeRaw`select set_config('app.now', ${new Date(Date.now() - day).toISOString()}, true)`;
    await tx.$executeRaw`
      update lead set attributes = attributes || '{"remark": "token taken"}'
       where org_id = ${ctx.orgId}::uuid and id = any(${leadIds}::uuid[])`;
  });
}

test("a column that is written after the outcome is left out where old leads came with theirs", {
  timeout: 60_000,
}, async () => {
  const org = await learnableOrganisation(platform.db, { leads: 300, also });
  const recorded = await addLeads(platform.db, org, { leads: 120, seed: 5, also, recordedAtOnce: true });
  const ctx = await asSystem(platform, org);
  await rewriteRemarks(ctx, recorded);

  const admin = await asUser(platform, org, "admin");
  await trainOrganisationModel(ctx, await requestTraining(admin, {}), { signal: never });
  const { champion } = await getChampion(admin);
  expect(champion?.report.leaks).toEqual([
    {
      column: "remark",
      level: "left out",
      rule: "written after",
      kept: false,
      evidence: expect.stringMatching(
        /^in 100 % of the leads whose changes are on record \((\d+) of \1\) it was last written after the outcome was known, and of \d+ of the \d+ values/,
      ),
    },
  ]);
});

test("is learnt from where the record has every value from before the outcome", {
  timeout: 60_000,
}, async () => {
  const org = await learnableOrganisation(platform.db, { leads: 300, also, recordedAtOnce: true });
  const ctx = await asSystem(platform, org);
  await rewriteRemarks(ctx, org.leadIds);
  const target = { targetStep: "visit_booked", horizonDays: 30 };
  const table = await readLabelledTable(ctx, target, never);
  const shown = table.columns[table.names.indexOf("remark")] ?? [];
  expect(new Set(shown)).toEqual(new Set(remarks));
  expect(new Set(table.written?.shown.remark)).toEqual(new Set([1]));
  expect(new Set(table.written?.standing.remark)).toEqual(new Set([2]));
  expect(new Set(table.written?.standing.floor)).toEqual(new Set([1]));

  const admin = await asUser(platform, org, "admin");
  await trainOrganisationModel(ctx, await requestTraining(admin, {}), { signal: never });
  const leaks = (await getChampion(admin)).champion?.report.leaks ?? [];
  // Columns that only look too good by chance are not what this is about.
  expect(leaks.map(({ column }) => column)).not.toEqual(
    expect.arrayContaining([expect.stringMatching(/^(remark|floor)$/)]),
  );
});

test("a report says how old leads were when they were looked at, and from when to when", {
  timeout: 60_000,
}, async () => {
  const org = await learnableOrganisation(platform.db, { leads: 400 });
  const ctx = await asSystem(platform, org);
  const admin = await asUser(platform, org, "admin");
  await trainOrganisationModel(ctx, await requestTraining(admin, {}), { signal: never });
  const report = (await getChampion(admin)).champion?.report;
  expect(report?.landmarks?.rule).toBe("ages");
  const hours = report?.landmarks?.rows.map((row) => row.hours) ?? [];
  expect(hours.length).toBeGreaterThan(1);
  expect([1, 24, 72, 168, 336]).toEqual(expect.arrayContaining(hours));
  const all = report?.landmarks?.rows.reduce((sum, { rows }) => sum + rows, 0);
  expect(all).toBe(report?.rows);
  const { from = "", to = "", testFrom, horizonDays } = report?.window ?? {};
  expect(Date.parse(from)).toBeLessThan(Date.parse(to));
  expect(testFrom).not.toBeNull();
  expect(horizonDays).toBe(30);

  // Nobody did anything there, so that nothing was computed from it.
  expect(report?.lift).toBeNull();
});

test("all rows are an hour old where nobody knows when many were decided, and the report says so", {
  timeout: 60_000,
}, async () => {
  const org = await learnableOrganisation(platform.db, { leads: 300, untimed: true });
  const table = await readLabelledTable(
    await asSystem(platform, org),
    { targetStep: "visit_booked", horizonDays: 30 },
    never,
  );
  expect(table.landmarks).toEqual({ rule: "hour: untimed", rows: [{ hours: 1, rows: 300 }] });
});
