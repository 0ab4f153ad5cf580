import { useTranslations } from "next-intl";
import { countText } from "../format/number.ts";

export interface Choice {
  value: string;
  label?: string;
  count?: number | undefined;
}

interface ChoicesProps {
  legend: string;
  options: readonly Choice[];
  chosen: readonly string[];
  /** in the order in which they were chosen */
  onChoose(chosen: string[]): void;
}

/** Any number of options, as check boxes. */
export function Choices({ legend, options, chosen, onChoose }: ChoicesProps) {
  const words = useTranslations("shell");
  return (
    <fieldset>
      <legend className="mb-1 font-medium text-sub">{legend}</legend>
      <div className="flex max-h-72 flex-col overflow-y-auto">
        {options.map(({ value, label, count }) => (
          <label
            className="flex min-h-11 cursor-pointer items-center gap-2.5 rounded-lg px-1.5 hover:bg-sunk md:pointer-fine:min-h-8"
            key={value}
          >
            <input
              checked={chosen.includes(value)}
              className="size-4.5 shrink-0 accent-[var(--accent)]"
              onChange={(event) =>
                onChoose(
                  event.target.checked ? [...chosen, value] : chosen.filter((other) => other !== value),
                )
              }
              type="checkbox"
            />
            <span className="min-w-0 flex-1 truncate">{label ?? value}</span>
            {count !== undefined && <span className="text-faint text-ink3">{countText(count)}</span>}
          </label>
        ))}
        {options.length === 0 && <p className="py-2 text-ink2 text-sub">{words("noChoices")}</p>}
      </div>
    </fieldset>
  );
}
