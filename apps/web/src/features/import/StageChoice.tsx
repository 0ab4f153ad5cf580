import { Card } from "../../components/Card.tsx";
import { Select } from "../../components/Field.tsx";

interface StageChoiceProps {
  values: readonly string[];
  stages: Readonly<Record<string, string>>;
  ladder: readonly { key: string; label: string }[];
  onChange(stages: Record<string, string>): void;
}

const valuesShown = 60;

/** What each value of the stage column means on the outcome ladder. */
export function StageChoice({ values, stages, ladder, onChange }: StageChoiceProps) {
  if (values.length === 0) return null;
  return (
    <Card title="What each stage means">
      <ul className="grid gap-x-6 gap-y-2 sm:grid-cols-2">
        {values.slice(0, valuesShown).map((value, index) => (
          <li className="grid grid-cols-[minmax(0,1fr)_170px] items-center gap-3" key={value}>
            <span className="truncate" title={value}>
              {value}
            </span>
            <Select
              id={`stage-${index}`}
              label={`What “${value}” means`}
              onChange={(event) => onChange({ ...stages, [value]: event.target.value })}
              silent
              value={stages[value] ?? "open"}
            >
              <option value="open">Nothing reached yet</option>
              {ladder.map(({ key, label }) => (
                <option key={key} value={key}>
                  {label}
                </option>
              ))}
              <option value="lost">Lost</option>
            </Select>
          </li>
        ))}
      </ul>
    </Card>
  );
}
