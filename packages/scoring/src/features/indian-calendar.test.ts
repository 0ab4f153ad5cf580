import { describe, expect, it } from "vitest";
import { festive, isInauspicious, seasonsOf } from "./indian-calendar.ts";
import { newMoonAfter } from "./new-moon.ts";

const msOfDay = 86_400_000;
const dayOf = (date: string) => Date.parse(`${date}T00:00:00Z`) / msOfDay;

describe("seasonsOf", () => {
  it.each([
    ["Diwali", ["2023-11-12", "2024-11-01", "2025-10-20", "2026-11-08", "2027-10-29"]],
    ["Dhanteras", ["2023-11-10", "2024-10-29", "2025-10-18", "2026-11-06", "2027-10-27"]],
    ["Dussehra", ["2023-10-24", "2024-10-12", "2025-10-02", "2026-10-20", "2027-10-09"]],
    ["Navratri", ["2023-10-15", "2024-10-03", "2025-09-22", "2026-10-11", "2027-09-30"]],
    ["Gudi Padwa", ["2023-03-22", "2024-04-09", "2025-03-30", "2026-03-19", "2027-04-07"]],
    ["Akshaya Tritiya", ["2023-04-22", "2024-05-10", "2025-04-30", "2026-04-19", "2027-05-09"]],
    ["Ganesh Chaturthi", ["2023-09-19", "2024-09-07", "2025-08-27", "2026-09-14", "2027-09-04"]],
    ["Republic Day", ["2023-01-26", "2024-01-26"]],
  ])("finds %s within a day of the almanac", (name, dates) => {
    for (const date of dates) {
      const found = seasonsOf(Number(date.slice(0, 4))).find((season) => season.name === name);
      expect(Math.abs((found?.from ?? 0) - dayOf(date)), date).toBeLessThanOrEqual(1);
    }
  });

  it("finds every festival of every year of this century in its months", () => {
    for (let year = 2000; year < 2100; year++) {
      const seasons = seasonsOf(year);
      expect(seasons).toHaveLength(12);
      for (const { from, to } of seasons) {
        expect(new Date(from * msOfDay).getUTCFullYear()).toBe(year);
        expect(to - from).toBeLessThanOrEqual(15);
      }
    }
  });
});

describe("newMoonAfter", () => {
  // Times of the almanac (UTC).
  it.each(["2000-01-06T18:14:00Z", "2024-04-08T18:21:00Z", "2026-08-12T17:37:00Z", "2027-08-02T10:05:00Z"])(
    "is right to ten minutes for %s",
    (time) => {
      const found = newMoonAfter(Date.parse(time) - 3 * msOfDay);
      expect(Math.abs(found - Date.parse(time))).toBeLessThan(10 * 60_000);
    },
  );

  it("goes from moon to moon", () => {
    let at = Date.UTC(2000, 0, 1);
    for (let i = 0; i < 1_000; i++) {
      const next = newMoonAfter(at + 1);
      expect((next - at) / msOfDay).toBeLessThan(29.9);
      expect(newMoonAfter(next)).toBe(next);
      at = next;
    }
  });
});

describe("festive", () => {
  it("is strongest at Diwali, fades over five days, and is 0 in the monsoon", () => {
    expect(festive(dayOf("2026-11-08"))).toBe(1);
    expect(festive(dayOf("2026-11-10"))).toBeCloseTo(0.6, 12);
    expect(festive(dayOf("2026-06-17"))).toBe(0);
  });

  it("knows the fortnight in which people wait", () => {
    expect(isInauspicious(dayOf("2026-10-01"))).toBe(true);
    expect(isInauspicious(dayOf("2026-10-15"))).toBe(false);
  });

  it("looks over the new year", () => {
    expect(festive(dayOf("2026-12-31"))).toBe(0);
    expect(festive(dayOf("2027-01-10"))).toBeCloseTo(0.4 * 0.2, 12);
  });
});
