import { randomUUID } from "node:crypto";
import { createTenant, testPlatform } from "@leadlift/services/lead/test/tenant";
import { expect, test } from "vitest";
import { scoreLead } from "./lead-score.ts";

test("a lead that was deleted before its score was made keeps no job failing", async () => {
  const platform = await testPlatform();
  try {
    const { system } = await createTenant(platform);
    const job = { orgId: system.orgId, leadId: randomUUID() };
    await expect(scoreLead(system, job, { signal: new AbortController().signal })).resolves.toBeUndefined();
  } finally {
    await platform.db.close();
  }
});
