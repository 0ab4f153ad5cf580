import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type DateFormat, parseDate } from "./parse-date.ts";

describe("parseDate", () => {
  it.each<[string, DateFormat | undefined, string]>([
    ["2024-03-05", undefined, "2024-03-05T00:00:00.000Z"],
    ["2024/3/5", undefined, "2024-03-05T00:00:00.000Z"],
    ["2024-03-05T10:20:30Z", undefined, "2024-03-05T10:20:30.000Z"],
    ["2024-03-05 10:20:30.123456+05:30", undefined, "2024-03-05T04:50:30.000Z"],
    ["05/03/2024", undefined, "2024-03-05T00:00:00.000Z"],
    ["05/03/2024", "mdy", "2024-05-03T00:00:00.000Z"],
    ["25-12-24 9:05 PM", undefined, "2024-12-25T21:05:00.000Z"],
    ["12/25/2024 12:30 am", "mdy", "2024-12-25T00:30:00.000Z"],
    ["5-Mar-2024", undefined, "2024-03-05T00:00:00.000Z"],
    ["5th March 2024", undefined, "2024-03-05T00:00:00.000Z"],
    ["Mar 5, 2024", undefined, "2024-03-05T00:00:00.000Z"],
  ])("reads %j as %s", (text, format, iso) => {
    expect(parseDate(text, format)?.toISOString()).toBe(iso);
  });

  it.each([
    "2024-02-31",
    "32/01/2024",
    "2024-13-01",
    "1,234,567",
    "12.5",
    "5 Foo 2024",
    "2024",
    "01/01/0001",
    "",
  ])("finds no date in %j", (text) => {
    expect(parseDate(text)).toBeNull();
  });

  it("reads back every ISO date", () => {
    const dates = fc.date({ min: new Date("1950-01-01"), max: new Date("2150-01-01"), noInvalidDate: true });
    fc.assert(
      fc.property(dates, (date) => {
        const seconds = Math.floor(date.getTime() / 1000) * 1000;
        expect(parseDate(date.toISOString())?.getTime()).toBe(seconds);
      }),
    );
  });
});
