import { describe, expect, it } from "vitest";
import { day, event, noon, read } from "../test/made-up-features.ts";

describe("features of site visits", () => {
  const events = [
    event("site_visit_booked", noon - 9 * day),
    event("site_visit_missed", noon - 8 * day),
    event("site_visit_booked", noon - 7 * day),
    event("site_visit_done", noon - 6 * day),
  ];

  it("counts what was booked, done and missed", () => {
    const names = ["visits_booked", "visits_done", "visits_missed", "days_since_visit"];
    expect(names.map((name) => read(name, { events }))).toEqual([2, 1, 1, 6]);
  });

  it("knows nothing before a visit was booked, and no time since one before one was done", () => {
    expect(read("visits_done", { events: [event("page_view", noon)] })).toBeNaN();
    expect(read("visits_done", { events: events.slice(0, 1) })).toBe(0);
    expect(read("days_since_visit", { events: events.slice(0, 3) })).toBeNaN();
  });
});
