import { describe, expect, it } from "vitest";
import { day, event, minute, noon, read } from "../test/made-up-features.ts";
import { keyOf } from "./event-types.ts";

const view = (listing: string, at: number) => event("listing_view", at, { key: keyOf(listing) });

describe("features of listings", () => {
  it("counts coming back to a listing once a session", () => {
    const events = [
      view("a", noon - 3 * day),
      view("a", noon - 3 * day + minute),
      view("b", noon - 3 * day + 2 * minute),
      view("a", noon - 2 * day),
      view("a", noon - 2 * day + minute),
      view("c", noon - day),
      view("b", noon - day + minute),
    ];
    expect(read("listing_returns", { events })).toBe(2);
    expect(read("listings_seen", { events })).toBe(3);
    expect(read("top_listing_share", { events })).toBeCloseTo(4 / 7, 12);
  });

  it("keeps those viewed most when there are more than twelve", () => {
    const favourite = [view("favourite", noon - 40 * day), view("favourite", noon - 39 * day)];
    const others = Array.from({ length: 30 }, (_, i) => view(`other ${i}`, noon - (30 - i) * day));
    const events = [...favourite, ...others, view("favourite", noon)];
    expect(read("listings_seen", { events })).toBe(31);
    expect(read("listing_returns", { events })).toBe(2);
    expect(read("top_listing_share", { events })).toBeCloseTo(3 / 33, 12);
  });

  it("is not known unless a listing was viewed that has a name", () => {
    const events = [event("page_view", noon), event("listing_view", noon)];
    for (const name of ["listing_returns", "listings_seen", "top_listing_share"]) {
      expect(read(name, { events })).toBeNaN();
    }
  });
});
