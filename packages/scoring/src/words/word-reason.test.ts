import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Reason } from "../grade.ts";
import { columnLabel } from "./column-label.ts";
import { formatRupees } from "./format-value.ts";
import { wordReason } from "./word-reason.ts";

function say(feature: string, value: string | number | boolean | null, code = "value"): string {
  return wordReason({ feature, code: value === null ? "missing" : code, params: { value }, points: 3 }).text;
}

describe("wordReason", () => {
  it.each<[string, string | number | boolean | null, string]>([
    ["site_minutes", 24, "Spent 24 min on the site"],
    ["site_minutes", 0.5, "Spent 30 s on the site"],
    ["Total Time Spent on Website", 1440, "Spent 24 min on the site"],
    ["budget_max", 8_500_000, "Budget ₹85 L"],
    ["budget", 12_000_000, "Budget ₹1.2 Cr"],
    ["budget", null, "Budget not known"],
    ["loan_status", "approved", "Loan approved"],
    ["source", "99acres", "Came from 99acres"],
    ["Lead Source", "Google", "Came from Google"],
    ["source", "Walk-in", "Walked in"],
    ["whatsapp_replies", 0, "Has not replied on WhatsApp"],
    ["whatsapp_replies", 2, "Replied on WhatsApp twice"],
    ["days_since_last_activity", 0.4, "Active within the last day"],
    ["days_since_last_activity", 1.3, "Last active 1.3 days ago"],
    ["days_since_last_activity", 6, "Silent for 6 days"],
    ["days_since_last_activity", 0.3, "Active within the last day"],
    ["TotalVisits", 1, "1 visit to the site"],
    ["TotalVisits", 0, "No visits to the site"],
    ["move_in", "3 months", "Wants to move in within 3 months"],
    ["asked_price_lakh", 112.5, "Asked about a ₹1.13 Cr home"],
    ["budget_gap_percent", -8, "Budget 8 % below the price"],
    ["has_phone", true, "Gave a phone number"],
    ["nri", "No", "Lives in India"],
    ["marital", "single", "Marital: single"],
    ["PageValues", null, "Page values not known"],
    ["Page Views Per Visit", 2.5, "Views 2.5 pages a visit"],
  ])("%s = %s reads “%s”", (feature, value, sentence) => {
    expect(say(feature, value)).toBe(sentence);
  });

  it("shows dates as dates and texts by their length", () => {
    expect(say("signed_up", "2026-03-03T10:00:00.000Z", "date")).toBe("Signed up: 3 Mar 2026");
    expect(say("enquiry_note", 240, "text")).toBe("Enquiry note: 240 characters");
  });

  it("falls back to the plain value when a well-known column holds something else", () => {
    expect(say("site_minutes", "plenty")).toBe("Time on site: plenty");
  });

  it("names the rows that are not about a feature", () => {
    const row = (code: string, params: Reason["params"] = {}) =>
      wordReason({ feature: code, code, params, points: -4 });
    expect(row("average")).toMatchObject({ text: "Average lead of this model", direction: "down" });
    expect(row("others", { count: 7 }).text).toBe("7 smaller reasons together");
    expect(row("others", { count: 1 }).text).toBe("1 smaller reason together");
  });

  it("never fails, and never says undefined, NaN or null", () => {
    const value = fc.oneof(fc.string(), fc.double(), fc.boolean(), fc.constant(null));
    const code = fc.constantFrom("value", "missing", "date", "text", "others", "new code");
    const feature = fc.oneof(fc.string(), fc.constantFrom("budget", "site_minutes", "move_in", "nri"));
    fc.assert(
      fc.property(feature, code, value, (name, kind, own) => {
        fc.pre(!/undefined|NaN|null/.test(`${name}${own}`));
        const { text, label } = wordReason({ feature: name, code: kind, params: { value: own }, points: 1 });
        expect(text.length).toBeGreaterThan(0);
        expect(label.length).toBeGreaterThan(0);
        expect(text).not.toMatch(/undefined|NaN|null/);
      }),
    );
  });

  it("calls a reason flat when its rounded points are 0", () => {
    const of = (points: number) =>
      wordReason({ feature: "x", code: "value", params: { value: 1 }, points }).direction;
    expect([of(0.4), of(-0.4), of(0.6), of(-0.6)]).toEqual(["flat", "flat", "up", "down"]);
  });
});

describe("columnLabel", () => {
  it("turns column names into words", () => {
    expect(columnLabel("page_views_per_visit")).toBe("Page views per visit");
    expect(columnLabel("ProductRelated_Duration")).toBe("Product related duration");
    expect(columnLabel("UTM source")).toBe("UTM source");
    expect(columnLabel("What is your age?")).toBe("What is your age?");
    expect(columnLabel("")).toBe("Unnamed column");
  });
});

describe("formatRupees", () => {
  it("speaks in lakh and crore", () => {
    expect(formatRupees(24_500)).toBe("₹24,500");
    expect(formatRupees(8_500_000)).toBe("₹85 L");
    expect(formatRupees(9_999_900)).toBe("₹1 Cr");
    expect(formatRupees(123_456_789)).toBe("₹12.35 Cr");
    expect(formatRupees(-250_000)).toBe("−₹2.5 L");
  });
});
