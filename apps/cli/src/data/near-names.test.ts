import { describe, expect, it } from "vitest";
import { columnNamed, nearNames } from "./near-names.ts";

const names = ["Lead Source", "Converted", "Total Visits", "City"];

describe("columns by name", () => {
  it("finds the exact name only", () => {
    expect(columnNamed(names, "Converted", "--target")).toBe(1);
  });

  it("lists the nearest names first when there is none", () => {
    expect(() => columnNamed(names, "convertd", "--target")).toThrow(
      /no column "convertd" \(--target\).*: "Converted"/,
    );
    expect(nearNames(names, "visits")[0]).toBe("Total Visits");
    expect(nearNames(names, "lead_source")[0]).toBe("Lead Source");
  });
});
