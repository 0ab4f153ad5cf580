import { describe, expect, it } from "vitest";
import { day, hour, minute, noon, read } from "../test/made-up-features.ts";

describe("lead_age_score", () => {
  const score = (profile: Parameters<typeof read>[1]) => read("lead_age_score", profile);

  it("halves every fourteen days from the enquiry, or from when the lead was made", () => {
    expect(score({ profile: { enquiredAt: noon - 14 * day } })).toBe(50);
    expect(score({ profile: { enquiredAt: null, createdAt: noon - 28 * day } })).toBe(25);
    expect(score({ profile: { enquiredAt: noon + day } })).toBe(100);
  });
});

describe("time_of_day_fit", () => {
  const at = (hours: number, minutes: number) =>
    read("time_of_day_fit", { now: noon - 11.5 * hour + hours * hour + minutes * minute });

  it("is the share of the calling hours that is left on the local day", () => {
    expect([at(0, 0), at(9, 30), at(14, 45), at(20, 0), at(23, 59)]).toEqual([1, 1, 0.5, 0, 0]);
  });
});
