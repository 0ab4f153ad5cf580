import { newId } from "@leadlift/db/id";
import { createLead } from "@leadlift/db/test/factories";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { consentsOf } from "../consent/history.ts";
import { recordConsents } from "../consent/record.ts";
import type { Context } from "../context.ts";
import { recomputed, serve } from "../feature/test/clocked.ts";
import { importFile } from "../import/test/importing.ts";
import { putListing } from "../listing/put.ts";
import { deactivateMember } from "../member/deactivate.ts";
import { listMembers } from "../member/list.ts";
import { listNotifications } from "../notification/list.ts";
import { restoreScorecard } from "../scorecard/put.ts";
import { createWebhook } from "../webhook/create.ts";
import { getLead } from "./get.ts";
import { listLeads } from "./list.ts";
import { mergeLeads } from "./merge.ts";
import { type PutLeadInput, putLead } from "./put.ts";
import { revealContact } from "./reveal-contact.ts";
import { createTenant, type Tenant, type TestPlatform, testPlatform, userIdOf } from "./test/tenant.ts";

let platform: TestPlatform;
let home: Tenant;
let ctx: Context;

beforeAll(async () => {
  platform = await testPlatform();
});
afterAll(() => platform.db.close());
beforeEach(async () => {
  home = await createTenant(platform, { businessHours: {} });
  ctx = { ...home.system, actor: { kind: "key", keyId: newId(), scopes: ["leads:write", "consents:write"] } };
});

const phone = () => `+919${String(Math.floor(Math.random() * 1e9)).padStart(9, "0")}`;
const put = (input: Partial<PutLeadInput> = {}, as: Context = ctx) =>
  putLead(as, { externalId: "L-1", ...input });
const read = <T>(work: Parameters<typeof platform.db.withOrg<T>>[1]) =>
  platform.db.withOrg(home.org.id, work);
const leads = () => read((tx) => tx.lead.findMany({ orderBy: { createdAt: "asc" } }));
const scorePromises = () => read((tx) => tx.outbox.count({ where: { job: "lead.score" } }));
const told = async (who: Context) =>
  (await listNotifications(who)).items.map(({ kind, lead }) => [kind, lead?.id]);

/** With rules there is something to score by. */
const scoreByRules = () => restoreScorecard(home.manager, { version: 0 });

async function emailOf(who: Context): Promise<string> {
  const members = await listMembers(home.admin);
  return members.find(({ userId }) => userId === userIdOf(who))?.email ?? "";
}

describe("a lead that is put for the first time", () => {
  test("is known by what was said of it, as an import would read it", async () => {
    await putListing(home.manager, { externalId: "SKY-1204", project: "Skyline" });
    const enquiredAt = "2026-11-20T10:00:00+05:30";
    const given = {
      ...{ kind: "Purchase", source: "99acres", name: " Asha  Patil ", phone: "98765 43210 / 9123456780" },
      ...{ email: "Asha@Example.in", city: "Pune", budget: "60–85 L", enquiredAt, listing: "SKY-1204" },
      attributes: { bedrooms: 3, loan_approved: true, move_in: "2026-12-01", purpose: "to live in" },
    };
    const made = await put(given);
    expect(made).toMatchObject({ externalId: "L-1", created: true, changed: true, mergedInto: null });
    expect(await getLead(home.broker, { leadId: made.leadId })).toMatchObject({
      ...{ externalId: "L-1", kind: "buyer", source: "99acres", city: "Pune", listing: "SKY-1204" },
      ...{ name: "Asha Patil", version: made.version, enquiredAt: new Date(enquiredAt) },
      budget: { minPaise: 60_00_000_00, maxPaise: 85_00_000_00 },
      attributes: [
        { key: "bedrooms", label: "Bedrooms", kind: "numeric", value: 3 },
        { key: "loan_approved", label: "Loan approved", kind: "boolean", value: true },
        { key: "move_in", kind: "date", value: "2026-11-30T18:30:00.000Z" },
        { key: "purpose", kind: "categorical", value: "to live in" },
      ],
    });
    expect(await revealContact(home.broker, { leadId: made.leadId })).toMatchObject({
      phones: [{ e164: "+919876543210" }, { e164: "+919123456780" }],
      emails: ["asha@example.in"],
    });
  });

  test("needs nothing but its id", async () => {
    const { leadId } = await put();
    expect(await getLead(home.broker, { leadId })).toMatchObject({
      kind: "buyer",
      name: null,
      attributes: [],
    });
  });

  test("is of the person who is known by the number or the address; a name that is there stays", async () => {
    const number = phone();
    const first = await put({ externalId: "A", name: "Asha Patil", phone: number });
    const second = await put({ externalId: "B", name: "A. P.", phone: number, email: "asha@example.in" });
    const third = await put({ externalId: "C", email: "ASHA@example.in" });
    expect([second.personId, third.personId]).toEqual([first.personId, first.personId]);
    expect(await getLead(home.broker, { leadId: third.leadId })).toMatchObject({ name: "Asha Patil" });
  });

  test("without an owner is offered to all who work, and to its owner alone where one is named", async () => {
    const { leadId } = await put({ externalId: "A" });
    expect(await told(home.broker)).toEqual([["unclaimed", leadId]]);
    const owner = await emailOf(home.colleague);
    const owned = await put({ externalId: "B", owner: owner.toUpperCase() });
    expect(await told(home.colleague)).toContainEqual(["assigned", owned.leadId]);
    expect(await told(home.broker)).toEqual([["unclaimed", leadId]]);
    expect(await read((tx) => tx.assignment.findMany())).toMatchObject([
      { leadId: owned.leadId, ownerId: userIdOf(home.colleague), cause: "new" },
    ]);
  });

  test("with an owner is told to systems that asked to be told who gets leads", async () => {
    await createWebhook(home.admin, {
      name: "CRM",
      url: "https://hooks.example.com/leads",
      events: ["lead.assigned"],
    });
    const made = await put({ owner: await emailOf(home.broker) });
    const [delivery] = await read((tx) => tx.webhookDelivery.findMany());
    expect(JSON.parse(delivery?.body ?? "{}")).toMatchObject({
      type: "lead.assigned",
      data: {
        ...{ leadId: made.leadId, externalId: "L-1", cause: "new" },
        ...{ ownerId: userIdOf(home.broker), previousOwnerId: null },
      },
    });
  });

  test("is given out in turn where the organisation wants that, many at once evenly", async () => {
    home = await createTenant(platform, { businessHours: {}, handOut: "in_turn" });
    const number = phone();
    const puts = [..."ABCDEF"].map((externalId) => putLead(home.system, { externalId, phone: number }));
    await Promise.all(puts);
    const owners = (await leads()).map(({ ownerId }) => ownerId);
    const count = (who: Context) => owners.filter((ownerId) => ownerId === userIdOf(who)).length;
    expect([count(home.broker), count(home.colleague)]).toEqual([3, 3]);
    expect(await read((tx) => tx.assignment.count({ where: { cause: "turn" } }))).toBe(6);
  });

  test("that was enquired long ago is news to nobody", async () => {
    await put({ enquiredAt: new Date(Date.now() - 3 * 86_400_000) });
    expect(await told(home.broker)).toEqual([]);
  });

  test("has a state, a promised score and a trail from its first moment", async () => {
    await scoreByRules();
    const before = await scorePromises();
    const { leadId } = await put();
    const [state] = await read((tx) => tx.leadState.findMany({ where: { leadId } }));
    expect(state).toMatchObject({ scorePromisedAt: expect.any(Date) });
    expect(state?.setVersion).toBeGreaterThan(0);
    expect((await scorePromises()) - before).toBe(1);
    const trail = await read((tx) => tx.auditEntry.findMany({ where: { subjectId: leadId } }));
    expect(trail).toMatchObject([{ action: "lead.create", actorKind: "key" }]);
  });
});

describe("a lead that is put again", () => {
  test("with the same is not changed: no version, no trail, no score", async () => {
    const given = { name: "Asha Patil", phone: phone(), budget: 85_00_000, attributes: { bedrooms: 3 } };
    const made = await put(given);
    const trail = () => read((tx) => tx.auditEntry.count());
    const before = [await trail(), await scorePromises()];
    expect(await put(given)).toEqual({ ...made, created: false, changed: false });
    expect([await trail(), await scorePromises()]).toEqual(before);
  });

  test("keeps what is not said, takes away what is null, and remembers what it was", async () => {
    await scoreByRules();
    const made = await put({
      source: "99acres",
      city: "Pune",
      budget: "85 L",
      attributes: { bedrooms: 3, loan: "no" },
    });
    const again = await put({ city: null, attributes: { loan: null, bedrooms: "4" } });
    expect(again).toMatchObject({ leadId: made.leadId, created: false, changed: true });
    expect(again.version).toBeGreaterThan(made.version);
    expect(await getLead(home.broker, { leadId: made.leadId })).toMatchObject({
      source: "99acres",
      city: null,
      budget: { maxPaise: 85_00_000_00 },
      attributes: [{ key: "bedrooms", value: 4 }],
    });
    expect(await read((tx) => tx.leadPast.findMany({ where: { leadId: made.leadId } }))).toMatchObject([
      { city: "Pune", attributes: { bedrooms: 3, loan: "no" } },
    ]);
    const [entry] = await read((tx) => tx.auditEntry.findMany({ where: { action: "lead.change" } }));
    expect(entry?.detail).toEqual({ fields: "city loan bedrooms" });
  });

  test("says more about its person: a new name stands, a new number is added, another's number stays theirs", async () => {
    const theirs = phone();
    await put({ externalId: "other", name: "Ravi Rao", phone: theirs });
    const [first, second] = [phone(), phone()];
    const made = await put({ name: "A Patil", phone: first });
    const again = await put({ name: "Asha Patil", phone: [second, theirs] });
    expect(again.version).toBeGreaterThan(made.version);
    const contact = await revealContact(home.broker, { leadId: made.leadId });
    expect(contact.name).toBe("Asha Patil");
    expect(contact.phones.map(({ e164 }) => e164)).toEqual([first, second]);
  });

  test("goes to the owner who is named, who is told", async () => {
    const { leadId } = await put();
    const owner = await emailOf(home.broker);
    expect(await put({ owner })).toMatchObject({ changed: true });
    expect(await put({ owner })).toMatchObject({ changed: false });
    expect(await told(home.broker)).toEqual([["assigned", leadId]]);
    expect(await told(home.colleague)).toEqual([]);
    expect((await getLead(home.broker, { leadId })).owner?.id).toBe(userIdOf(home.broker));
  });

  test("after it was merged says which lead stands for it", async () => {
    const kept = await createLead(platform.db, home.org, {});
    const { leadId } = await put();
    await mergeLeads(home.manager, { keptId: kept.id, mergedId: leadId });
    expect(await put({ city: "Pune" })).toMatchObject({ leadId, changed: true, mergedInto: kept.id });
    expect((await listLeads(home.manager, {})).rows.map(({ id }) => id)).toEqual([kept.id]);
  });
});

test("every vector that was served is the same when it is computed again, whatever was put since and meanwhile", async () => {
  await putListing(home.manager, { externalId: "SKY", priceMaxPaise: 85_00_000_00 });
  const { leadId } = await put({ name: "Asha Patil", budget: "85 L" });
  const changes: Partial<PutLeadInput>[] = [
    { city: "Pune", budget: "50–60 L" },
    { email: `asha.patil.${newId()}@gmail.com`, phone: phone() },
    { listing: "SKY", enquiredAt: new Date(Date.now() - 3_600_000) },
    { budget: null, listing: null, attributes: { bedrooms: 2 } },
    { name: "Somebody Else", consents: [{ purpose: "calls", status: "given", channel: "form" }] },
  ];
  const served = await serve(ctx, [leadId]);
  for (const change of changes) {
    const [, ...read] = await Promise.all([put(change), serve(ctx, [leadId]), serve(ctx, [leadId])]);
    served.push(...read.flat(), ...(await serve(ctx, [leadId])));
  }
  const moments = served.map(({ at }) => at);
  expect(await recomputed(ctx, leadId, moments)).toEqual(served.map(({ vector }) => Array.from(vector)));
  expect(new Set(served.map(({ vector }) => vector.join())).size).toBeGreaterThan(2);
});

describe("consents that come with a lead", () => {
  const consent = { purpose: "calls", status: "given", channel: "form" } as const;

  test("stand in the ledger once, and do not come back after a withdrawal", async () => {
    const { personId, leadId } = await put({ consents: [consent] });
    await recordConsents(home.broker, {
      subject: { leadId },
      entries: [{ ...consent, status: "withdrawn" }],
    });
    expect(await put({ consents: [consent] })).toMatchObject({ changed: false });
    const { current, entries } = await consentsOf(home.broker, { personId });
    expect(current.calls).toMatchObject({ status: "withdrawn", inForce: false });
    expect(entries).toHaveLength(2);
  });

  test("need a key that may record them, and nothing is made without", async () => {
    const weak: Context = { ...ctx, actor: { kind: "key", keyId: newId(), scopes: ["leads:write"] } };
    await expect(put({ consents: [consent] }, weak)).rejects.toMatchObject({ code: "FORBIDDEN" });
    expect(await leads()).toEqual([]);
  });
});

describe("at once", () => {
  test("one lead is made of many puts of the same id, and one person of many ids with the same number", async () => {
    const number = phone();
    const made = await Promise.all(Array.from({ length: 6 }, () => put({ phone: number })));
    expect(made.filter(({ created }) => created)).toHaveLength(1);
    const others = await Promise.all([..."ABCD"].map((externalId) => put({ externalId, phone: number })));
    const persons = new Set([...made, ...others].map(({ personId }) => personId));
    expect([persons.size, (await leads()).length]).toEqual([1, 5]);
  });

  test("an import of the same ids and puts make each lead once", async () => {
    const ids = Array.from({ length: 40 }, (_, place) => `LD-${place}`);
    const file = ["Lead Id;Customer Name;City", ...ids.map((id) => `${id};Asha Patil;Pune`)].join("\n");
    await Promise.all([
      importFile(home, file),
      ...ids.toReversed().map((externalId) => put({ externalId, source: "99acres" })),
    ]);
    const made = await leads();
    expect([made.length, new Set(made.map(({ externalId }) => externalId)).size]).toEqual([40, 40]);
    expect(made.every(({ city, source }) => city === "Pune" && source === "99acres")).toBe(true);
  });

  test("a new attribute is defined once", async () => {
    const ids = [..."ABCDEF"];
    await Promise.all(ids.map((externalId) => put({ externalId, attributes: { bedrooms: 2, floor: 4 } })));
    expect(await read((tx) => tx.attribute.findMany({ select: { key: true } }))).toHaveLength(2);
  });

  test("no change of two is lost", async () => {
    await put();
    await Promise.all([
      put({ city: "Pune" }),
      put({ attributes: { bedrooms: 2 } }),
      put({ source: "Referral" }),
    ]);
    expect(await leads()).toMatchObject([{ city: "Pune", source: "Referral", attributes: { bedrooms: 2 } }]);
  });
});

describe("what a lead cannot be is refused by field, and nothing is made", () => {
  test.each([
    ["a number that is none", { phone: "call me" }, ["phone"]],
    ["an address that is none", { email: "asha at example" }, ["email"]],
    ["an amount that is none", { budget: "a lot" }, ["budget"]],
    ["an amount beyond all", { budget: 1e300 }, ["budget"]],
    ["a budget upside down", { budget: { minPaise: 2, maxPaise: 1 } }, ["budget"]],
    ["a listing that nobody knows", { listing: "none" }, ["listing"]],
    ["an owner who is nobody here", { owner: "x@example.in" }, ["owner"]],
    ["a time before 2000", { enquiredAt: "1999-12-31T00:00:00Z" }, ["enquiredAt"]],
    ["a time without a zone", { enquiredAt: "2026-11-01T10:00:00" }, ["enquiredAt"]],
    ["a name that every lead has", { attributes: { source: "x" } }, ["attributes", "source"]],
    [
      "an enriched attribute",
      { attributes: { "enriched.company": "x" } },
      ["attributes", "enriched.company"],
    ],
    ["a key in other letters", { attributes: { "Home Loan": "x" } }, ["attributes", "Home Loan"]],
    ["a list for an attribute", { attributes: { a: [1] } }, ["attributes", "a"]],
    ["an id that is too long", { externalId: "x".repeat(201) }, ["externalId"]],
    ["a blank id", { externalId: " " }, ["externalId"]],
  ])("%s", async (_, given, path) => {
    await expect(put(given as Partial<PutLeadInput>)).rejects.toMatchObject({
      name: expect.stringContaining("ZodError"),
      issues: [{ path }],
    });
    expect(await leads()).toEqual([]);
    expect(await read((tx) => tx.person.count())).toBe(0);
  });

  test("a value of another kind than the attribute has", async () => {
    await put({ attributes: { bedrooms: 3 } });
    await expect(put({ attributes: { bedrooms: "many" } })).rejects.toMatchObject({
      issues: [{ path: ["attributes", "bedrooms"], message: expect.stringContaining("number") }],
    });
  });

  test("an owner who has left", async () => {
    const owner = await emailOf(home.colleague);
    await deactivateMember(home.admin, { userId: userIdOf(home.colleague) });
    await expect(put({ owner })).rejects.toMatchObject({ issues: [{ path: ["owner"] }] });
  });
});

test("another organisation's lead of the same id is another lead, and its listing is unknown", async () => {
  const other = await createTenant(platform);
  await putListing(other.manager, { externalId: "THEIRS" });
  const theirs = await putLead(other.system, { externalId: "L-1", phone: "98765 43210" });
  const ours = await put({ phone: "98765 43210" });
  expect(ours).toMatchObject({ created: true });
  expect([ours.leadId, ours.personId]).not.toContain(theirs.leadId);
  await expect(put({ listing: "THEIRS" })).rejects.toMatchObject({ issues: [{ path: ["listing"] }] });
});
