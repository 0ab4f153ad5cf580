import { type Condition, type ConditionKind, type Rule, unitOf } from "@leadlift/scoring/scorecard";
import type { RuleField } from "@leadlift/services/scorecard/fields";

/** A rule on the page, told apart from the others while it is changed. */
export interface DraftRule extends Rule {
  id: number;
}

export type Edit =
  | { do: "start"; rules: readonly Rule[] }
  | { do: "change"; id: number; rule: Partial<Rule> }
  | { do: "add"; rule: Rule }
  | { do: "remove"; id: number };

export function edited(draft: readonly DraftRule[], edit: Edit): DraftRule[] {
  switch (edit.do) {
    case "start":
      return edit.rules.map((rule, id) => ({ ...rule, id }));
    case "change":
      return draft.map((rule) => (rule.id === edit.id ? { ...rule, ...edit.rule } : rule));
    case "add":
      return [...draft, { ...edit.rule, id: Math.max(-1, ...draft.map(({ id }) => id)) + 1 }];
    case "remove":
      return draft.filter(({ id }) => id !== edit.id);
  }
}

export function plainRules(draft: readonly DraftRule[]): Rule[] {
  return draft.map(({ feature, condition, points }) => ({ feature, condition, points }));
}

/** Whether two sets of rules say the same, whatever the order of their parts. */
export function sameDraft(one: readonly Rule[], other: readonly Rule[]): boolean {
  const plain = (rules: readonly Rule[]) =>
    JSON.stringify(
      rules.map(({ feature, condition, points }) => [feature, Object.entries(condition).sort(), points]),
    );
  return plain(one) === plain(other);
}

const kindsOf: Readonly<Record<RuleField["kind"], readonly ConditionKind[]>> = {
  number: ["at_least", "at_most", "between", "known", "unknown"],
  flag: ["true", "false", "known", "unknown"],
  choice: ["one_of", "known", "unknown"],
  known: ["known", "unknown"],
};

export function conditionsFor(kind: RuleField["kind"]): readonly ConditionKind[] {
  return kindsOf[kind];
}

/** The condition of another kind, with what can be kept of the one before. */
export function conditionOf(is: ConditionKind, before?: Condition): Condition {
  switch (is) {
    case "at_least":
    case "at_most":
      return { is, value: limitOf(before) };
    case "between":
      return { is, from: limitOf(before), to: Math.max(limitOf(before), 1) };
    case "one_of":
      return { is, values: before?.is === "one_of" ? before.values : [] };
    default:
      return { is };
  }
}

function limitOf(before: Condition | undefined): number {
  if (before && "value" in before) return before.value;
  return before && "from" in before ? before.from : 1;
}

/** What a limit is multiplied by where it is typed: per cent for shares, lakh for rupees. */
export function typedFactor(feature: string): number {
  const unit = unitOf(feature);
  if (unit === "share") return 100;
  return unit === "rupees" ? 1e-5 : 1;
}
