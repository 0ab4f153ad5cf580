import { describe, expect, it } from "vitest";
import { day, event, minute, noon, read } from "../test/made-up-features.ts";

const of = (...events: ReturnType<typeof event>[]) => read("engagement_score", { events });

describe("engagement_score", () => {
  it("is not known before anything happened, and 0 when only we acted", () => {
    expect(of()).toBeNaN();
    expect(of(event("whatsapp_out", noon), event("note", noon))).toBe(0);
  });

  it("puts 15 points of activity at half", () => {
    expect(of(event("site_visit_done", noon), event("call_out", noon, { answered: true }))).toBe(50);
  });

  it("halves what is a week old", () => {
    // 8 · ½ = 4 → 400 ÷ 19
    expect(of(event("site_visit_booked", noon - 7 * day))).toBeCloseTo(400 / 19, 12);
    // 12 · ¼ + 3 = 6 → 600 ÷ 21
    const both = [event("site_visit_done", noon - 14 * day), event("whatsapp_in", noon)];
    expect(of(...both)).toBeCloseTo(600 / 21, 12);
  });

  it("counts the minutes of an answered call, five at most, and none of an unanswered one", () => {
    const call = (seconds: number, answered: boolean) => of(event("call_out", noon, { seconds, answered }));
    expect(call(0, false)).toBe(0);
    expect(call((2 * minute) / 1000, true)).toBeCloseTo(400 / 19, 12);
    expect(call(3600, true)).toBeCloseTo(550 / 20.5, 12);
  });

  it("falls with a missed visit, never below 0", () => {
    expect(of(event("site_visit_missed", noon))).toBe(0);
    expect(of(event("site_visit_booked", noon), event("site_visit_missed", noon))).toBeCloseTo(400 / 19, 12);
  });
});
