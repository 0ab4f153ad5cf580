"use client";

import type { ActivityPreview } from "@leadlift/services/import/preview";
import { useState } from "react";
import { Card } from "../../components/Card.tsx";
import { Select } from "../../components/Field.tsx";
import {
  activityBlockedBecause,
  activityFieldWords,
  activityTypeWords,
  isActivityType,
} from "./activity-edit.ts";
import { EditorFrame } from "./EditorFrame.tsx";
import { MeaningChoice } from "./MeaningChoice.tsx";
import { columnOf, fieldOf, optionsOf, valuesOf, withTarget } from "./mapping-edit.ts";

const meanings = [{ label: "Of every activity", options: optionsOf(activityFieldWords) }];
const types = [...optionsOf(activityTypeWords), { value: "leave" as const, label: "Leave rows out" }];

/** What each column says of something that happened: proposed, and the user's to change. */
export function ActivityEditor({ preview }: { preview: ActivityPreview }) {
  const [mapping, setMapping] = useState(preview.proposal);
  const typeColumn = columnOf(mapping, "type");

  function choose(column: number, value: string) {
    const field = fieldOf(activityFieldWords, value);
    const target = field ? ({ to: "field", field } as const) : ({ to: "leave" } as const);
    setMapping({ ...mapping, columns: withTarget(mapping.columns, column, target) });
  }

  return (
    <EditorFrame
      blocked={activityBlockedBecause(mapping)}
      content={{ kind: "activities", mapping }}
      meanings={meanings}
      onChoose={choose}
      preview={preview}
    >
      {typeColumn === null ? (
        <Card title="What happened">
          <Select
            className="max-w-xs"
            id="activity-type"
            label="Every row of this file is"
            onChange={({ target: { value } }) =>
              setMapping({ ...mapping, type: isActivityType(value) ? value : null })
            }
            value={mapping.type ?? ""}
          >
            <option value="">Choose …</option>
            {optionsOf(activityTypeWords).map(({ value, label }) => (
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
          options={types}
          otherwise="leave"
          title="What each kind of activity means"
          values={valuesOf(preview, typeColumn, {
            column: columnOf(preview.proposal, "type"),
            values: preview.typeValues,
          })}
        />
      )}
    </EditorFrame>
  );
}
