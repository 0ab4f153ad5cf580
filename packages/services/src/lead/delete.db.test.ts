import type { OrgSql } from "@leadlift/db/connect";
import { newId } from "@leadlift/db/id";
import { createOutcome } from "@leadlift/db/test/factories";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { unclaimedLeads } from "../assignment/unclaimed.ts";
import { recordConsents } from "../consent/record.ts";
import { recordEvents } from "../event/record.ts";
import { readVectors } from "../feature/read-vectors.ts";
import { openFeed } from "../live/feed.ts";
import { listNotifications } from "../notification/list.ts";
import { deleteLead } from "./delete.ts";
import { getLead } from "./get.ts";
import { listLeads } from "./list.ts";
import { mergeLeads } from "./merge.ts";
import { type PutLeadInput, putLead } from "./put.ts";
import { createTenant, type Tenant, type TestPlatform, testPlatform, userIdOf } from "./test/tenant.ts";

let platform: TestPlatform;
let home: Tenant;

beforeAll(async () => {
  platform = await testPlatform();
});
afterAll(() => platform.db.close());
beforeEach(async () => {
  home = await createTenant(platform, { businessHours: {} });
});

const phone = () => `+919${String(Math.floor(Math.random() * 1e9)).padStart(9, "0")}`;
const put = (externalId: string, input: Partial<PutLeadInput> = {}) =>
  putLead(home.system, { externalId, name: "Asha Patil", phone: phone(), ...input });
const remove = (leadId: string) => deleteLead(home.manager, { leadId });
const read = <T>(work: Parameters<typeof platform.db.withOrg<T>>[1]) =>
  platform.db.withOrg(home.org.id, work);
const within = <T>(work: (sql: OrgSql) => Promise<T>) => platform.db.withOrgSql(home.org.id, work);
const tell = (leadId: string, eventId: string = newId()) =>
  recordEvents(home.system, { events: [{ eventId, type: "call_in", subject: { leadId } }], source: "test" });
const listed = async () =>
  (await listLeads(home.manager, { view: { status: "all" } })).rows.map(({ id }) => id);

describe("a lead that is deleted", () => {
  test("is nowhere any more, with all that was known of it", async () => {
    const { leadId } = await put("A", { consents: [{ purpose: "calls", status: "given", channel: "form" }] });
    await tell(leadId);
    await createOutcome(platform.db, home.org, { leadId });
    await put("B", { name: "Ravi Rao" });
    await remove(leadId);
    await expect(getLead(home.manager, { leadId })).rejects.toMatchObject({ code: "NOT_FOUND" });
    expect(await listed()).not.toContain(leadId);
    const unclaimed = await within((sql) => unclaimedLeads(sql, home.system));
    expect(unclaimed.map((lead) => lead.leadId)).not.toContain(leadId);
    expect(await within((sql) => readVectors(sql, home.system, [{ id: leadId }]))).toEqual([]);
    expect((await listNotifications(home.broker)).items.map(({ lead }) => lead?.id)).not.toContain(leadId);
    const left = await read(async (tx) => ({
      leads: await tx.lead.count({ where: { id: leadId } }),
      events: await tx.event.count({ where: { leadId } }),
      outcomes: await tx.leadOutcome.count({ where: { leadId } }),
      states: await tx.leadState.count({ where: { leadId } }),
      work: await tx.leadWork.count({ where: { leadId } }),
      past: await tx.leadPast.count({ where: { leadId } }),
      notifications: await tx.notification.count({ where: { leadId } }),
    }));
    expect(Object.values(left).filter((count) => count > 0)).toEqual([]);
  });

  test("takes its person along: key, name, contacts and ledger are gone", async () => {
    const { leadId, personId } = await put("A", {
      consents: [{ purpose: "calls", status: "given", channel: "form" }],
    });
    await remove(leadId);
    const left = await read(async (tx) => [
      await tx.person.count({ where: { id: personId } }),
      await tx.contactPoint.count({ where: { personId } }),
      await tx.personNameToken.count({ where: { personId } }),
      await tx.consentEntry.count({ where: { personId } }),
    ]);
    expect(left).toEqual([0, 0, 0, 0]);
    const search = await listLeads(home.manager, { search: "Asha" });
    expect(search.rows).toEqual([]);
  });

  test("leaves a person who has another lead", async () => {
    const number = phone();
    const [first, second] = [await put("A", { phone: number }), await put("B", { phone: number })];
    await remove(first.leadId);
    expect(await getLead(home.broker, { leadId: second.leadId })).toMatchObject({ name: "Asha Patil" });
    await remove(second.leadId);
    expect(await read((tx) => tx.person.count({ where: { id: first.personId } }))).toBe(0);
  });

  test("takes those along that were merged into it", async () => {
    const [kept, merged] = [await put("A"), await put("B", { name: "Ravi Rao" })];
    await mergeLeads(home.manager, { keptId: kept.leadId, mergedId: merged.leadId });
    await remove(kept.leadId);
    expect(await read((tx) => tx.lead.count())).toBe(0);
    expect(await read((tx) => tx.person.count())).toBe(0);
  });

  test("and was merged into another leaves that one with what is its own", async () => {
    const [kept, merged] = [await put("A"), await put("B")];
    await createOutcome(platform.db, home.org, { leadId: merged.leadId, step: "visit_done" });
    await mergeLeads(home.manager, { keptId: kept.leadId, mergedId: merged.leadId });
    expect(await getLead(home.manager, { leadId: kept.leadId })).toMatchObject({ step: "visit_done" });
    await remove(merged.leadId);
    expect(await getLead(home.manager, { leadId: kept.leadId })).toMatchObject({ step: null, merged: [] });
  });

  test("is told to whoever looks on, and written down without a word about the person", async () => {
    const { leadId } = await put("A");
    const stop = new AbortController();
    const who = { orgId: home.org.id, userId: userIdOf(home.manager) };
    const changes = (await openFeed(platform).subscribe(who, stop.signal))[Symbol.asyncIterator]();
    await remove(leadId);
    for (;;) {
      const { value } = await changes.next();
      if (value?.kind === "lead" && value.leadIds.includes(leadId)) break;
    }
    stop.abort();
    const [entry] = await read((tx) => tx.auditEntry.findMany({ where: { action: "lead.delete" } }));
    expect(entry).toMatchObject({ subjectId: leadId, detail: { leads: 1, persons: 1 } });
  });

  test("may be deleted again, and comes back only as another one", async () => {
    const { leadId } = await put("A");
    await remove(leadId);
    await remove(leadId);
    expect(await read((tx) => tx.auditEntry.count({ where: { action: "lead.delete" } }))).toBe(1);
    const again = await put("A");
    expect(again).toMatchObject({ created: true });
    expect(again.leadId).not.toBe(leadId);
  });
});

describe("at once", () => {
  test("events, puts, consents and deletions leave either all of a lead or nothing", async () => {
    for (let round = 0; round < 6; round++) {
      const number = phone();
      const { leadId } = await put("A", { phone: number });
      const settled = await Promise.allSettled([
        remove(leadId),
        tell(leadId),
        put("A", { phone: number, city: "Pune" }),
        recordConsents(home.system, {
          subject: { leadId },
          entries: [{ purpose: "calls", status: "given", channel: "form" }],
        }),
        remove(leadId),
      ]);
      const reasons = settled.flatMap((each) => (each.status === "rejected" ? [each.reason.code] : []));
      expect(reasons.filter((code) => code !== "NOT_FOUND")).toEqual([]);
      const orphans = await read((tx) => tx.event.count({ where: { leadId } }));
      expect([await read((tx) => tx.lead.count({ where: { id: leadId } })), orphans]).toEqual([0, 0]);
      const lost = await read((tx) => tx.person.count({ where: { leads: { none: {} } } }));
      expect(lost).toBe(0);
    }
  });

  test("a lead that is merged while it is deleted leaves nothing half", async () => {
    for (let round = 0; round < 4; round++) {
      const [kept, merged] = [await put(newId()), await put(newId())];
      await Promise.allSettled([
        mergeLeads(home.manager, { keptId: kept.leadId, mergedId: merged.leadId }),
        remove(merged.leadId),
      ]);
      expect(await listed()).toContain(kept.leadId);
      const rest = await read((tx) => tx.lead.findMany({ where: { id: merged.leadId } }));
      expect(rest).toEqual([]);
    }
  });
});

test("nobody deletes what is another organisation's, was never there, or without the right to", async () => {
  const { leadId } = await put("A");
  const other = await createTenant(platform);
  for (const [who, id, code] of [
    [other.manager, leadId, "NOT_FOUND"],
    [home.manager, newId(), "NOT_FOUND"],
    [home.broker, leadId, "FORBIDDEN"],
  ] as const) {
    await expect(deleteLead(who, { leadId: id })).rejects.toMatchObject({ code });
  }
  expect(await listed()).toEqual([leadId]);
});
