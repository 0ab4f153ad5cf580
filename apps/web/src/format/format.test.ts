import { describe, expect, it } from "vitest";
import { budgetText, moneyText } from "./money.ts";
import { counted, percentText, signedText, sizeText } from "./number.ts";
import { agoText, dateText, momentText } from "./time.ts";

describe("money", () => {
  it("is said in thousands, lakh and crore", () => {
    expect(moneyText(95_00_000_00)).toBe("₹95 L");
    expect(moneyText(1_20_00_000_00)).toBe("₹1.2 Cr");
    expect(moneyText(18_000_00)).toBe("₹18k");
    expect(moneyText(750_00)).toBe("₹750");
  });

  it("is said in Hindi in its own words", () => {
    expect(moneyText(95_00_000_00, "INR", "hi-IN")).toBe("₹95 लाख");
    expect(budgetText(null, 1_20_00_000_00, "INR", "hi-IN")).toBe("₹1.2 करोड़ तक");
  });

  it("keeps one unit for a range within one unit", () => {
    expect(budgetText(85_00_000_00, 95_00_000_00)).toBe("₹85–95 L");
    expect(budgetText(85_00_000_00, 1_10_00_000_00)).toBe("₹85 L–₹1.1 Cr");
  });

  it("says which end is known, and nothing when none is", () => {
    expect(budgetText(null, 40_00_000_00n)).toBe("up to ₹40 L");
    expect(budgetText(40_00_000_00n, null)).toBe("from ₹40 L");
    expect(budgetText(60_00_000_00, 60_00_000_00)).toBe("₹60 L");
    expect(budgetText(null, null)).toBeNull();
  });
});

describe("numbers", () => {
  it("group in lakh and agree with their noun", () => {
    expect(counted(104_532, "lead")).toBe("1,04,532 leads");
    expect(counted(1, "lead")).toBe("1 lead");
  });

  it("keep a decimal only for small shares", () => {
    expect(percentText(0.023)).toBe("2.3 %");
    expect(percentText(0.02)).toBe("2 %");
    expect(percentText(0.38)).toBe("38 %");
    expect(percentText(0)).toBe("0 %");
  });

  it("carry a true minus", () => {
    expect(signedText(14.2)).toBe("+14");
    expect(signedText(-3.6)).toBe("−4");
    expect(signedText(-0.2)).toBe("0");
  });

  it("give sizes in decimal units", () => {
    expect(sizeText(999)).toBe("999 B");
    expect(sizeText(500_000_000)).toBe("500 MB");
  });
});

describe("times", () => {
  const zone = "Asia/Kolkata";
  const now = new Date("2026-11-23T12:00:00Z");

  it("are told by how long ago they were, then by date", () => {
    expect(agoText(new Date("2026-11-23T11:59:30Z"), now, zone)).toBe("just now");
    expect(agoText(new Date("2026-11-23T11:48:00Z"), now, zone)).toBe("12 min ago");
    expect(agoText(new Date("2026-11-23T09:00:00Z"), now, zone)).toBe("3 h ago");
    expect(agoText(new Date("2026-11-20T09:00:00Z"), now, zone)).toBe("3 days ago");
    expect(agoText(new Date("2026-10-01T09:00:00Z"), now, zone)).toBe("1 Oct");
  });

  it("are told in Hindi", () => {
    expect(agoText(new Date("2026-11-23T11:48:00Z"), now, zone, "hi-IN")).toBe("12 मिनट पहले");
    expect(dateText(new Date("2026-10-01T09:00:00Z"), zone, now, "hi-IN")).toBe("1 अक्टू॰");
  });

  it("are those of the organisation's zone", () => {
    expect(momentText(new Date("2026-11-22T20:00:00Z"), zone)).toBe("23 Nov 2026, 01:30");
    expect(dateText(new Date("2025-12-31T20:00:00Z"), zone, now)).toBe("1 Jan");
  });
});
