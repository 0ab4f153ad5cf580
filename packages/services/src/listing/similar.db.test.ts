import { createLead } from "@leadlift/db/test/factories";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { setLeadListing } from "../lead/set-listing.ts";
import { createTenant, type Tenant, type TestPlatform, testPlatform } from "../lead/test/tenant.ts";
import { putListing } from "./put.ts";
import { similarListings } from "./similar.ts";

let platform: TestPlatform;
let home: Tenant;
beforeAll(async () => {
  platform = await testPlatform();
  home = await createTenant(platform);
});
afterAll(() => platform.db.close());

const lakh = 100_000_00;
const put = (externalId: string, low: number, high: number, more: object = {}) =>
  putListing(home.manager, {
    ...{ externalId, project: externalId, type: "3 BHK", city: "Ahmedabad", locality: "Bopal" },
    ...{ priceMinPaise: low * lakh, priceMaxPaise: high * lakh },
    ...more,
  });

describe("similar listings", () => {
  test("share city, type and price with what was asked for, can be had, and come nearest first", async () => {
    await put("asked", 80, 90, { status: "sold" });
    await put("same-place", 84, 95);
    await put("other-place", 82, 90, { locality: "Shela" });
    await put("too-dear", 150, 170);
    await put("gone", 80, 90, { status: "booked" });
    await put("other-type", 80, 90, { type: "Plot" });
    await put("other-city", 80, 90, { city: "Surat" });
    const { id: leadId } = await createLead(platform.db, home.org, {});
    await setLeadListing(home.broker, { leadId, externalId: "asked" });
    const found = await similarListings(home.broker, { leadId });
    expect(found.map(({ externalId }) => externalId)).toEqual(["same-place", "other-place"]);
    const away = await createTenant(platform);
    await expect(similarListings(away.broker, { leadId })).rejects.toMatchObject({ code: "NOT_FOUND" });
  });

  test("are found by the budget where no listing is asked for, and not at all where nothing is known", async () => {
    const { id: leadId } = await createLead(platform.db, home.org, {
      city: "surat",
      budgetMaxPaise: BigInt(85 * lakh),
    });
    expect((await similarListings(home.broker, { leadId })).map(({ externalId }) => externalId)).toEqual([
      "other-city",
    ]);
    const { id: unknown } = await createLead(platform.db, home.org, { city: "Surat" });
    expect(await similarListings(home.broker, { leadId: unknown })).toEqual([]);
  });
});
