import type { ColumnTarget, Mapping } from "@leadlift/services/import/mapping";
import type { PreviewColumn } from "@leadlift/services/import/preview";
import { Select } from "../../components/Field.tsx";
import { Tag } from "../../components/Tag.tsx";
import { counted } from "../../format/number.ts";
import { attributeTarget, fieldWords, isAttributeKind, isField, kindWords } from "./mapping-edit.ts";

interface ColumnRowProps {
  entry: Mapping["columns"][number];
  profile: PreviewColumn | undefined;
  /** of the proposal, 0 to 1 */
  confidence: number;
  mapping: Mapping;
  onTarget(target: ColumnTarget): void;
}

const unsureBelow = 0.6;

/** One column: its header and examples, and a choice of what it means. */
export function ColumnRow({ entry, profile, confidence, mapping, onTarget }: ColumnRowProps) {
  const { header, column, target } = entry;
  const name = header.trim() || `Column ${column + 1}`;
  const chosen =
    target.to === "field" ? target.field : target.to === "attribute" ? `kind:${target.kind}` : "leave";

  function choose(value: string) {
    const kind = value.replace(/^kind:/, "");
    if (value === "leave") onTarget({ to: "leave" });
    else if (isField(value)) onTarget({ to: "field", field: value });
    else if (isAttributeKind(kind)) {
      onTarget(
        target.to === "attribute" ? { ...target, kind } : attributeTarget(mapping, column, header, kind),
      );
    }
  }

  return (
    <li className="grid gap-x-4 gap-y-1.5 border-b py-2.5 last:border-0 sm:grid-cols-[minmax(0,1fr)_230px] sm:items-center">
      <div className="min-w-0">
        <div className="flex items-center gap-2">
          <span className="min-w-0 truncate font-medium">{name}</span>
          {confidence < unsureBelow && target.to === "field" && <Tag tone="warn">please check</Tag>}
        </div>
        <div className="truncate text-faint text-ink3">
          {profile && profile.examples.length > 0 ? profile.examples.slice(0, 4).join(" · ") : "empty"}
          {profile && profile.missing > 0 && ` (${counted(profile.missing, "row")} without)`}
        </div>
      </div>
      <Select
        id={`column-${column}`}
        label={`What “${name}” means`}
        onChange={(event) => choose(event.target.value)}
        silent
        value={chosen}
      >
        <optgroup label="A field of every lead">
          {Object.entries(fieldWords).map(([field, words]) => (
            <option key={field} value={field}>
              {words}
            </option>
          ))}
        </optgroup>
        <optgroup label="Kept as the lead’s own detail">
          {Object.entries(kindWords).map(([kind, words]) => (
            <option key={kind} value={`kind:${kind}`}>
              Detail: {words.toLowerCase()}
            </option>
          ))}
        </optgroup>
        <option value="leave">Leave out</option>
      </Select>
    </li>
  );
}
