import type { PreviewColumn } from "@leadlift/services/import/preview";
import { useTranslations } from "next-intl";
import { Select } from "../../components/Field.tsx";
import { Tag } from "../../components/Tag.tsx";
import { type AnyTarget, chosenOf } from "./mapping-edit.ts";

export interface Meanings {
  label: string;
  options: readonly { value: string; label: string }[];
}

interface ColumnRowProps {
  entry: { column: number; header: string; target: AnyTarget };
  profile: PreviewColumn | undefined;
  /** of the proposal, 0 to 1 */
  confidence: number;
  /** besides "leave" */
  meanings: readonly Meanings[];
  onChoose(value: string): void;
}

const unsureBelow = 0.6;

/** One column: its header and examples, and a choice of what it means. */
export function ColumnRow({ entry, profile, confidence, meanings, onChoose }: ColumnRowProps) {
  const words = useTranslations("import.preview");
  const { header, column, target } = entry;
  const name = header.trim() || words("column", { n: column + 1 });
  return (
    <li className="grid gap-x-4 gap-y-1.5 border-b py-2.5 last:border-0 sm:grid-cols-[minmax(0,1fr)_230px] sm:items-center">
      <div className="min-w-0">
        <div className="flex items-center gap-2">
          <span className="min-w-0 truncate font-medium">{name}</span>
          {confidence < unsureBelow && target.to === "field" && <Tag tone="warn">{words("check")}</Tag>}
        </div>
        <div className="truncate text-faint text-ink3">
          {profile && profile.examples.length > 0 ? profile.examples.slice(0, 4).join(" · ") : words("empty")}
          {profile && profile.missing > 0 && ` ${words("missing", { n: profile.missing })}`}
        </div>
      </div>
      <Select
        id={`column-${column}`}
        label={words("means", { name })}
        onChange={(event) => onChoose(event.target.value)}
        silent
        value={chosenOf(target)}
      >
        {meanings.map(({ label, options }) => (
          <optgroup key={label} label={label}>
            {options.map((option) => (
              <option key={option.value} value={option.value}>
                {option.label}
              </option>
            ))}
          </optgroup>
        ))}
        <option value="leave">{words("leaveOut")}</option>
      </Select>
    </li>
  );
}
