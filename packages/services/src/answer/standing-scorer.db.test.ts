import { realEstateRules } from "@leadlift/scoring/scorecard";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createTenant, type Tenant, type TestPlatform, testPlatform } from "../lead/test/tenant.ts";
import { putScorecard, restoreScorecard } from "../scorecard/put.ts";
import { processModels } from "../scoring/open-champion.ts";
import { StandingScorers } from "./standing-scorer.ts";

let platform: TestPlatform;
let home: Tenant;
beforeAll(async () => {
  platform = await testPlatform();
  home = await createTenant(platform);
});
afterAll(() => platform.db.close());

test("who asks after a while is told what scores now, and so is who asks at the same time", async () => {
  let now = 0;
  const scorers = new StandingScorers(processModels, () => now);
  await restoreScorecard(home.admin, { version: 0 });
  const before = await scorers.of(home.system);
  expect(before.rules?.version).toBe(1);
  await putScorecard(home.admin, { rules: realEstateRules.slice(1), version: 1 });
  now += 60 * 60_000;
  const after = await Promise.all([scorers.of(home.system), scorers.of(home.system)]);
  expect(after.map(({ rules }) => rules?.version)).toEqual([2, 2]);
});
