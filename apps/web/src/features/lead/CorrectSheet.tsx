"use client";

import type { FieldValue } from "@leadlift/services/lead/field-value";
import type { LeadDetail } from "@leadlift/services/lead/get";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { Button } from "../../components/Button.tsx";
import { Select } from "../../components/Field.tsx";
import { Sheet } from "../../components/Sheet.tsx";
import { AnswerField } from "./AnswerField.tsx";
import { type KnownValue, useAnswer } from "./use-answer.ts";
import { useValueText } from "./use-value-text.ts";

interface CorrectSheetProps {
  lead: LeadDetail;
  known: readonly KnownValue[];
  onClose(): void;
}

/** Puts one thing right that is known of a lead, or says that it is not known after all. */
export function CorrectSheet({ lead, known, onClose }: CorrectSheetProps) {
  const words = useTranslations("lead");
  const valueText = useValueText();
  const { busy, answer } = useAnswer(lead);
  // What an import names as an id tells one lead from another.
  const open = known.filter(({ kind }) => kind !== "id");
  const [field, setField] = useState(open[0]?.field);
  const chosen = open.find((each) => each.field === field);
  const say = (value: FieldValue | null) => {
    if (!chosen) return;
    onClose();
    answer(chosen, value);
  };
  return (
    <Sheet onClose={onClose} title={words("known.which")}>
      <Select
        id="correct-field"
        label={words("known.title")}
        onChange={(event) => setField(event.target.value)}
        value={field}
      >
        {open.map((each) => (
          <option key={each.field} value={each.field}>
            {each.label}: {valueText(each.value, each.kind)}
          </option>
        ))}
      </Select>
      {chosen?.kind === "boolean" ? (
        <Button disabled={busy} onClick={() => say(chosen.value !== true)}>
          {chosen.value === true ? words("known.isNo") : words("known.isYes")}
        </Button>
      ) : (
        chosen && (
          <AnswerField
            busy={busy}
            key={chosen.field}
            kind={chosen.kind}
            label={words("known.is", { label: chosen.label })}
            onAnswer={say}
          />
        )
      )}
      <Button disabled={busy} kind="quiet" onClick={() => say(null)}>
        {words("known.isUnknown")}
      </Button>
    </Sheet>
  );
}
