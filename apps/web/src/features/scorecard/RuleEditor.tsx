import { type ConditionKind, type Rule, unitOf } from "@leadlift/scoring/scorecard";
import type { RuleField } from "@leadlift/services/scorecard/fields";
import { useTranslations } from "next-intl";
import { useId } from "react";
import { Select } from "../../components/Field.tsx";
import { LimitField } from "./LimitField.tsx";
import { conditionOf, conditionsFor, type DraftRule, typedFactor } from "./rule-edit.ts";
import type { RuleWords } from "./use-rule-words.ts";
import { ValueChoice } from "./ValueChoice.tsx";

const groups = ["behaviour", "profile", "own"] as const;

interface RuleEditorProps {
  rule: DraftRule;
  fields: readonly RuleField[];
  ruleWords: RuleWords;
  onChange(rule: Partial<Rule>): void;
}

/** What a rule asks about, when it holds, and its limits. */
export function RuleEditor({ rule, fields, ruleWords, onChange }: RuleEditorProps) {
  const words = useTranslations("scorecard");
  const id = useId();
  const { feature, condition } = rule;
  const kind = fields.find(({ name }) => name === feature)?.kind ?? "known";
  const kinds = conditionsFor(kind);
  const choose = (name: string) => {
    const chosen = fields.find((field) => field.name === name);
    const [first] = conditionsFor(chosen?.kind ?? "known");
    if (chosen && first) onChange({ feature: name, condition: conditionOf(first) });
  };
  return (
    <div className="grid gap-3 sm:grid-cols-2">
      <Select
        id={`${id}-field`}
        label={words("field")}
        onChange={(event) => choose(event.target.value)}
        value={feature}
      >
        {groups.map((group) => {
          const own = fields.filter(({ from }) => from === group);
          return (
            own.length > 0 && (
              <optgroup key={group} label={words(`groups.${group}`)}>
                {own.map(({ name }) => (
                  <option key={name} value={name}>
                    {ruleWords.label(name)}
                  </option>
                ))}
              </optgroup>
            )
          );
        })}
      </Select>
      <Select
        id={`${id}-is`}
        label={words("condition")}
        onChange={(event) => {
          const is = kinds.find((each) => each === event.target.value);
          if (is) onChange({ condition: conditionOf(is, condition) });
        }}
        value={condition.is}
      >
        {kinds.map((is: ConditionKind) => (
          <option key={is} value={is}>
            {words(`is.${is}`)}
          </option>
        ))}
      </Select>
      <Limits id={id} onChange={onChange} rule={rule} />
      {condition.is === "one_of" && (
        <ValueChoice
          className="sm:col-span-2"
          field={feature}
          key={feature}
          onChange={(values) => onChange({ condition: { is: "one_of", values } })}
          values={condition.values}
        />
      )}
    </div>
  );
}

function Limits({
  id,
  rule: { feature, condition },
  onChange,
}: Pick<RuleEditorProps, "rule" | "onChange"> & { id: string }) {
  const words = useTranslations("scorecard");
  const unit = words(`units.${unitOf(feature) ?? "count"}`);
  const factor = typedFactor(feature);
  const key = `${feature} ${condition.is}`;
  if (condition.is === "between") {
    return (
      <>
        <LimitField
          factor={factor}
          id={`${id}-from`}
          key={`${key} from`}
          label={words("from", { unit })}
          onChange={(from) => onChange({ condition: { ...condition, from } })}
          value={condition.from}
        />
        <LimitField
          factor={factor}
          id={`${id}-to`}
          key={`${key} to`}
          label={words("to", { unit })}
          onChange={(to) => onChange({ condition: { ...condition, to } })}
          value={condition.to}
        />
      </>
    );
  }
  if (condition.is !== "at_least" && condition.is !== "at_most") return null;
  return (
    <LimitField
      factor={factor}
      id={`${id}-limit`}
      key={key}
      label={words("limit", { unit })}
      onChange={(value) => onChange({ condition: { ...condition, value } })}
      value={condition.value}
    />
  );
}
