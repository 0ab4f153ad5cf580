"use client";

import { activityFields } from "@leadlift/services/import/activities/mapping";
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
import { ColumnRow } from "./ColumnRow.tsx";
import { EditorFrame } from "./EditorFrame.tsx";
import { MeaningChoice } from "./MeaningChoice.tsx";
import { columnOf, optionsOf, valuesOf } from "./mapping-edit.ts";

const meanings = [{ label: "Of every activity", options: optionsOf(activityFieldWords) }];
const types = [...optionsOf(activityTypeWords), { value: "leave" as const, label: "Leave rows out" }];

/** What each column says of something that happened: proposed, and the user's to change. */
export function ActivityEditor({ preview }: { preview: ActivityPreview }) {
  const [mapping, setMapping] = useState(preview.proposal);
  const typeColumn = columnOf(mapping, "type");

  function choose(column: number, value: string) {
    const field = activityFields.find((each) => each === value);
    const target = field ? ({ to: "field", field } as const) : ({ to: "leave" } as const);
    const columns = mapping.columns.map((entry) => (entry.column === column ? { ...entry, target } : entry));
    setMapping({ ...mapping, columns });
  }

  return (
    <EditorFrame
      blocked={activityBlockedBecause(mapping)}
      columns={mapping.columns.map((entry) => (
        <ColumnRow
          chosen={entry.target.to === "field" ? entry.target.field : "leave"}
          confidence={preview.confidence[entry.column] ?? 1}
          entry={entry}
          key={entry.column}
          meanings={meanings}
          onChoose={(value) => choose(entry.column, value)}
          profile={preview.columns[entry.column]}
        />
      ))}
      content={{ kind: "activities", mapping }}
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
