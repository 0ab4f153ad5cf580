import { expect, test } from "vitest";
import { checkListingMapping, draftListing, planListings } from "./draft-listing.ts";
import { proposeListingMapping, proposeStatus } from "./propose.ts";

function draftsOf(csv: string) {
  const [names = [], ...rows] = csv
    .trim()
    .split("\n")
    .map((line) => line.split(";"));
  const { mapping } = proposeListingMapping(
    names.map((header, column) => ({ header, values: rows.map((row) => row[column] ?? "") })),
  );
  checkListingMapping(mapping);
  const plan = planListings(mapping, "Asia/Kolkata");
  return rows.map((row) => {
    const warnings: string[] = [];
    const drafted = draftListing(row, plan, ({ header }, code) => warnings.push(`${header} ${code}`));
    return drafted.ok ? { ...drafted.draft, warnings } : drafted.code;
  });
}

test("an inventory's columns are read as they are meant", () => {
  const [first, second, third] =
    draftsOf(`Property ID;Project Name;Configuration;Price;City;Locality;Status;Carpet Area;RERA
P-1;Skyline;2 BHK;85 L;Pune;Baner;Available;740;Yes
P-2;Skyline;3 BHK;1.2 Cr - 1.4 Cr;Pune;Baner;Blocked;1,020;No
;Skyline;1 BHK;ask;Pune;Baner;Sold;;`);
  expect(first).toEqual({
    externalId: "P-1",
    project: "Skyline",
    type: "2 BHK",
    priceMinPaise: 850_000_000,
    priceMaxPaise: 850_000_000,
    city: "Pune",
    locality: "Baner",
    status: "available",
    attributes: { carpet_area: 740, rera: true },
    warnings: [],
  });
  expect(second).toMatchObject({
    priceMinPaise: 1_200_000_000,
    priceMaxPaise: 1_400_000_000,
    status: "booked",
  });
  expect(third).toBe("no-listing-id");
});

test("a price up to a limit has no lower end, and one that is none is kept as missing", () => {
  const [upTo, none] = draftsOf(
    "listing id;price;type\n1;below 60 L;flat\n2;on request;plot\n3;40 L;plot\n4;1 Cr;plot",
  );
  expect(upTo).toMatchObject({ priceMinPaise: null, priceMaxPaise: 600_000_000 });
  expect(none).toMatchObject({ priceMinPaise: null, priceMaxPaise: null, warnings: ["price no-money"] });
});

test.each([
  ["Available", "available"],
  ["Unsold", "available"],
  ["On Hold", "booked"],
  ["Registered", "sold"],
  ["Off market", "withdrawn"],
])("%s means %s", (value, status) => {
  expect(proposeStatus(value)).toBe(status);
});

test("a file without ids of listings cannot be imported", () => {
  expect(() => draftsOf("project;price\nSkyline;85 L")).toThrow(/listing's id/);
});
