import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { fromWallTime, readBudget, readCell, readDate } from "./read-cell.ts";

const kolkata = { timezone: "Asia/Kolkata" };
const lakh = 100_000 * 100;
const crore = 100 * lakh;

describe("dates", () => {
  test.each([
    ["2026-03-05", "2026-03-04T18:30:00.000Z"],
    ["05/03/2026 10:30", "2026-03-05T05:00:00.000Z"],
    ["2026-03-05T10:30:00Z", "2026-03-05T10:30:00.000Z"],
    ["2026-03-05T10:30:00+02:00", "2026-03-05T08:30:00.000Z"],
    ["46086", "2026-03-04T18:30:00.000Z"],
    ["46086.4375", "2026-03-05T05:00:00.000Z"],
    ["1772700000", "2026-03-05T08:40:00.000Z"],
    ["1772700000000", "2026-03-05T08:40:00.000Z"],
  ])("%s", (text, moment) => {
    expect(readDate(text, kolkata)?.toISOString()).toBe(moment);
  });

  test("month first where the column says so", () => {
    expect(readDate("03/05/2026", { ...kolkata, dateFormats: ["mdy"] })?.toISOString()).toBe(
      "2026-03-04T18:30:00.000Z",
    );
  });

  test("nothing else is one", () => {
    for (const text of ["soon", "31/02/2026", "12", "99999999999999"])
      expect(readDate(text, kolkata)).toBeNull();
  });

  test("clocks in the zone show what was written", () => {
    const zones = fc.constantFrom(
      "Asia/Kolkata",
      "America/New_York",
      "Europe/Berlin",
      "UTC",
      "Asia/Kathmandu",
    );
    const moment = fc.date({ min: new Date("2000-01-01"), max: new Date("2040-01-01"), noInvalidDate: true });
    fc.assert(
      fc.property(moment, zones, (wall, timezone) => {
        const whole = new Date(Math.floor(wall.getTime() / 1000) * 1000);
        const at = fromWallTime(whole, timezone);
        const shown = at.toLocaleString("sv-SE", { timeZone: timezone });
        const written = whole.toISOString().slice(0, 19).replace("T", " ");
        // An hour that clocks skip in spring does not exist; it is read as the hour after or before.
        const skipped = Math.abs(Date.parse(`${shown.replace(" ", "T")}Z`) - whole.getTime()) === 3_600_000;
        expect(shown === written || skipped).toBe(true);
      }),
    );
  });
});

describe("budgets", () => {
  test.each([
    ["85 L", null, 85 * lakh],
    ["₹ 1.2 Cr", null, 1.2 * crore],
    ["50-75 lakh", 50 * lakh, 75 * lakh],
    ["50L – 1 Cr", 50 * lakh, crore],
    ["75 L to 50 L", 50 * lakh, 75 * lakh],
    ["8500000", null, 85 * lakh],
    ["85,00,000", null, 85 * lakh],
    ["below 60 L", null, 60 * lakh],
    ["2 Cr+", 2 * crore, null],
    ["2 Cr onwards", 2 * crore, null],
    ["> 1 Cr", crore, null],
  ])("%s", (text, min, max) => {
    expect(readBudget(text)).toEqual({ min, max });
  });

  test("what is no amount is none", () => {
    for (const text of ["", "open", "L", "1-2-3 L", "-5", "9e30"]) expect(readBudget(text)).toBeNull();
  });
});

test("a cell is read as its column's kind or not at all", () => {
  expect(readCell("1,20,000", "numeric", kolkata)).toBe(120_000);
  expect(readCell("1,5", "numeric", { ...kolkata, decimal: "," })).toBe(1.5);
  expect(readCell("many", "numeric", kolkata)).toBeNull();
  expect(readCell("No", "boolean", kolkata)).toBe(false);
  expect(readCell("maybe", "boolean", kolkata)).toBeNull();
  expect(readCell("05/03/2026", "date", kolkata)).toBe("2026-03-04T18:30:00.000Z");
  expect(readCell("x".repeat(2_000), "categorical", kolkata)).toBeNull();
  expect(readCell("x".repeat(2_000), "text", kolkata)).toHaveLength(2_000);
});
