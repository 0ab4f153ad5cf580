import type { Mapping } from "@leadlift/services/import/mapping";
import { Card } from "../../components/Card.tsx";
import { Choices } from "../../components/Choices.tsx";
import { Select } from "../../components/Field.tsx";

type Outcome = NonNullable<Mapping["outcome"]>;

interface OutcomeChoiceProps {
  values: readonly string[];
  outcome: Outcome;
  ladder: readonly { key: string; label: string }[];
  onChange(outcome: Outcome): void;
}

/** What the outcome column says: this is what the model learns from. */
export function OutcomeChoice({ values, outcome, ladder, onChange }: OutcomeChoiceProps) {
  return (
    <Card title="What the outcome column says">
      <div className="grid gap-4 sm:grid-cols-2">
        <Choices
          chosen={outcome.positive}
          legend="These values mean it was reached"
          onChoose={(positive) => onChange({ ...outcome, positive })}
          options={values.slice(0, 60).map((value) => ({ value }))}
        />
        <div className="flex flex-col gap-3">
          <Select
            id="outcome-step"
            label="What was reached"
            onChange={(event) => onChange({ ...outcome, step: event.target.value })}
            value={outcome.step}
          >
            {ladder.map(({ key, label }) => (
              <option key={key} value={key}>
                {label}
              </option>
            ))}
          </Select>
          <Select
            id="outcome-others"
            label="Leads with any other value"
            onChange={(event) =>
              onChange({ ...outcome, others: event.target.value === "open" ? "open" : "lost" })
            }
            value={outcome.others}
          >
            <option value="open">have not reached it and are still open</option>
            <option value="lost">are lost</option>
          </Select>
        </div>
      </div>
    </Card>
  );
}
