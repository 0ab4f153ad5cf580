export { realEstateRules } from "./default-rules.ts";
export { type Evaluation, evaluate, type RuleScore, scoreByRules } from "./evaluate.ts";
export { labelIn, profileFields, unitOf } from "./field-words.ts";
export { type Mistake, mistakesIn, mostPoints, mostRules } from "./mistakes.ts";
export {
  type Condition,
  type ConditionKind,
  conditionSchema,
  type Rule,
  ruleSchema,
  rulesSchema,
} from "./rule.ts";
export { sayRule } from "./say-rule.ts";
