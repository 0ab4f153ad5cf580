import { describe, expect, test } from "vitest";
import { countSpells } from "./count-spells.ts";
import type { Spell } from "./read-spells.ts";
import { type BoardRules, ruleConstants } from "./rules.ts";
import { timingCurve } from "./timing-curve.ts";

const day = 86_400_000;
const enquiry = Date.UTC(2026, 8, 5, 6);
const at = (days: number) => new Date(enquiry + days * day);
const rules: BoardRules = {
  ...ruleConstants,
  target: { step: "visit_done", horizonDays: 30 },
  base: { probability: 0.2, leads: 1_000 },
  curve: timingCurve(new Map(Array.from({ length: 30 }, (_, d) => [d, 100])), 30)?.slice() ?? null,
};
let next = 0;
const spell = (given: Partial<Spell> = {}): Spell => {
  next++;
  return {
    leadId: `lead ${next}`,
    personId: `person ${next}`,
    kind: "buyer",
    merged: false,
    ownerId: "asha",
    enquiredAt: at(0),
    since: at(0),
    probability: 0.3,
    until: null,
    nextProbability: null,
    gaveAway: false,
    reachedAt: null,
    outcomeId: null,
    ...given,
  };
};
const reached = (days: number, given: Partial<Spell> = {}) =>
  spell({ reachedAt: at(days), outcomeId: `outcome ${next}`, ...given });
const count = (spells: readonly Spell[], now = at(60), doubted: ReadonlySet<string> = new Set()) =>
  countSpells(spells, rules, now, doubted);
const codes = (spells: readonly Spell[]) => count(spells).excluded.map(({ code, leads }) => [code, leads]);

describe("a month", () => {
  test("sets results against what the leads promised, half of it when half has come due", () => {
    const spells = [spell(), spell(), reached(10)];
    expect(count(spells)).toMatchObject({ result: 1, excluded: [] });
    expect(count(spells).expectation).toBeCloseTo(0.9, 9);
    expect(count(spells, at(15)).expectation).toBeCloseTo(0.45, 9);
    expect(count(spells, at(15)).whole).toBeCloseTo(0.9, 9);
  });

  test("gives a lead without a score the base, less for one that has waited", () => {
    const [fresh, old] = [spell({ probability: null }), spell({ probability: null, since: at(15) })];
    const { leads } = count([fresh, old]);
    expect(leads[0]).toMatchObject({ from: "base", probability: 0.2 });
    expect(leads[1]?.probability).toBeCloseTo(0.1 / 0.9, 9);
  });

  test("does not count a success after the horizon, before the assignment, or in other hands", () => {
    expect(count([reached(31)])).toMatchObject({ result: 0 });
    expect(codes([reached(2, { since: at(3) })])).toEqual([["reached_before", 1]]);
    expect(codes([spell({ since: at(31) })])).toEqual([["past_horizon", 1]]);
    expect(count([reached(9, { until: at(5) })])).toMatchObject({ result: 0 });
  });
});

describe("claim and drop", () => {
  const dropped = { until: at(4), gaveAway: true, nextProbability: 0.02 };
  test("leaves the whole promise on whoever gave the lead away, and says so", () => {
    const line = count([spell(dropped)]);
    expect(line.expectation).toBeCloseTo(0.3, 9);
    expect(line.excluded).toMatchObject([{ code: "given_away", leads: 1 }]);
  });

  test("does not touch whom a manager took a lead from: what it still promised goes with it", () => {
    const taken = count([spell({ until: at(4), nextProbability: 0.28 })]);
    expect(taken.expectation).toBeCloseTo(0.02, 9);
    expect(taken.excluded).toMatchObject([{ code: "handed_on" }]);
  });

  test("does not count a lead that came and went within the hour, unless it came to something", () => {
    const hour = { until: new Date(enquiry + 30 * 60_000) };
    expect(codes([spell(hour)])).toEqual([["passing", 1]]);
    expect(count([reached(0.01, { ...hour })])).toMatchObject({ result: 1 });
  });
});

describe("the same person twice", () => {
  test("is one chance and one success, however often it was entered", () => {
    const twice = count([reached(5, { personId: "p" }), reached(6, { personId: "p" })]);
    expect(twice).toMatchObject({ result: 1, excluded: [{ code: "duplicate", leads: 1 }] });
    expect(twice.expectation).toBeCloseTo(0.3, 9);
    expect(codes([spell(), spell({ merged: true })])).toEqual([["duplicate", 1]]);
  });

  test("who honestly enquired twice counts with the likelier enquiry, and whichever came to something", () => {
    const both = count([
      spell({ personId: "p", probability: 0.1 }),
      reached(6, { personId: "p", probability: 0.4 }),
    ]);
    expect(both.result).toBe(1);
    expect(both.expectation).toBeCloseTo(0.4, 9);
    expect(count([reached(3, { personId: "p" }), spell({ personId: "p", probability: 0.5 })]).result).toBe(1);
  });

  test("who sells and buys is two enquiries", () => {
    const two = count([
      reached(5, { personId: "p", kind: "buyer" }),
      reached(6, { personId: "p", kind: "seller" }),
    ]);
    expect(two).toMatchObject({ result: 2, excluded: [] });
  });
});

test("a success written in a burst with nothing behind it does not count and is named; another does", () => {
  const [invented, real] = [reached(5, { outcomeId: "invented" }), reached(5, { outcomeId: "real" })];
  const line = count([invented, real], at(60), new Set(["invented"]));
  expect(line.result).toBe(1);
  expect(line.excluded).toMatchObject([{ code: "bulk_closing", leads: 1, leadIds: [invented.leadId] }]);
  expect(line.expectation).toBeCloseTo(0.6, 9);
});

test("without a timing curve only leads whose horizon is over count, on either side", () => {
  const early = countSpells([reached(3), spell()], { ...rules, curve: null }, at(20), new Set());
  expect(early).toMatchObject({ result: 0, expectation: 0, excluded: [{ code: "not_due", leads: 2 }] });
  const late = countSpells([reached(3), spell()], { ...rules, curve: null }, at(31), new Set());
  expect(late).toMatchObject({ result: 1, expectation: 0.6 });
});
