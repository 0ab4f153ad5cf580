"use client";

import type { LeadPreview } from "@leadlift/services/import/preview";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useStepLabel } from "../shell/Workspace.tsx";
import { EditorFrame } from "./EditorFrame.tsx";
import { MeaningChoice } from "./MeaningChoice.tsx";
import { blockedBecause, columnOf, leadFields, retarget, targetOf, valuesOf } from "./mapping-edit.ts";
import { OutcomeChoice } from "./OutcomeChoice.tsx";
import { useDetailMeanings } from "./use-detail-meanings.ts";

/** What each column says of a lead: proposed, and the user's to change. */
export function LeadEditor({ preview }: { preview: LeadPreview }) {
  const words = useTranslations("import.leads");
  const editing = useTranslations("import");
  const [mapping, setMapping] = useState(preview.proposal);
  const stepLabel = useStepLabel();
  const { ladder, proposal } = preview;
  const lastStep = ladder.at(-1)?.key ?? "";
  const blocked = blockedBecause(mapping);
  const meanings = [
    {
      label: editing("meanings.lead"),
      options: leadFields.map((value) => ({ value, label: words(`fields.${value}`) })),
    },
    useDetailMeanings("lead"),
  ];
  const steps = [
    { value: "open", label: words("nothing") },
    ...ladder.map(({ key }) => ({ value: key, label: stepLabel(key) })),
    { value: "lost", label: words("lost") },
  ];
  const values = (field: "stage" | "outcome") =>
    valuesOf(preview, columnOf(mapping, field), {
      column: columnOf(proposal, field),
      values: field === "stage" ? preview.stageValues : preview.outcomeValues,
    });
  return (
    <EditorFrame
      blocked={
        blocked &&
        editing(`blocked.${blocked.why}`, {
          field: blocked.why === "twice" ? words(`fields.${blocked.field}`) : "",
        })
      }
      content={{ kind: "leads", mapping }}
      meanings={meanings}
      onChoose={(column, value) =>
        setMapping(
          retarget(mapping, column, targetOf(mapping, column, { fields: leadFields, value }), lastStep),
        )
      }
      preview={preview}
    >
      <MeaningChoice
        chosen={mapping.stages}
        onChoose={(stages) => setMapping({ ...mapping, stages })}
        options={steps}
        otherwise="open"
        title={words("stages")}
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
