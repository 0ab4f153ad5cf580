import { afterAll, beforeAll, expect, test } from "vitest";
import { doAct, ownLead } from "../act/test/acting.ts";
import { mergeLeads } from "../lead/merge.ts";
import { createTenant, type TestPlatform, testPlatform } from "../lead/test/tenant.ts";
import { unmergeLeads } from "../lead/unmerge.ts";
import { today } from "../today/today.ts";

let platform: TestPlatform;
beforeAll(async () => {
  platform = await testPlatform();
});
afterAll(() => platform.db.close());

const hour = 3_600_000;
const later = (hours: number) => new Date(Date.now() + hours * hour);

test("a promise of a lead that is merged is read on the list of whoever keeps it, and is the lead's again when it is taken back", async () => {
  const home = await createTenant(platform);
  const [keptId, mergedId] = [
    await ownLead(platform, home, home.broker),
    await ownLead(platform, home, home.broker),
  ];
  const next = { kind: "call" as const, dueAt: later(-0.1), note: "Ask about the loan" };
  await doAct(home.broker, { leadId: mergedId, kind: "planned", next });
  const { mergeId } = await mergeLeads(home.broker, { keptId, mergedId });
  const promised = async () =>
    (await today(home.broker)).promised.map(({ leadId, nextStep }) => [leadId, nextStep?.note]);
  expect(await promised()).toEqual([[keptId, "Ask about the loan"]]);
  await unmergeLeads(home.broker, { mergeId });
  expect(await promised()).toEqual([[mergedId, "Ask about the loan"]]);
});
