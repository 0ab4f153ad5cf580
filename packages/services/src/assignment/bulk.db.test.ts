import { newId } from "@leadlift/db/id";
import { createLead, createMember } from "@leadlift/db/test/factories";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { createTenant, type Tenant, type TestPlatform, testPlatform, userIdOf } from "../lead/test/tenant.ts";
import { bulkReassign } from "./bulk-reassign.ts";
import { bulkReassignPreview } from "./preview-bulk.ts";
import { undoBulk } from "./undo-bulk.ts";

let platform: TestPlatform;
let home: Tenant;
let leaver: string;
let heirs: string[];
beforeAll(async () => {
  platform = await testPlatform();
});
afterAll(() => platform.db.close());
beforeEach(async () => {
  home = await createTenant(platform);
  leaver = userIdOf(home.broker);
  const { userId } = await createMember(platform.db, home.org, { name: "Dev Iyer" });
  heirs = [userIdOf(home.colleague), userId];
});

const addLeads = (ownerId: string, count: number, given: { status?: string; source?: string } = {}) =>
  Promise.all(
    Array.from({ length: count }, (_, i) =>
      createLead(platform.db, home.org, {
        ownerId,
        scoreState: "scored",
        score: 90 - i,
        grade: i < 5 ? "A" : "B",
        probability: 0.4,
        ...given,
      }),
    ),
  );
const owned = async () => {
  const leads = await platform.db.withOrg(home.org.id, (tx) =>
    tx.lead.findMany({ where: { status: "open" } }),
  );
  return (userId: string) => leads.filter(({ ownerId }) => ownerId === userId).length;
};

test("a leaver's open leads go to those chosen by load, as the preview said; closed ones and others' stay", async () => {
  await addLeads(leaver, 10);
  await addLeads(leaver, 2, { status: "won" });
  await addLeads(heirs[0] ?? "", 4);
  const which = { fromUserId: leaver, toUserIds: heirs };
  const preview = await bulkReassignPreview(home.manager, which);
  expect(preview).toMatchObject({
    leads: 10,
    targets: [
      { name: "Chetan Rao", open: 4, gets: 3, openAfter: 7 },
      { name: "Dev Iyer", open: 0, gets: 7, openAfter: 7 },
    ],
  });
  const done = await bulkReassign(home.manager, { ...which, expected: preview.leads, cause: "leaver" });
  const count = await owned();
  expect([count(leaver), ...heirs.map(count)]).toEqual([0, 7, 7]);
  const kept = await platform.db.withOrg(home.org.id, (tx) =>
    tx.assignment.findMany({ where: { cause: "leaver" }, select: { previousId: true, probability: true } }),
  );
  expect(kept).toEqual(Array.from({ length: 10 }, () => ({ previousId: leaver, probability: 0.4 })));
  const [entry] = await platform.db.withOrg(home.org.id, (tx) =>
    tx.auditEntry.findMany({ where: { subjectId: done.bulkId } }),
  );
  expect(entry?.action).toBe("lead.bulk-reassign");
});

test("what was promised goes along, and undo gives back all but what was moved again", async () => {
  const [first, second] = await addLeads(leaver, 2);
  const leadId = first?.id ?? "";
  await platform.db.withOrg(home.org.id, (tx) =>
    tx.nextStep.create({
      data: { orgId: home.org.id, id: newId(), leadId, ownerId: leaver, kind: "call", dueAt: new Date() },
    }),
  );
  const [heir = ""] = heirs;
  const { bulkId } = await bulkReassign(home.manager, { fromUserId: leaver, toUserIds: [heir] });
  const stepOwner = async () =>
    (await platform.db.withOrg(home.org.id, (tx) => tx.nextStep.findFirstOrThrow())).ownerId;
  expect(await stepOwner()).toBe(heir);
  await platform.db.withOrg(home.org.id, (tx) =>
    tx.lead.update({
      where: { orgId_id: { orgId: home.org.id, id: second?.id ?? "" } },
      data: { ownerId: heirs[1] ?? null },
    }),
  );
  expect(await undoBulk(home.manager, { bulkId })).toEqual({ leads: 1, moved: 1 });
  expect(await stepOwner()).toBe(leaver);
  expect((await owned())(leaver)).toBe(1);
  await expect(undoBulk(home.manager, { bulkId })).rejects.toMatchObject({ code: "CONFLICT" });
});

test("a filter chooses leads of anybody; what no longer matches the preview is refused, and nothing moves", async () => {
  await addLeads(leaver, 3, { source: "Facebook" });
  await addLeads(leaver, 3, { source: "99acres" });
  const which = { view: { source: ["Facebook"] }, toUserIds: heirs };
  await expect(bulkReassign(home.manager, { ...which, expected: 2 })).rejects.toMatchObject({
    code: "CONFLICT",
  });
  expect((await owned())(leaver)).toBe(6);
  expect((await bulkReassign(home.manager, { ...which, expected: 3 })).leads).toBe(3);
  expect((await owned())(leaver)).toBe(3);
});

test("named leads move alone, closed ones among them and other organisations' never", async () => {
  const [first, second] = await addLeads(leaver, 3);
  const [closed] = await addLeads(leaver, 1, { status: "won" });
  const [heir = ""] = heirs;
  const which = { leadIds: [first, second, closed].map((lead) => lead?.id ?? ""), toUserIds: [heir] };
  expect((await bulkReassignPreview(home.manager, which)).leads).toBe(2);
  expect((await bulkReassign(home.manager, { ...which, expected: 2 })).leads).toBe(2);
  const count = await owned();
  expect([count(leaver), count(heir)]).toEqual([1, 2]);
  const away = await createTenant(platform);
  const there = { ...which, toUserIds: [userIdOf(away.broker)] };
  expect((await bulkReassignPreview(away.manager, there)).leads).toBe(0);
});

test("only members who have not left get leads, and only those who manage give them", async () => {
  await addLeads(leaver, 1);
  await platform.db.withOrg(home.org.id, (tx) =>
    tx.memberSettings.create({
      data: { orgId: home.org.id, userId: heirs[0] ?? "", deactivatedAt: new Date() },
    }),
  );
  const which = { fromUserId: leaver, toUserIds: heirs };
  await expect(bulkReassignPreview(home.manager, which)).rejects.toMatchObject({ code: "BAD_INPUT" });
  await expect(bulkReassign(home.colleague, which)).rejects.toMatchObject({ code: "FORBIDDEN" });
  await expect(bulkReassign(home.manager, { toUserIds: heirs })).rejects.toThrow("Say which leads");
});
