import { describe, expect, it } from "vitest";
import { landmarkText, liftRows, liftText, windowText } from "./report-words.ts";

const interval = { low: 0.7, high: 0.8 };
const lift = {
  sets: [
    { of: "profile" as const, columns: 9, auc: 0.661, aucInterval: interval, gain: null },
    {
      of: "all" as const,
      columns: 60,
      auc: 0.836,
      aucInterval: interval,
      gain: { auc: 0.175, low: -0.01, high: 0.3 },
    },
  ],
  reference: { name: "the simulator's own truth", rows: 325, auc: 0.857, aucInterval: interval },
  testRows: 1325,
  positives: 45,
};

describe("the words of a report", () => {
  it("name each set, what it gains, and what is beyond any model", () => {
    expect(liftRows(lift)).toMatchObject([
      { name: "The profile only", gain: null },
      {
        name: "With all features: this model",
        auc: 0.836,
        gain: { auc: "+0.175", range: "−0.010 to +0.300" },
      },
      { name: "The simulator's own truth", auc: 0.857, gain: null },
    ]);
  });

  it("say when a gain may be chance, and of how many leads it is", () => {
    expect(liftText(lift)).toContain("the same 1,325 leads, 45 of which got there");
    expect(liftText(lift)).toContain("may be chance");
  });

  it("say at which ages leads were looked at, or why all an hour after the enquiry", () => {
    const rows = [
      { hours: 1, rows: 1200 },
      { hours: 24, rows: 3 },
      { hours: 336, rows: 4 },
    ];
    expect(landmarkText({ rule: "ages", rows })).toContain("1 hour (1,200), 1 day (3), 14 days (4).");
    expect(landmarkText({ rule: "hour: untimed", rows: [] })).toContain("nobody knows when they came");
    expect(landmarkText({ rule: "hour: few", rows: [] })).toContain("fewer than 40");
  });

  it("say the same in Hindi, with the same figures", () => {
    const rows = [{ hours: 1, rows: 1200 }];
    const window = { from: "2026-01-31T20:00:00.000Z", to: "2026-06-01T00:00:00.000Z", testFrom: null };
    const said = [
      liftText(lift, "hi"),
      landmarkText({ rule: "ages", rows }, "hi"),
      landmarkText({ rule: "hour: few", rows: [] }, "hi"),
      windowText({ ...window, horizonDays: 30 }, "Asia/Kolkata", "hi"),
      ...liftRows({ ...lift, reference: null }, "hi").map(({ name }) => name),
    ];
    for (const text of said) expect(text).not.toMatch(/[A-Za-z]/);
    expect(said.join(" ")).toMatch(/1,325.*1 घंटा \(1,200\).*40.*2026.*30/);
  });

  it("say from when to when rows are, by the organisation's own days", () => {
    const window = { from: "2026-01-31T20:00:00.000Z", to: "2026-06-01T00:00:00.000Z", testFrom: null };
    expect(windowText({ ...window, horizonDays: 30 }, "Asia/Kolkata")).toBe(
      "Rows are from 1 Feb 2026 to 1 Jun 2026. An outcome counts if it came within 30 days of the enquiry.",
    );
  });
});
