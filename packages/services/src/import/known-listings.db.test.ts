import { afterAll, beforeAll, expect, test } from "vitest";
import { createTenant, type TestPlatform, testPlatform } from "../lead/test/tenant.ts";
import { getImport } from "./get.ts";
import { counts, importFile, importListings, leadPreview, upload } from "./test/importing.ts";

let platform: TestPlatform;
beforeAll(async () => {
  platform = await testPlatform();
});
afterAll(() => platform.db.close());

const people = `Lead Id,Name,Mobile,Property ID
LD-1,Asha Patil,9876543210,P-1
LD-2,Ravi Kumar,9812345678,P-9
LD-3,Sita Rao,9811122233,
`;
const nameless = "Name,Mobile,Property ID\nOm Joshi,9822233344,P-9\n";
const inventory = "Property ID,Project,Price\nP-1,Skyline,85 L\n";

test("a lead is about the listing that its row names; one that is not here is named, and found when it is", async () => {
  const home = await createTenant(platform);
  const listingsOf = async () => {
    const leads = await platform.db.withOrg(home.org.id, (tx) =>
      tx.lead.findMany({ where: { orgId: home.org.id }, orderBy: { createdAt: "asc" } }),
    );
    const listings = await platform.db.withOrg(home.org.id, (tx) =>
      tx.listing.findMany({ where: { orgId: home.org.id } }),
    );
    const named = new Map(listings.map(({ id, externalId }) => [id, externalId]));
    return Object.fromEntries(
      leads.map(({ externalId, listingId }) => [externalId ?? "none", named.get(listingId ?? "") ?? null]),
    );
  };
  await importListings(home, inventory);
  const { importId } = await upload(home.manager, people);
  const { proposal, warnings } = await leadPreview(home, importId);
  expect(proposal.columns[3]?.target).toEqual({ to: "field", field: "listing" });
  expect(warnings).toEqual([
    '"Property ID" names one listing that is not here, such as "P-9": this lead comes without a listing unless the listings are imported first.',
  ]);

  const first = await importFile(home, people);
  expect(counts(first)).toMatchObject({ created: 3, rejected: 0 });
  expect((await getImport(home.manager, { importId: first.id })).warnings).toMatchObject([
    { header: "Property ID", code: "unknown-listing", count: 1 },
  ]);
  await importFile(home, nameless);
  expect(await listingsOf()).toEqual({ "LD-1": "P-1", "LD-2": null, "LD-3": null, none: null });

  await importListings(home, `${inventory}P-9,Nest,40 L\n`);
  expect(counts(await importFile(home, people))).toMatchObject({ created: 0, updated: 1, unchanged: 2 });
  expect(counts(await importFile(home, nameless))).toMatchObject({ created: 0, updated: 1, unchanged: 0 });
  expect(await listingsOf()).toEqual({ "LD-1": "P-1", "LD-2": "P-9", "LD-3": null, none: "P-9" });
  expect(counts(await importFile(home, people))).toMatchObject({ updated: 0, unchanged: 3 });
});
