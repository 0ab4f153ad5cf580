import { describe, expect, it } from "vitest";
import { dayText, mondayOf, monthText, shiftMonth } from "./month.ts";

describe("months and weeks", () => {
  it("are named in the reader's language", () => {
    expect(monthText("2026-11", "en-IN")).toBe("November 2026");
    expect(monthText("2026-11", "en-IN", "short")).toBe("Nov");
    expect(monthText("2026-11", "hi-IN")).toBe("नवंबर 2026");
    expect(dayText("2026-11-03", "en-IN")).toBe("3 Nov");
  });

  it("follow each other over the turn of the year", () => {
    expect(shiftMonth("2026-01", -1)).toBe("2025-12");
    expect(shiftMonth("2026-11", 2)).toBe("2027-01");
  });

  it("begin on the Monday that ISO 8601 says", () => {
    expect(mondayOf("2026-W01")).toBe("2025-12-29");
    expect(mondayOf("2026-W47")).toBe("2026-11-16");
    expect(mondayOf("2027-W01")).toBe("2027-01-04");
    expect(mondayOf("2020-W53")).toBe("2020-12-28");
  });
});
