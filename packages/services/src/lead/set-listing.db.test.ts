import { newId } from "@leadlift/db/id";
import { createLead } from "@leadlift/db/test/factories";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { putListing } from "../listing/put.ts";
import { searchListings } from "../listing/search.ts";
import { getLead } from "./get.ts";
import { setLeadListing } from "./set-listing.ts";
import { createTenant, type Tenant, type TestPlatform, testPlatform } from "./test/tenant.ts";

let platform: TestPlatform;
let home: Tenant;
let leadId: string;

beforeAll(async () => {
  platform = await testPlatform();
  home = await createTenant(platform);
  const listings = [
    { externalId: "SKY-3", project: "Skyline", type: "3 BHK", locality: "Bopal" },
    { externalId: "SKY-2", project: "Skyline", type: "2 BHK", locality: "Bopal", status: "sold" as const },
    { externalId: "100%", project: "Shilp Residency", type: "2 BHK", locality: "Gota" },
  ];
  for (const listing of listings) await putListing(home.manager, listing);
});
afterAll(() => platform.db.close());
beforeEach(async () => {
  leadId = (await createLead(platform.db, home.org)).id;
});

describe("the listing that a lead asks for", () => {
  test("is said, replaced and taken away, and undone by handing back what was there before", async () => {
    const { version } = await getLead(home.broker, { leadId });
    const first = await setLeadListing(home.broker, { leadId, externalId: "SKY-3", version });
    expect(first).toMatchObject({ before: null, version: version + 1 });
    expect(await getLead(home.broker, { leadId })).toMatchObject({
      listing: "SKY-3",
      version: first.version,
    });
    const second = await setLeadListing(home.broker, { leadId, externalId: null });
    expect(second.before).toBe("SKY-3");
    await setLeadListing(home.broker, { leadId, externalId: second.before });
    expect(await getLead(home.broker, { leadId })).toMatchObject({ listing: "SKY-3" });
  });

  test("has to be one of the organisation's own, and the lead as it was looked at", async () => {
    const other = await createTenant(platform);
    await putListing(other.manager, { externalId: "THEIRS" });
    await expect(setLeadListing(home.broker, { leadId, externalId: "THEIRS" })).rejects.toMatchObject({
      code: "NOT_FOUND",
    });
    await expect(
      setLeadListing(home.broker, { leadId, externalId: "SKY-3", version: 99 }),
    ).rejects.toMatchObject({ code: "CONFLICT" });
    await expect(setLeadListing(other.broker, { leadId, externalId: null })).rejects.toMatchObject({
      code: "NOT_FOUND",
    });
    await expect(setLeadListing(home.broker, { leadId: newId(), externalId: null })).rejects.toMatchObject({
      code: "NOT_FOUND",
    });
  });
});

describe("searching for a listing", () => {
  const found = async (words: string) =>
    (await searchListings(home.broker, { words })).map(({ externalId }) => externalId);

  test("finds those in which every word occurs, available ones first", async () => {
    expect(await found("skyline bopal")).toEqual(["SKY-3", "SKY-2"]);
    expect(await found("2 bhk gota")).toEqual(["100%"]);
    expect(await found("")).toHaveLength(3);
    expect(await found("nowhere")).toEqual([]);
  });

  test("takes signs for themselves, and finds nothing of another organisation", async () => {
    expect(await found("100%")).toEqual(["100%"]);
    expect(await found("%")).toEqual(["100%"]);
    expect(await found("S_Y")).toEqual([]);
    const other = await createTenant(platform);
    expect(await searchListings(other.broker, {})).toEqual([]);
  });
});
