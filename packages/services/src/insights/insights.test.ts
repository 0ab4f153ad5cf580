import { describe, expect, test } from "vitest";
import { capacityLine } from "./capacity.ts";
import { liftOf } from "./lift.ts";
import { sourceRow } from "./source-row.ts";

describe("the capacity line", () => {
  const byScore = [
    { score: 90, leads: 10 },
    { score: 80, leads: 25 },
    { score: 70, leads: 30 },
  ];
  test("is the least score whose leads all fit into a day", () => {
    expect(capacityLine(byScore, 40)).toMatchObject({ open: 65, threshold: 80, above: 35 });
    expect(capacityLine(byScore, 35)).toMatchObject({ threshold: 80, above: 35 });
  });
  test("is none where all fit, and none is above it where not even the best do", () => {
    expect(capacityLine(byScore, 65)).toMatchObject({ threshold: null, above: 65 });
    expect(capacityLine(byScore, 5)).toMatchObject({ threshold: 91, above: 0 });
    expect(capacityLine([], 5)).toMatchObject({ threshold: null, above: 0, open: 0 });
  });
});

describe("the lift", () => {
  test("is the rate of the best fifth over that of all, inside its interval", () => {
    const { lift, low, high } = liftOf({ leads: 1_000, reached: 130, topLeads: 200, topReached: 78 });
    expect(lift).toBeCloseTo(3, 9);
    expect(low).toBeLessThan(3);
    expect(high).toBeGreaterThan(3);
  });
  test("of scores that say nothing holds 1, and of a handful is none", () => {
    const { low, high } = liftOf({ leads: 1_000, reached: 130, topLeads: 200, topReached: 26 });
    expect(low).toBeLessThan(1);
    expect(high).toBeGreaterThan(1);
    expect(liftOf({ leads: 40, reached: 8, topLeads: 8, topReached: 4 }).lift).toBeNull();
  });
});

test("rupees per visit are the cost of a lead over the share that came, dearer and cheaper within its interval", () => {
  const row = sourceRow({
    source: "99acres",
    leads: 500,
    mature: 400,
    visits: 40,
    target: 40,
    won: 0,
    costPaise: 500 * 45_000,
    costed: 500,
  });
  expect(row.perVisit.paise).toBe(450_000);
  expect(row.perVisit.low).toBeLessThan(450_000);
  expect(row.perVisit.high).toBeGreaterThan(450_000);
  expect(row.perWon).toMatchObject({ paise: null, high: null });
  expect(row.perWon.low).toBeGreaterThan(450_000);
});
