"use client";

import {
  type JudgementKind,
  type JudgementReason,
  judgementReasons,
  judgements,
} from "@leadlift/services/act/act-input";
import { useTranslations } from "next-intl";
import { useId, useState } from "react";
import { Button } from "../../components/Button.tsx";
import { Select } from "../../components/Field.tsx";
import { Segments } from "../../components/Segments.tsx";
import { NoteField } from "./NoteField.tsx";
import type { ActDraft } from "./use-acts.ts";

/** The broker's own word on a score, kept beside it. */
export function JudgeForm({ onDone }: { onDone(draft: ActDraft): void }) {
  const words = useTranslations("act");
  const [judgement, setJudgement] = useState<JudgementKind>("too_high");
  const [reason, setReason] = useState<JudgementReason | "">("");
  const [note, setNote] = useState("");
  return (
    <>
      <Segments
        chosen={judgement}
        legend={words("judgeWhat")}
        name={useId()}
        onChoose={(value) => setJudgement(value)}
        options={judgements.slice(2).map((value) => ({ value, label: words(`judgement.${value}`) }))}
      />
      <Select
        id="judgement-reason"
        label={words("because")}
        onChange={(event) => setReason(judgementReasons.find((each) => each === event.target.value) ?? "")}
        value={reason}
      >
        <option value="">{words("chooseReason")}</option>
        {judgementReasons.map((each) => (
          <option key={each} value={each}>
            {words(`judgementReason.${each}`)}
          </option>
        ))}
      </Select>
      <NoteField label={words("note")} onChange={setNote} value={note} />
      <Button
        disabled={reason === ""}
        kind="primary"
        onClick={() =>
          reason && onDone({ kind: "judged", judgement, reason, ...(note.trim() && { note: note.trim() }) })
        }
      >
        {words("tell")}
      </Button>
    </>
  );
}
