import type { Condition, ConditionKind, Rule } from "@leadlift/scoring/scorecard";
import fc from "fast-check";
import { expect, it } from "vitest";
import { conditionOf, type DraftRule, edited, plainRules, sameDraft, typedFactor } from "./rule-edit.ts";

const rule = (feature: string, points: number): Rule => ({ feature, condition: { is: "known" }, points });
const start = (...rules: Rule[]): DraftRule[] => edited([], { do: "start", rules });

it("keeps every other rule when one is changed, added or removed", () => {
  const draft = start(rule("a", 1), rule("b", 2));
  expect(plainRules(edited(draft, { do: "change", id: 1, rule: { points: 9 } }))).toEqual([
    rule("a", 1),
    rule("b", 9),
  ]);
  const removed = edited(draft, { do: "remove", id: 0 });
  expect(plainRules(edited(removed, { do: "add", rule: rule("c", 3) }))).toEqual([
    rule("b", 2),
    rule("c", 3),
  ]);
});

it("never gives two rules the same id", () => {
  const step = fc.oneof(fc.constant("add" as const), fc.nat({ max: 5 }));
  fc.assert(
    fc.property(fc.array(step), (steps) => {
      let draft = start(rule("a", 1));
      for (const each of steps) {
        draft =
          each === "add"
            ? edited(draft, { do: "add", rule: rule("b", 0) })
            : edited(draft, { do: "remove", id: draft[each]?.id ?? -1 });
      }
      expect(new Set(draft.map(({ id }) => id)).size).toBe(draft.length);
    }),
  );
});

it("finds rules the same whatever the order in which a condition is written", () => {
  const one = { ...rule("a", 1), condition: { is: "between", from: 1, to: 2 } } satisfies Rule;
  const other = { ...rule("a", 1), condition: { to: 2, from: 1, is: "between" } } satisfies Rule;
  expect(sameDraft([one], [other])).toBe(true);
  expect(sameDraft([one], [rule("a", 1)])).toBe(false);
});

it("keeps the limit and the values of a condition whose kind is changed, where they fit", () => {
  const from: Condition = { is: "at_least", value: 14 };
  expect(conditionOf("at_most", from)).toEqual({ is: "at_most", value: 14 });
  expect(conditionOf("between", from)).toEqual({ is: "between", from: 14, to: 14 });
  expect(conditionOf("one_of", { is: "one_of", values: ["x"] })).toEqual({ is: "one_of", values: ["x"] });
  const kinds: ConditionKind[] = ["true", "false", "known", "unknown"];
  for (const is of kinds) expect(conditionOf(is, from)).toEqual({ is });
});

it("has shares typed as per cent and rupees as lakh", () => {
  expect([typedFactor("budget_fit"), typedFactor("budget_max"), typedFactor("silence_days")]).toEqual([
    100, 1e-5, 1,
  ]);
});
