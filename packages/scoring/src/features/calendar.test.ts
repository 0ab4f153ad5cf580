import { describe, expect, it } from "vitest";
import { day, noon, read } from "../test/made-up-features.ts";

const on = (name: string, date: string, fiscalYearStart = 4) =>
  read(name, { now: Date.parse(`${date}T06:00:00Z`), settings: { utcOffsetMinutes: 330, fiscalYearStart } });

describe("the calendar", () => {
  it("speaks of the organisation's day, not of Greenwich's", () => {
    const lateInJune = Date.parse("2026-06-30T20:00:00Z");
    expect(read("month", { now: lateInJune })).toBe(7);
    expect(read("day_of_week", { now: lateInJune })).toBe(3);
    expect(read("month", { now: lateInJune, settings: { utcOffsetMinutes: 0, fiscalYearStart: 4 } })).toBe(6);
  });

  it("counts quarters and days to their end by the financial year", () => {
    expect([on("quarter", "2026-04-01"), on("quarter", "2026-03-31"), on("quarter", "2026-12-31")]).toEqual([
      1, 4, 3,
    ]);
    expect([on("time_to_quarter_end", "2026-03-31"), on("time_to_quarter_end", "2026-03-01")]).toEqual([
      0, 30,
    ]);
    expect(on("time_to_quarter_end", "2026-11-23")).toBe(38);
    // From February: quarters end in April, July, October and January.
    expect([on("time_to_quarter_end", "2026-11-23", 2), on("quarter", "2026-11-23", 2)]).toEqual([69, 4]);
    expect(on("time_to_quarter_end", "2028-02-28", 12)).toBe(1);
  });

  it("never has more than 92 days to go, and one less each day", () => {
    for (let i = 0; i < 800; i++) {
      for (const fiscalYearStart of [1, 4, 11]) {
        const settings = { utcOffsetMinutes: 330, fiscalYearStart };
        const today = read("time_to_quarter_end", { now: noon + i * day, settings });
        const tomorrow = read("time_to_quarter_end", { now: noon + (i + 1) * day, settings });
        expect(today).toBeLessThan(92);
        if (today > 0) expect(tomorrow).toBe(today - 1);
        else expect(tomorrow).toBeGreaterThanOrEqual(88);
      }
    }
  });
});

describe("seasonal_intent", () => {
  it("is 50 on a weekday without a season", () => {
    expect(on("seasonal_intent", "2026-06-17")).toBe(50);
  });

  it("rises with a festival, at weekends and at the end of a month, and falls before the ancestors' fortnight is over", () => {
    // Diwali 2026 is a Sunday.
    expect(on("seasonal_intent", "2026-11-08")).toBe(85);
    expect(on("seasonal_intent", "2026-06-20")).toBe(55);
    expect([on("seasonal_intent", "2026-06-25"), on("seasonal_intent", "2026-06-26")]).toEqual([50, 60]);
    expect(on("seasonal_intent", "2026-10-05")).toBeLessThan(60);
  });
});
