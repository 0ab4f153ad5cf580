import { useTranslations } from "next-intl";
import { Card } from "../../components/Card.tsx";
import { Select } from "../../components/Field.tsx";

interface MeaningChoiceProps<Meaning extends string> {
  title: string;
  /** of the column, as the file has them */
  values: readonly string[];
  chosen: Readonly<Record<string, Meaning>>;
  /** of values that nothing was chosen for */
  otherwise: Meaning;
  options: readonly { value: Meaning; label: string }[];
  onChoose(chosen: Record<string, Meaning>): void;
}

const valuesShown = 60;

/** What each value of a column means. */
export function MeaningChoice<Meaning extends string>({
  title,
  values,
  chosen,
  otherwise,
  options,
  onChoose,
}: MeaningChoiceProps<Meaning>) {
  const words = useTranslations("import.preview");
  if (values.length === 0) return null;
  return (
    <Card title={title}>
      <ul className="grid gap-x-6 gap-y-2.5 lg:grid-cols-2">
        {values.slice(0, valuesShown).map((value, index) => (
          <li className="grid items-center gap-x-3 gap-y-1 sm:grid-cols-[minmax(0,1fr)_210px]" key={value}>
            <span className="truncate" title={value}>
              {value}
            </span>
            <Select
              id={`meaning-${index}`}
              label={words("means", { name: value })}
              onChange={(event) => {
                const option = options.find((each) => each.value === event.target.value);
                if (option) onChoose({ ...chosen, [value]: option.value });
              }}
              silent
              value={chosen[value] ?? otherwise}
            >
              {options.map((option) => (
                <option key={option.value} value={option.value}>
                  {option.label}
                </option>
              ))}
            </Select>
          </li>
        ))}
      </ul>
    </Card>
  );
}
