import type { Report } from "@leadlift/scoring/report";
import { describe, expect, it } from "vitest";
import { reportPage } from "./page.ts";

const report: Report = {
  rows: 9240,
  trainRows: 6468,
  testRows: 2772,
  positives: 3561,
  features: 40,
  auc: 0.8939,
  aucInterval: { low: 0.88, high: 0.907 },
  prAuc: 0.84,
  brier: 0.13,
  logLoss: 0.41,
  ece: 0.012,
  precisionAt20: 0.87,
  liftAt10: 2.4,
  liftAt20: 2.27,
  calibration: { bins: [{ predicted: 0.1, observed: 0.12, n: 277, low: 0.09, high: 0.16 }] },
  gains: [
    { share: 0.2, captured: 0.45 },
    { share: 1, captured: 1 },
  ],
  topFeatures: [{ feature: "<b>x</b>", label: "<b>x</b>", weight: 0.4, share: 0.3 }],
  columns: [
    {
      name: "Magazine",
      kind: "boolean",
      missing: 0,
      distinct: 1,
      used: false,
      note: "the same in every row",
    },
  ],
  leaks: [
    {
      column: "<b>Tags</b>",
      level: "left out",
      rule: "separates alone",
      evidence: "it ranks 97.5 % of pairs rightly",
      kept: false,
    },
  ],
  lift: {
    sets: [
      { of: "profile", columns: 9, auc: 0.661, aucInterval: { low: 0.6, high: 0.72 }, gain: null },
      {
        of: "all",
        columns: 60,
        auc: 0.8939,
        aucInterval: { low: 0.88, high: 0.907 },
        gain: { auc: 0.2329, low: 0.17, high: 0.29 },
      },
    ],
    reference: null,
    testRows: 2772,
    positives: 900,
  },
  landmarks: { rule: "ages", rows: [{ hours: 24, rows: 9240 }] },
  window: {
    from: "2025-01-05T10:00:00.000Z",
    to: "2025-11-05T10:00:00.000Z",
    testFrom: null,
    horizonDays: 30,
  },
  split: { kind: "random", testShare: 0.2 },
  trainSeconds: 1.2,
};

const subject = {
  file: "leads.csv",
  target: "Converted",
  positive: "1",
  published: true,
  whyNot: null,
  warnings: ['12 rows have nothing in "Converted" & were left out.'],
  trainedAt: new Date("2025-11-23T12:00:00Z"),
};

describe("the report as a page", () => {
  const page = reportPage(report, subject);

  it("fetches nothing and runs nothing", () => {
    expect(page).not.toMatch(/<script|<link|<img|https?:|url\(|@import| on\w+=/);
  });

  it("escapes what came from the file", () => {
    expect(page).not.toContain("<b>x</b>");
    expect(page).toContain("&lt;b&gt;x&lt;/b&gt;");
    expect(page).toContain("&quot;Converted&quot; &amp; were left out.");
  });

  it("gives every chart a name and its figures as a table", () => {
    expect(page.match(/<svg role="img" aria-label="[^"]+"/g)).toHaveLength(2);
    expect(page.match(/<summary>As a table<\/summary>/g)).toHaveLength(2);
    expect(page).toMatch(/<html lang="en">/);
  });

  it("has colours of its own for dark", () => {
    expect(page).toContain("prefers-color-scheme:dark");
  });

  it("says plainly that a model was not published, and why", () => {
    const refused = reportPage(report, { ...subject, published: false, whyNot: "No better than chance." });
    expect(refused).toContain("Not published.");
    expect(refused).toContain("No better than chance.");
    expect(page).not.toContain("Not published.");
  });

  it("shows what features bring, which days its rows are of and how old leads were", () => {
    expect(page).toMatch(/<th scope="row">The profile only<\/th><td>0\.661<\/td>/);
    expect(page).toContain("+0.233 (+0.170 to +0.290)");
    expect(page).toContain("Rows are from 5 Jan 2025 to 5 Nov 2025.");
    expect(page).toContain("1 day (9,240)");
    expect(reportPage({ ...report, lift: null }, subject)).not.toContain("What features bring");
  });

  it("survives a report without bins, features or curve", () => {
    const bare = { ...report, calibration: { bins: [] }, gains: [], topFeatures: [], columns: [] };
    expect(reportPage(bare, subject)).toContain("</html>");
  });
});
