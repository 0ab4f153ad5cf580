import { randomUUID } from "node:crypto";
import { createLead, createOutcome, createPerson } from "@leadlift/db/test/factories";
import { featureNames } from "@leadlift/scoring/features";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { recordConsents } from "../consent/record.ts";
import type { Context } from "../context.ts";
import { recordEvents } from "../event/record.ts";
import { readVectors } from "../feature/read-vectors.ts";
import { countSteps } from "../outcome/count-steps.ts";
import { moveLead } from "../outcome/move.ts";
import { undoOutcome } from "../outcome/undo.ts";
import { clusterOf, keptLeads } from "./cluster.ts";
import { leadFacets } from "./facets.ts";
import { getLead } from "./get.ts";
import { listLeads } from "./list.ts";
import { mergeLeads } from "./merge.ts";
import { previewMerge } from "./preview-merge.ts";
import { revealContact } from "./reveal-contact.ts";
import { createTenant, type Tenant, type TestPlatform, testPlatform, userIdOf } from "./test/tenant.ts";
import { leadTimeline } from "./timeline.ts";
import { unmergeLeads } from "./unmerge.ts";

const day = 86_400_000;
const ago = (days: number) => new Date(Date.now() - days * day);
let platform: TestPlatform;
let home: Tenant;
let kept: string;
let merged: string;
let mergedPhone: string;

beforeAll(async () => {
  platform = await testPlatform();
});
afterAll(() => platform.db.close());
beforeEach(async () => {
  home = await createTenant(platform);
  const person = await createPerson(platform.db, home.org);
  mergedPhone = person.phone;
  const [one, two] = [
    await createLead(platform.db, home.org, { kind: "buyer", enquiredAt: ago(40) }),
    await createLead(platform.db, home.org, { kind: "buyer", enquiredAt: ago(50), personId: person.id }),
  ];
  [kept, merged] = [one.id, two.id];
  await createOutcome(platform.db, home.org, { leadId: kept, step: "contacted", occurredAt: ago(30) });
  await createOutcome(platform.db, home.org, { leadId: merged, step: "visit_booked", occurredAt: ago(20) });
  await platform.db.withOrg(home.org.id, async (tx) => {
    await tx.lead.update({
      where: { orgId_id: { orgId: home.org.id, id: kept } },
      data: { step: "contacted" },
    });
    await tx.lead.update({
      where: { orgId_id: { orgId: home.org.id, id: merged } },
      data: { step: "visit_booked" },
    });
  });
  await send(kept, [3, 9, 11]);
  await send(merged, [4, 9, 15, 20]);
});

const send = (leadId: string, days: readonly number[]) =>
  recordEvents(home.system, {
    source: "site",
    backfill: true,
    events: days.map((at) => ({
      eventId: randomUUID(),
      type: "listing_view",
      occurredAt: ago(at),
      properties: { listing: `Listing ${at % 4}`, seconds: 10 * at },
      subject: { leadId },
    })),
  });
const merge = () => mergeLeads(home.manager, { keptId: kept, mergedId: merged });
/** As of one moment that lies after all that was recorded. */
const vectorOf = async (leadId: string, at?: Date) => {
  const [read] = await platform.db.withOrgSql(home.org.id, (sql) =>
    readVectors(sql, home.system, [{ id: leadId }], at),
  );
  return read ? [...read.vector] : null;
};
const count = (vector: readonly number[] | null, name: string) => vector?.[featureNames.indexOf(name)];
const rowOf = (id: string) =>
  platform.db.withOrg(home.org.id, (tx) =>
    tx.lead.findUniqueOrThrow({
      where: { orgId_id: { orgId: home.org.id, id } },
      select: { status: true, step: true, lostReason: true, mergedInto: true },
    }),
  );
const listed = async () =>
  (await listLeads(home.broker, { view: { status: "all" } })).rows.map(({ id }) => id).sort();
const everything = async (at: Date) => ({
  rows: [await rowOf(kept), await rowOf(merged)],
  vectors: [await vectorOf(kept, at), await vectorOf(merged, at)],
  listed: await listed(),
  facets: await leadFacets(home.broker),
  steps: await countSteps(home.admin),
});

describe("merging", () => {
  test("leaves one lead in lists, facets and counts, with the furthest step of both", async () => {
    await merge();
    expect(await listed()).toEqual([kept]);
    expect((await leadFacets(home.broker)).statuses).toMatchObject({ open: 1 });
    expect(await rowOf(kept)).toMatchObject({ step: "visit_booked", status: "open", mergedInto: null });
    expect(await rowOf(merged)).toMatchObject({ mergedInto: kept });
    const contacted = (await countSteps(home.admin)).find(({ step }) => step === "contacted");
    expect((contacted?.reached ?? 0) + (contacted?.notReached ?? 0)).toBe(1);
  });

  test("gives the kept lead both histories, and what comes for the other one later", async () => {
    await merge();
    const vector = await vectorOf(kept);
    expect([count(vector, "sessions"), count(vector, "listings_seen")]).toEqual([6, 3]);
    expect(await vectorOf(merged)).toBeNull();
    const before = count(await vectorOf(kept), "acts_7d") ?? Number.NaN;
    await send(merged, [1]);
    expect(count(await vectorOf(kept), "acts_7d")).toBe(before + 1);
  });

  test("finds the kept lead by the contacts of the other", async () => {
    await merge();
    const { rows } = await listLeads(home.broker, { search: mergedPhone });
    expect(rows.map(({ id }) => id)).toEqual([kept]);
  });

  test("shows the contacts of both, and can be undone from either", async () => {
    const { mergeId } = await merge();
    const detail = await getLead(home.broker, { leadId: kept });
    expect(detail.contacts).toHaveLength(2);
    expect(detail).toMatchObject({ mergedInto: null, merged: [{ leadId: merged, mergeId }] });
    expect(await getLead(home.broker, { leadId: merged })).toMatchObject({
      mergedInto: { leadId: kept, mergeId },
    });
    const { phones } = await revealContact(home.broker, { leadId: kept });
    expect(phones.map(({ e164 }) => e164)).toContain(mergedPhone);
  });

  test("goes by the strictest of both persons' consents", async () => {
    await recordConsents(home.broker, {
      subject: { leadId: merged },
      entries: [{ purpose: "web_tracking", status: "withdrawn", channel: "call" }],
    });
    expect(count(await vectorOf(kept), "sessions")).toBe(3);
    await merge();
    expect(count(await vectorOf(kept), "sessions")).toBeNaN();
  });

  test("is refused for oneself, for two kinds, twice, in a circle and with an old version", async () => {
    const rent = await createLead(platform.db, home.org, { kind: "tenant" });
    const refused = (keptId: string, mergedId: string, code: string, more = {}) =>
      expect(mergeLeads(home.manager, { keptId, mergedId, ...more })).rejects.toMatchObject({ code });
    await refused(kept, kept, "BAD_INPUT");
    await refused(kept, rent.id, "BAD_INPUT");
    await refused(kept, randomUUID(), "NOT_FOUND");
    await refused(kept, merged, "CONFLICT", { version: 7 });
    await merge();
    await refused(kept, merged, "CONFLICT");
    await refused(merged, kept, "CONFLICT");
  });

  test("takes no outcome for the lead that is merged, and undoes the last of either by way of the kept one", async () => {
    await merge();
    await expect(moveLead(home.broker, { leadId: merged, step: "won" })).rejects.toMatchObject({
      code: "CONFLICT",
    });
    const { outcomeId } = await moveLead(home.broker, { leadId: kept, step: "visit_done" });
    expect(await rowOf(kept)).toMatchObject({ step: "visit_done" });
    expect(await undoOutcome(home.manager, { outcomeId })).toMatchObject({
      leadId: kept,
      step: "visit_booked",
    });
  });
});

describe("who may merge", () => {
  const owned = (leadId: string, ownerId: string) =>
    platform.db.withOrg(home.org.id, (tx) =>
      tx.lead.update({ where: { orgId_id: { orgId: home.org.id, id: leadId } }, data: { ownerId } }),
    );

  test("a broker merges what is the broker's own or nobody's, and takes back what the broker merged", async () => {
    await owned(kept, userIdOf(home.broker));
    const { mergeId } = await mergeLeads(home.broker, { keptId: kept, mergedId: merged });
    await expect(unmergeLeads(home.colleague, { mergeId })).rejects.toMatchObject({ code: "FORBIDDEN" });
    await unmergeLeads(home.broker, { mergeId });
    expect(await listed()).toEqual([kept, merged].sort());
  });

  test("a colleague's lead is a manager's to merge", async () => {
    await owned(merged, userIdOf(home.colleague));
    const wish = { keptId: kept, mergedId: merged };
    await expect(mergeLeads(home.broker, wish)).rejects.toMatchObject({ code: "FORBIDDEN" });
    expect((await previewMerge(home.broker, wish)).refusal).toContain("colleague");
    expect((await previewMerge(home.manager, wish)).refusal).toBeNull();
    await merge();
  });
});

describe("the preview of a merge", () => {
  test("shows both histories and how the kept lead would stand, which is how it then stands", async () => {
    const preview = await previewMerge(home.broker, { keptId: kept, mergedId: merged });
    expect(preview).toMatchObject({
      kept: { lead: { id: kept, step: "contacted" }, events: 3, outcomes: 1 },
      merged: { lead: { id: merged, step: "visit_booked" }, events: 4, outcomes: 1 },
      samePerson: false,
      refusal: null,
      result: { status: "open", step: "visit_booked" },
    });
    await merge();
    expect(await rowOf(kept)).toMatchObject(preview.result);
  });

  test("says in one sentence why it would be refused", async () => {
    const rent = await createLead(platform.db, home.org, { kind: "tenant" });
    const refusal = async (keptId: string, mergedId: string) =>
      (await previewMerge(home.broker, { keptId, mergedId })).refusal;
    expect(await refusal(kept, rent.id)).toBe("A tenant and a buyer are two enquiries.");
    expect(await refusal(kept, kept)).toBe("A lead cannot be merged into itself.");
    await merge();
    expect(await refusal(kept, merged)).toBe("One of these leads was merged into another already.");
  });
});

describe("the timeline of merged leads", () => {
  test("tells of the merge, offers to undo it to whoever may, and then of the undoing", async () => {
    const { mergeId } = await merge();
    const told = async (ctx: Context) =>
      (await leadTimeline(ctx, { leadId: kept })).filter(({ kind }) => kind.endsWith("merge"));
    expect(await told(home.manager)).toMatchObject([
      { kind: "merge", mergeId, undone: false, undoable: true },
    ]);
    expect(await told(home.broker)).toMatchObject([{ kind: "merge", undoable: false }]);
    await unmergeLeads(home.manager, { mergeId });
    expect(await told(home.manager)).toMatchObject([
      { kind: "unmerge", mergeId, actor: "Meera Nair" },
      { kind: "merge", mergeId, undone: true, undoable: false },
    ]);
  });
});

describe("undoing a merge", () => {
  test("is as if it had never been: vectors, lists, facets, steps", async () => {
    const at = new Date(Date.now() + 1000);
    const before = await everything(at);
    const { mergeId } = await merge();
    expect(await everything(at)).not.toEqual(before);
    await unmergeLeads(home.manager, { mergeId });
    expect(await everything(at)).toEqual(before);
    await expect(unmergeLeads(home.manager, { mergeId })).rejects.toMatchObject({ code: "CONFLICT" });
  });

  test("leaves what came meanwhile with the lead that it came for", async () => {
    const { mergeId } = await merge();
    await send(merged, [1]);
    await moveLead(home.broker, { leadId: kept, step: "visit_done" });
    await unmergeLeads(home.manager, { mergeId });
    expect(count(await vectorOf(merged), "sessions")).toBe(5);
    expect(count(await vectorOf(kept), "sessions")).toBe(3);
    expect([await rowOf(kept), await rowOf(merged)]).toMatchObject([
      { step: "visit_done" },
      { step: "visit_booked" },
    ]);
  });

  test("of the first of two in a row takes it out of both", async () => {
    const last = await createLead(platform.db, home.org, { kind: "buyer" });
    const { mergeId } = await merge();
    await mergeLeads(home.manager, { keptId: last.id, mergedId: kept });
    const cluster = () => platform.db.withOrgSql(home.org.id, (sql) => clusterOf(sql, home.system, last.id));
    expect(await cluster()).toEqual([last.id, kept, merged]);
    expect(await rowOf(last.id)).toMatchObject({ step: "visit_booked" });
    expect(
      await platform.db.withOrgSql(home.org.id, (sql) => keptLeads(sql, home.system, [merged, kept])),
    ).toEqual([last.id]);
    await unmergeLeads(home.manager, { mergeId });
    expect(await cluster()).toEqual([last.id, kept]);
    expect([await rowOf(last.id), await rowOf(merged)]).toMatchObject([
      { step: "contacted" },
      { step: "visit_booked", mergedInto: null },
    ]);
    expect(count(await vectorOf(last.id), "sessions")).toBe(3);
  });
});
