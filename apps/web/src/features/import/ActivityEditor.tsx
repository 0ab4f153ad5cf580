"use client";

import type { ActivityPreview } from "@leadlift/services/import/preview";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { Card } from "../../components/Card.tsx";
import { Select } from "../../components/Field.tsx";
import { activityBlockedBecause, activityFields, activityTypes, isActivityType } from "./activity-edit.ts";
import { EditorFrame } from "./EditorFrame.tsx";
import { MeaningChoice } from "./MeaningChoice.tsx";
import { columnOf, fieldOf, valuesOf, withTarget } from "./mapping-edit.ts";

/** What each column says of something that happened: proposed, and the user's to change. */
export function ActivityEditor({ preview }: { preview: ActivityPreview }) {
  const words = useTranslations("import.activities");
  const editing = useTranslations("import");
  const types = activityTypes.map((value) => ({ value, label: words(`types.${value}`) }));
  const fields = activityFields.map((value) => ({ value, label: words(`fields.${value}`) }));
  const [mapping, setMapping] = useState(preview.proposal);
  const blocked = activityBlockedBecause(mapping);
  const typeColumn = columnOf(mapping, "type");

  function choose(column: number, value: string) {
    const field = fieldOf(activityFields, value);
    const target = field ? ({ to: "field", field } as const) : ({ to: "leave" } as const);
    setMapping({ ...mapping, columns: withTarget(mapping.columns, column, target) });
  }

  return (
    <EditorFrame
      blocked={
        blocked &&
        editing(`blocked.${blocked.why}`, {
          field: blocked.why === "twice" ? words(`fields.${blocked.field}`) : "",
        })
      }
      content={{ kind: "activities", mapping }}
      meanings={[{ label: editing("meanings.activity"), options: fields }]}
      onChoose={choose}
      preview={preview}
    >
      {typeColumn === null ? (
        <Card title={words("happened")}>
          <Select
            className="max-w-xs"
            id="activity-type"
            label={words("every")}
            onChange={({ target: { value } }) =>
              setMapping({ ...mapping, type: isActivityType(value) ? value : null })
            }
            value={mapping.type ?? ""}
          >
            <option value="">{editing("preview.choose")}</option>
            {types.map(({ value, label }) => (
              <option key={value} value={value}>
                {label}
              </option>
            ))}
          </Select>
        </Card>
      ) : (
        <MeaningChoice
          chosen={mapping.types}
          onChoose={(chosen) => setMapping({ ...mapping, types: chosen })}
          options={[...types, { value: "leave", label: words("leave") }]}
          otherwise="leave"
          title={words("meanings")}
          values={valuesOf(preview, typeColumn, {
            column: columnOf(preview.proposal, "type"),
            values: preview.typeValues,
          })}
        />
      )}
    </EditorFrame>
  );
}
