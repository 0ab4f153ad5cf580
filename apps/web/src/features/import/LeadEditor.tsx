"use client";

import type { LeadPreview } from "@leadlift/services/import/preview";
import { useState } from "react";
import { EditorFrame } from "./EditorFrame.tsx";
import { MeaningChoice } from "./MeaningChoice.tsx";
import {
  blockedBecause,
  columnOf,
  detailMeanings,
  fieldWords,
  optionsOf,
  retarget,
  targetOf,
  valuesOf,
} from "./mapping-edit.ts";
import { OutcomeChoice } from "./OutcomeChoice.tsx";

const meanings = [{ label: "A field of every lead", options: optionsOf(fieldWords) }, detailMeanings("lead")];

/** What each column says of a lead: proposed, and the user's to change. */
export function LeadEditor({ preview }: { preview: LeadPreview }) {
  const [mapping, setMapping] = useState(preview.proposal);
  const { ladder, proposal } = preview;
  const lastStep = ladder.at(-1)?.key ?? "";
  const steps = [
    { value: "open", label: "Nothing reached yet" },
    ...ladder.map(({ key, label }) => ({ value: key, label })),
    { value: "lost", label: "Lost" },
  ];
  const values = (field: "stage" | "outcome") =>
    valuesOf(preview, columnOf(mapping, field), {
      column: columnOf(proposal, field),
      values: field === "stage" ? preview.stageValues : preview.outcomeValues,
    });
  return (
    <EditorFrame
      blocked={blockedBecause(mapping)}
      content={{ kind: "leads", mapping }}
      meanings={meanings}
      onChoose={(column, value) =>
        setMapping(
          retarget(mapping, column, targetOf(mapping, column, { words: fieldWords, value }), lastStep),
        )
      }
      preview={preview}
    >
      <MeaningChoice
        chosen={mapping.stages}
        onChoose={(stages) => setMapping({ ...mapping, stages })}
        options={steps}
        otherwise="open"
        title="What each stage means"
        values={values("stage")}
      />
      {mapping.outcome && (
        <OutcomeChoice
          ladder={ladder}
          onChange={(outcome) => setMapping({ ...mapping, outcome })}
          outcome={mapping.outcome}
          values={values("outcome")}
        />
      )}
    </EditorFrame>
  );
}
