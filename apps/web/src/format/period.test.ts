import { describe, expect, it } from "vitest";
import { chosenDays, isPeriod } from "./period.ts";

const limits = { today: "2026-11-23", offered: [7, 28, 90], most: 92 };

describe("the period of an address", () => {
  it("ends today and holds as many days as are asked for", () => {
    expect(chosenDays({ days: 28, from: "", to: "" }, limits)).toEqual({
      from: "2026-10-27",
      to: "2026-11-23",
    });
    expect(chosenDays({ days: 1000, from: "", to: "" }, limits)).toEqual({
      from: "2026-11-17",
      to: "2026-11-23",
    });
  });

  it("is the two days that are given, where they are a period", () => {
    const own = { days: 7, from: "2026-10-01", to: "2026-10-31" };
    expect(chosenDays(own, limits)).toEqual({ from: "2026-10-01", to: "2026-10-31" });
  });

  it("is never one that the server refuses", () => {
    for (const [from, to] of [
      ["2026-10-31", "2026-10-01"],
      ["2026-02-30", "2026-03-01"],
      ["2026-01-01", "2026-11-23"],
      ["x", "2026-11-23"],
    ] as const) {
      expect(isPeriod({ from, to }, limits.most)).toBe(false);
      expect(chosenDays({ days: 7, from, to }, limits).to).toBe("2026-11-23");
    }
  });
});
