import type { Mapping } from "@leadlift/services/import/mapping";
import { useTranslations } from "next-intl";
import { Card } from "../../components/Card.tsx";
import { Choices } from "../../components/Choices.tsx";
import { Select } from "../../components/Field.tsx";
import { useStepLabel } from "../shell/Workspace.tsx";

type Outcome = NonNullable<Mapping["outcome"]>;

interface OutcomeChoiceProps {
  values: readonly string[];
  outcome: Outcome;
  ladder: readonly { key: string }[];
  onChange(outcome: Outcome): void;
}

/** What the outcome column says: this is what the model learns from. */
export function OutcomeChoice({ values, outcome, ladder, onChange }: OutcomeChoiceProps) {
  const words = useTranslations("import.leads");
  const stepLabel = useStepLabel();
  return (
    <Card title={words("outcome")}>
      <div className="grid gap-4 sm:grid-cols-2">
        <Choices
          chosen={outcome.positive}
          legend={words("positive")}
          onChoose={(positive) => onChange({ ...outcome, positive })}
          options={values.slice(0, 60).map((value) => ({ value }))}
        />
        <div className="flex flex-col gap-3">
          <Select
            id="outcome-step"
            label={words("step")}
            onChange={(event) => onChange({ ...outcome, step: event.target.value })}
            value={outcome.step}
          >
            {ladder.map(({ key }) => (
              <option key={key} value={key}>
                {stepLabel(key)}
              </option>
            ))}
          </Select>
          <Select
            id="outcome-others"
            label={words("others")}
            onChange={(event) =>
              onChange({ ...outcome, others: event.target.value === "open" ? "open" : "lost" })
            }
            value={outcome.others}
          >
            <option value="open">{words("othersOpen")}</option>
            <option value="lost">{words("othersLost")}</option>
          </Select>
        </div>
      </div>
    </Card>
  );
}
