import { describe, expect, test } from "vitest";
import { countSpells, type Findings, noFindings } from "./count-spells.ts";
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
    hadBefore: false,
    othersBefore: false,
    repliedAt: null,
    reachedAt: null,
    outcomeId: null,
    ...given,
  };
};
const reached = (days: number, given: Partial<Spell> = {}) =>
  spell({ reachedAt: at(days), outcomeId: `outcome ${next}`, ...given });
const count = (spells: readonly Spell[], now = at(60), findings: Partial<Findings> = {}) =>
  countSpells(spells, rules, now, { ...noFindings, ...findings });
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

  test("does not count a success after the horizon, before the assignment, or of a lead given away", () => {
    expect(count([reached(31)])).toMatchObject({ result: 0 });
    expect(codes([reached(2, { since: at(3) })])).toEqual([["reached_before", 1]]);
    expect(codes([spell({ since: at(31) })])).toEqual([["past_horizon", 1]]);
    expect(count([reached(9, { until: at(5), gaveAway: true })])).toMatchObject({ result: 0 });
  });
});

describe("claim and drop", () => {
  const dropped = { until: at(4), gaveAway: true, nextProbability: 0.02 };
  test("leaves the whole promise on whoever gave the lead away, and says so", () => {
    const line = count([spell(dropped)]);
    expect(line.expectation).toBeCloseTo(0.3, 9);
    expect(line.excluded).toMatchObject([{ code: "given_away", leads: 1 }]);
  });

  test("does not count a lead that came and went within the hour, unless it came to something or was spoken to", () => {
    const hour = { until: new Date(enquiry + 30 * 60_000) };
    expect(codes([spell(hour)])).toEqual([["passing", 1]]);
    expect(count([reached(0.01, { ...hour })])).toMatchObject({ result: 1 });
    expect(count([spell({ ...hour, repliedAt: at(0.01) })]).expectation).toBeCloseTo(0.3, 9);
  });
});

describe("a lead that a manager hands on", () => {
  const handed = { until: at(4), nextProbability: 0.28, repliedAt: at(0.5) };
  test("goes on counting, with its promise and what becomes of it, for whoever had it", () => {
    const dead = count([spell(handed)]);
    expect(dead.expectation).toBeCloseTo(0.3, 9);
    expect(dead.excluded).toMatchObject([{ code: "handed_on" }]);
    expect(count([reached(9, handed)])).toMatchObject({ result: 1, excluded: [{ code: "handed_on" }] });
  });

  test("is told and not compared of who takes it over, unless nobody had a word with it before", () => {
    const over = { since: at(4), othersBefore: true };
    const line = count([reached(9, { ...over, repliedAt: at(0.5) }), spell({ ...over, repliedAt: at(0.5) })]);
    expect(line).toMatchObject({
      result: 0,
      expectation: 0,
      takenOver: { leads: 2, reached: 1 },
      excluded: [{ code: "taken_over", leads: 2 }],
    });
    expect(count([reached(9, { ...over, repliedAt: at(5) })])).toMatchObject({ result: 1, excluded: [] });
  });

  test("that comes back to who had it counts once", () => {
    const [first, again] = [spell(handed), spell({ since: at(6), hadBefore: true, othersBefore: true })];
    const line = count([first, { ...again, leadId: first.leadId, personId: first.personId }]);
    expect(line.expectation).toBeCloseTo(0.3, 9);
    expect(line.leads).toHaveLength(1);
  });

  test("under the first version's rules gives back what it still promised", () => {
    const old: BoardRules = { ...rules, handedOn: "gives_back" };
    const taken = countSpells([spell(handed)], old, at(60), noFindings);
    expect(taken.expectation).toBeCloseTo(0.02, 9);
    expect(countSpells([reached(9, handed)], old, at(60), noFindings).result).toBe(0);
  });
});

describe("a finding that a manager took back", () => {
  test("of a burst lets the success count, of giving away what came of it, of a duplicate both enquiries", () => {
    const invented = reached(5, { outcomeId: "invented" });
    const pardoned = new Set([`bulk_closing ${invented.leadId}`]);
    const doubted = new Set(["invented"]);
    expect(count([invented], at(60), { doubted, pardoned })).toMatchObject({ result: 1, excluded: [] });

    const dropped = reached(9, { until: at(4), gaveAway: true });
    expect(count([dropped])).toMatchObject({ result: 0, excluded: [{ code: "given_away" }] });
    const forgiven = { pardoned: new Set([`given_away ${dropped.leadId}`]) };
    expect(count([dropped], at(60), forgiven)).toMatchObject({
      result: 1,
      excluded: [{ code: "handed_on" }],
    });

    const two = [reached(5, { personId: "p" }), reached(6, { personId: "p" })];
    const [goes = ""] = count(two).excluded[0]?.leadIds ?? [];
    expect(count(two, at(60), { pardoned: new Set([`duplicate ${goes}`]) })).toMatchObject({
      result: 2,
      excluded: [],
    });
  });

  test("of an outcome under dispute is named, and it counts nowhere", () => {
    const struck = spell();
    expect(count([struck], at(60), { disputed: new Set([struck.leadId]) })).toMatchObject({
      result: 0,
      excluded: [{ code: "disputed", leadIds: [struck.leadId] }],
    });
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
  const line = count([invented, real], at(60), { doubted: new Set(["invented"]) });
  expect(line.result).toBe(1);
  expect(line.excluded).toMatchObject([{ code: "bulk_closing", leads: 1, leadIds: [invented.leadId] }]);
  expect(line.expectation).toBeCloseTo(0.6, 9);
});

test("without a timing curve only leads whose horizon is over count, on either side", () => {
  const early = countSpells([reached(3), spell()], { ...rules, curve: null }, at(20), noFindings);
  expect(early).toMatchObject({ result: 0, expectation: 0, excluded: [{ code: "not_due", leads: 2 }] });
  const late = countSpells([reached(3), spell()], { ...rules, curve: null }, at(31), noFindings);
  expect(late).toMatchObject({ result: 1, expectation: 0.6 });
});
