import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { featureNames } from "../features/catalogue.ts";
import type { RawRecord } from "../features/raw-value.ts";
import { realEstateRules } from "./default-rules.ts";
import { evaluate, scoreByRules } from "./evaluate.ts";
import { profileFields } from "./field-words.ts";
import { mistakesIn, mostPoints } from "./mistakes.ts";
import { type Condition, type Rule, rulesSchema } from "./rule.ts";
import { sayRule } from "./say-rule.ts";

const names = ["visits_booked", "silence_days", "source", "phone_valid", "budget_max", "own_answer"];
const anyName = fc.constantFrom(...names);
const limit = fc.integer({ min: -3, max: 30 });
const anyCondition: fc.Arbitrary<Condition> = fc.oneof(
  limit.map((value): Condition => ({ is: "at_least", value })),
  limit.map((value): Condition => ({ is: "at_most", value })),
  fc.tuple(limit, limit).map(([from, to]): Condition => ({ is: "between", from, to })),
  fc
    .array(fc.constantFrom("99acres", "Referral", "Walk in"))
    .map((values): Condition => ({ is: "one_of", values })),
  fc.constantFrom<Condition>({ is: "true" }, { is: "false" }, { is: "known" }, { is: "unknown" }),
);
const anyRule: fc.Arbitrary<Rule> = fc.record({
  feature: anyName,
  condition: anyCondition,
  points: fc.integer({ min: -mostPoints, max: mostPoints }),
});
const anyRecord: fc.Arbitrary<RawRecord> = fc.dictionary(
  anyName,
  fc.oneof(limit, fc.boolean(), fc.constant(null), fc.constantFrom("99acres", "walk-in", "yes", "", "12")),
);
const anyRules = fc.array(anyRule, { maxLength: 12 });

describe("a score by rules", () => {
  it("is 50 and the points of its reasons, rounded and within its limits", () => {
    fc.assert(
      fc.property(anyRules, anyRecord, (rules, record) => {
        const { state, score, reasons } = scoreByRules(rules, record);
        if (state === "unknown") return;
        const sum = reasons.reduce((total, { points }) => total + points, 50);
        expect(score).toBe(Math.min(99, Math.max(1, Math.round(sum))));
        expect(sum).toBe(50 + evaluate(rules, record).sum);
      }),
    );
  });

  it("never falls when a rule is given more points", () => {
    fc.assert(
      fc.property(anyRules, anyRecord, fc.nat(), fc.nat({ max: 40 }), (rules, record, pick, more) => {
        fc.pre(rules.length > 0);
        const place = pick % rules.length;
        const raised = rules.map((rule, i) => (i === place ? { ...rule, points: rule.points + more } : rule));
        const before = scoreByRules(rules, record);
        const after = scoreByRules(raised, record);
        expect(after.state).toBe(before.state);
        expect(after.score ?? 0).toBeGreaterThanOrEqual(before.score ?? 0);
      }),
    );
  });

  it("is unknown exactly where nothing is known that the rules ask about", () => {
    fc.assert(
      fc.property(anyRules, anyRecord, (rules, record) => {
        const known = rules.some(
          ({ feature }) =>
            record[feature] !== undefined && record[feature] !== null && record[feature] !== "",
        );
        expect(scoreByRules(rules, record).state).toBe(known ? "scored" : "unknown");
      }),
    );
  });

  it("does not take the calendar, or what every lead has, for knowledge of this lead", () => {
    const rules: Rule[] = [
      { feature: "day_of_week", condition: { is: "at_most", value: 6 }, points: 5 },
      { feature: "kind", condition: { is: "one_of", values: ["buyer"] }, points: 5 },
      { feature: "lead_age_score", condition: { is: "at_least", value: 1 }, points: 5 },
      { feature: "has_phone", condition: { is: "false" }, points: -5 },
    ];
    const record = { day_of_week: 2, kind: "buyer", lead_age_score: 90, has_phone: false };
    expect(scoreByRules(rules, record)).toEqual({
      state: "unknown",
      score: null,
      grade: null,
      reasons: null,
    });
    expect(scoreByRules(rules, { ...record, has_phone: true })).toMatchObject({ state: "scored", score: 65 });
  });

  it("says the lead's own fact for each rule that fired, strongest first", () => {
    const record = { visits_booked: 1, silence_days: 20, budget_max: 9_000_000, phone_valid: 1 };
    expect(scoreByRules(realEstateRules, record)).toMatchObject({
      state: "scored",
      score: 64,
      grade: "B",
      reasons: [
        { feature: "visits_booked", code: "value", points: 25, params: { value: 1, rule: 0 } },
        { feature: "silence_days", points: -15 },
        { feature: "budget_max", points: 4 },
      ],
    });
  });
});

describe("a condition", () => {
  const fires = (condition: Condition, value: RawRecord[string]) =>
    evaluate([{ feature: "own_answer", condition, points: 1 }], { own_answer: value }).sum === 1;

  it.each<[Condition, RawRecord[string], boolean]>([
    [{ is: "at_least", value: 2 }, 2, true],
    [{ is: "at_least", value: 2 }, "2.5", true],
    [{ is: "at_least", value: 2 }, "plenty", false],
    [{ is: "at_most", value: 2 }, null, false],
    [{ is: "between", from: 1, to: 2 }, 2, true],
    [{ is: "between", from: 1, to: 2 }, 2.1, false],
    [{ is: "one_of", values: ["Walk-in"] }, "walk in ", true],
    [{ is: "one_of", values: ["99acres"] }, "acres", false],
    [{ is: "true" }, "Yes", true],
    [{ is: "true" }, 0, false],
    [{ is: "false" }, "no", true],
    [{ is: "false" }, null, false],
    [{ is: "known" }, "n/a", false],
    [{ is: "unknown" }, "", true],
  ])("%j of %j holds: %s", (condition, value, expected) => {
    expect(fires(condition, value)).toBe(expected);
  });
});

describe("the default rules", () => {
  it("are without mistake and ask about fields that there are", () => {
    const fields = new Set([...featureNames, ...profileFields, "move_in"]);
    expect(mistakesIn(realEstateRules, fields)).toEqual([]);
    expect(rulesSchema.parse(realEstateRules)).toEqual(realEstateRules);
  });

  it("read as plain sentences in both languages", () => {
    const said = realEstateRules.map((rule) => sayRule(rule));
    expect(said).toContain("Has booked a site visit");
    expect(said).toContain("First replied within 10 min");
    expect(said).toContain("Silent for 14 days or more");
    expect(said).toContain("Enquired in the last 10 days");
    expect(said).toContain("Phone number cannot be right");
    expect(sayRule({ feature: "silence_days", condition: { is: "at_least", value: 14 } }, "hi")).toBe(
      "14 दिन या ज़्यादा से चुप",
    );
    for (const rule of realEstateRules) expect(sayRule(rule, "hi")).toMatch(/[\u0900-\u097F]/);
  });
});

describe("mistakes", () => {
  const fields = new Set(names);
  const rule = (over: Partial<Rule>): Rule => ({
    feature: "visits_booked",
    condition: { is: "known" },
    points: 5,
    ...over,
  });

  it.each<[string, Rule[], RegExp]>([
    ["no rule", [], /at least one rule/],
    ["an unknown field", [rule({ feature: "shoe_size" })], /no field “Shoe size”/],
    ["half points", [rule({ points: 2.5 })], /whole numbers/],
    ["too many points", [rule({ points: 51 })], /from −50 to \+50/],
    ["a range upside down", [rule({ condition: { is: "between", from: 3, to: 1 } })], /smaller number/],
    ["no choice", [rule({ condition: { is: "one_of", values: [" "] } })], /at least one value/],
    ["the same twice", [rule({}), rule({ points: 9 })], /twice/],
  ])("name %s in one sentence", (_, rules, sentence) => {
    const found = mistakesIn(rules, fields);
    expect(found).toHaveLength(1);
    expect(found[0]?.sentence).toMatch(sentence);
    expect(mistakesIn(rules, fields, "hi")[0]?.sentence).toMatch(/[\u0900-\u097F]/);
  });

  it("are found for every rule that no field is there for, and for nothing else that is well made", () => {
    fc.assert(
      fc.property(fc.uniqueArray(anyRule, { minLength: 1, selector: ({ feature }) => feature }), (rules) => {
        const own = rules.filter(({ condition: c }) => c.is !== "between" && c.is !== "one_of");
        fc.pre(own.length > 0);
        expect(mistakesIn(own, fields)).toEqual([]);
        expect(mistakesIn(own, new Set())).toHaveLength(own.length);
      }),
    );
  });
});
