import { describe, expect, it } from "vitest";
import { readTimes } from "./time-column.ts";

describe("the order of rows by a column", () => {
  it("comes with the moments of dates, for the report to say from when to when rows are", () => {
    const { values, moments } = readTimes("Created", ["2026-01-02", "2026-01-01T12:00:00Z", "2026-03-04"]);
    expect([...(moments ?? [])]).toEqual([
      Date.UTC(2026, 0, 2),
      Date.UTC(2026, 0, 1, 12),
      Date.UTC(2026, 2, 4),
    ]);
    expect(values[1]).toBeLessThan(values[0] ?? 0);
  });

  it("comes without moments where the column only numbers rows, or some have no date", () => {
    expect(readTimes("No", ["1", "2", "3"]).moments).toBeNull();
    const some = readTimes("Created", ["2026-01-02", "", "2026-03-04"]);
    expect(some).toMatchObject({ unknown: 1, moments: null });
  });
});
