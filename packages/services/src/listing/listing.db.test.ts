import { newId } from "@leadlift/db/id";
import { createLead } from "@leadlift/db/test/factories";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { readVectors } from "../feature/read-vectors.ts";
import { storedVectors, storeVectors } from "../feature/stored-vectors.ts";
import { createTenant, type Tenant, type TestPlatform, testPlatform } from "../lead/test/tenant.ts";
import { getListing } from "./get.ts";
import { putListing } from "./put.ts";

let platform: TestPlatform;
let home: Tenant;
beforeAll(async () => {
  platform = await testPlatform();
  home = await createTenant(platform);
});
afterAll(() => platform.db.close());

const flat = (externalId: string) => ({
  externalId,
  project: "Skyline",
  type: "2 BHK",
  priceMinPaise: 65_00_000_00,
  priceMaxPaise: 80_00_000_00,
  city: "Pune",
  locality: "Baner",
  attributes: { floor: 4, lift: true },
});

const inHome = <T>(work: Parameters<typeof platform.db.withOrg<T>>[1]) =>
  platform.db.withOrg(home.org.id, work);

const promised = (job: string) =>
  inHome((tx) => tx.outbox.findMany({ where: { job }, select: { payload: true } }));

describe("putting a listing", () => {
  test("makes it, and the same again changes nothing", async () => {
    const externalId = newId();
    const first = await putListing(home.manager, flat(externalId));
    expect(first).toMatchObject({ created: true, changed: true });
    expect(await putListing(home.manager, flat(externalId))).toEqual({
      listingId: first.listingId,
      created: false,
      changed: false,
    });
    expect(await getListing(home.broker, { externalId })).toMatchObject({
      ...flat(externalId),
      listingId: first.listingId,
      status: "available",
      version: 1,
    });
  });

  test("replaces the whole of it, keeps what it was, and audits the names of the fields", async () => {
    const externalId = newId();
    const { listingId } = await putListing(home.manager, flat(externalId));
    const { city: _, ...withoutCity } = flat(externalId);
    await putListing(home.manager, { ...withoutCity, status: "booked" });
    expect(await getListing(home.manager, { externalId })).toMatchObject({
      city: null,
      status: "booked",
      version: 2,
    });
    const past = await inHome((tx) => tx.listingPast.findMany({ where: { listingId } }));
    expect(past).toMatchObject([{ city: "Pune", status: "available" }]);
    const audited = await inHome((tx) =>
      tx.auditEntry.findMany({ where: { subjectId: listingId }, orderBy: { id: "asc" } }),
    );
    expect(audited.map(({ action, detail }) => [action, detail])).toEqual([
      ["listing.create", {}],
      ["listing.change", { fields: "city status", version: 2 }],
    ]);
  });

  test("made by many at once exists once", async () => {
    const externalId = newId();
    const made = await Promise.all(
      Array.from({ length: 5 }, () => putListing(home.manager, flat(externalId))),
    );
    expect(made.filter(({ created }) => created)).toHaveLength(1);
    expect(new Set(made.map(({ listingId }) => listingId)).size).toBe(1);
  });

  test("rescores its open leads when something changes that a score depends on", async () => {
    const externalId = newId();
    const { listingId } = await putListing(home.manager, flat(externalId));
    const open = await createLead(platform.db, home.org, { listingId });
    await createLead(platform.db, home.org, { listingId, status: "won" });
    await createLead(platform.db, home.org, {});
    const before = (await promised("lead.score")).length;
    await putListing(home.manager, { ...flat(externalId), attributes: { floor: 5 } });
    expect(await promised("lead.score")).toHaveLength(before);
    await putListing(home.manager, { ...flat(externalId), priceMinPaise: 60_00_000_00 });
    const payloads = (await promised("lead.score")).slice(before).map(({ payload }) => payload);
    expect(payloads).toEqual([{ orgId: home.org.id, leadId: open.id }]);
  });

  test("leaves no vector that knows the earlier price", async () => {
    const externalId = newId();
    const { listingId } = await putListing(home.manager, flat(externalId));
    const lead = await createLead(platform.db, home.org, { listingId });
    const other = await createLead(platform.db, home.org, {});
    const ids = [lead.id, other.id];
    await platform.db.withOrgSql(home.org.id, async (sql) => {
      const vectors = await readVectors(
        sql,
        home.system,
        ids.map((id) => ({ id })),
      );
      await storeVectors(sql, home.system, vectors);
    });
    const kept = () =>
      platform.db.withOrgSql(home.org.id, async (sql) => [
        ...(await storedVectors(sql, home.system, ids)).keys(),
      ]);
    expect(await kept()).toHaveLength(2);
    await putListing(home.manager, { ...flat(externalId), status: "sold" });
    expect(await kept()).toEqual([other.id]);
  });

  test("keeps emoji, right-to-left text and odd keys, and drops what no database holds", async () => {
    const externalId = `🏠 ${newId()}`;
    await putListing(home.manager, {
      externalId,
      project: "شقة 🏙️ a\0b \ud800",
      attributes: { constructor: "x", "a\0b": "y" },
    });
    expect(await getListing(home.manager, { externalId })).toMatchObject({
      project: "شقة 🏙️ ab \ufffd",
      attributes: { constructor: "x", ab: "y" },
    });
  });
});

describe("a listing is refused", () => {
  test.each([
    ["without an id", { externalId: " " }],
    ["with an id that is too long", { externalId: "x".repeat(201) }],
    ["with prices the wrong way round", { ...flat("x"), priceMaxPaise: 1 }],
    ["with a price in broken paise", { ...flat("x"), priceMinPaise: 0.5 }],
    ["with a price beyond exact numbers", { ...flat("x"), priceMaxPaise: 2 ** 53 }],
    ["with a field that listings do not have", { ...flat("x"), price: 5 }],
    ["with nested attributes", { ...flat("x"), attributes: { rooms: { hall: 1 } } }],
    [
      "with too many attributes",
      { ...flat("x"), attributes: Object.fromEntries(Array.from({ length: 101 }, (_, i) => [`a${i}`, i])) },
    ],
  ])("%s", async (_, input) => {
    await expect(putListing(home.manager, input as Parameters<typeof putListing>[1])).rejects.toMatchObject({
      name: "ZodError",
    });
  });

  test("by whoever may not write listings", async () => {
    await expect(putListing(home.broker, flat("x"))).rejects.toMatchObject({ code: "FORBIDDEN" });
  });
});

test("another organisation's listing of the same id is another listing", async () => {
  const other = await createTenant(platform);
  const externalId = newId();
  const ours = await putListing(home.manager, flat(externalId));
  await expect(getListing(other.manager, { externalId })).rejects.toMatchObject({ code: "NOT_FOUND" });
  const theirs = await putListing(other.manager, { externalId, project: "Theirs" });
  expect(theirs).toMatchObject({ created: true });
  expect(theirs.listingId).not.toBe(ours.listingId);
  expect(await getListing(home.manager, { externalId })).toMatchObject({ project: "Skyline" });
});
