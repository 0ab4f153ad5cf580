import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { heatOf, type PastScore, risePoints } from "./hot.ts";

const gradeOf = (score: number) => (score >= 70 ? "A" : score >= 57 ? "B" : score >= 43 ? "C" : "D");
const at = (score: number | null, modelId = "one"): PastScore => ({
  score,
  grade: score === null ? null : gradeOf(score),
  modelId,
  scorecardVersion: null,
});

describe("a new score makes a lead hot", () => {
  test.each([
    ["enters grade A", at(71), [at(66)], { score: 71, grade: "A", rise: 5 }],
    ["is the first, and an A", at(80), [], { score: 80, grade: "A", rise: null }],
    ["follows on not enough known with an A", at(80), [at(null)], { score: 80, grade: "A", rise: null }],
    ["rises by fifteen within a day, below A", at(55), [at(50), at(40)], { score: 55, grade: "B", rise: 15 }],
    ["rises by fifteen within A", at(90), [at(75)], { score: 90, grade: "A", rise: 15 }],
  ] as const)("where it %s", (_, latest, past, heat) => {
    expect(heatOf(latest, past)).toEqual({ ...heat, grade: latest.grade });
  });

  test.each([
    ["stays in A", at(74), [at(71)]],
    ["is the first, below A", at(69), []],
    ["rises by less", at(54), [at(40)]],
    ["falls", at(50), [at(80)]],
    ["is not known", at(null), [at(60)]],
    ["comes of another model", at(80), [at(40, "two")]],
  ] as const)("but not where it %s", (_, latest, past) => {
    expect(heatOf(latest, past)).toBeNull();
  });
});

test("another model's scores of the day change nothing about what this model's say", () => {
  const score = fc.integer({ min: 1, max: 99 });
  fc.assert(
    fc.property(score, fc.array(score, { minLength: 1 }), fc.array(score), (latest, past, others) => {
      const own = past.map((each) => at(each));
      const mixed = [...own, ...others.map((each) => at(each, "two"))];
      expect(heatOf(at(latest), mixed)).toEqual(heatOf(at(latest), own));
    }),
  );
});

test("who is told of a rise is told how much it is, and it is at least fifteen below grade A", () => {
  const score = fc.integer({ min: 1, max: 69 });
  fc.assert(
    fc.property(score, fc.array(score, { minLength: 1 }), (latest, past) => {
      const rise = latest - Math.min(...past);
      const heat = heatOf(
        at(latest),
        past.map((each) => at(each)),
      );
      expect(heat?.rise ?? null).toBe(rise >= risePoints ? rise : null);
    }),
  );
});
