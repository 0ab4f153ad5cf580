"use client";

import { type NextStepKind, nextStepKinds } from "@leadlift/services/next-step/step-input";
import { useTranslations } from "next-intl";
import { useId, useState } from "react";
import { Button } from "../../components/Button.tsx";
import { Segments } from "../../components/Segments.tsx";
import { useWorkspace } from "../shell/Workspace.tsx";
import { followUpChips, visitChips } from "./date-chips.ts";
import { NoteField } from "./NoteField.tsx";
import type { ActDraft } from "./use-acts.ts";
import { WhenChips } from "./WhenChips.tsx";

/** What is promised next, and for when. */
export function PlanForm({ onDone }: { onDone(draft: ActDraft): void }) {
  const words = useTranslations("act");
  const { timezone } = useWorkspace();
  const [kind, setKind] = useState<NextStepKind>("call");
  const [dueAt, setDueAt] = useState<Date | null>(null);
  const [note, setNote] = useState("");
  const [now] = useState(() => new Date());
  return (
    <>
      <Segments
        chosen={kind}
        legend={words("planWhat")}
        name={useId()}
        onChoose={(value) => setKind(value)}
        options={nextStepKinds.map((value) => ({ value, label: words(`step.${value}`) }))}
      />
      <WhenChips
        chips={kind === "visit" ? visitChips(now, timezone) : followUpChips(now, timezone)}
        chosen={dueAt}
        legend={words("when")}
        onChoose={setDueAt}
      />
      <NoteField label={words("note")} onChange={setNote} value={note} />
      <Button
        disabled={dueAt === null}
        kind="primary"
        onClick={() =>
          dueAt &&
          onDone({ kind: "planned", next: { kind, dueAt, ...(note.trim() && { note: note.trim() }) } })
        }
      >
        {words("plan")}
      </Button>
    </>
  );
}
