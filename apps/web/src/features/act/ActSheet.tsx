"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { Button, buttonClass } from "../../components/Button.tsx";
import { Sheet } from "../../components/Sheet.tsx";
import type { ActView } from "./act-view.ts";
import { CalledForm } from "./CalledForm.tsx";
import { JudgeForm } from "./JudgeForm.tsx";
import { MessagedForm } from "./MessagedForm.tsx";
import { NoteField } from "./NoteField.tsx";
import { PlanForm } from "./PlanForm.tsx";
import { ReassignForm } from "./ReassignForm.tsx";
import { SnoozeForm } from "./SnoozeForm.tsx";
import type { ActDraft, ActedLead } from "./use-acts.ts";

export interface ActSheetProps {
  lead: ActedLead;
  view: ActView;
  /** asleep: it can be woken */
  asleep?: boolean;
  onAct(draft: ActDraft): void;
  onClose(): void;
}

/** What was done about a lead, and what is to be done next. */
export function ActSheet({ lead, view: first, asleep = false, onAct, onClose }: ActSheetProps) {
  const words = useTranslations("act");
  const [view, setView] = useState(first);
  function done(draft: ActDraft) {
    onAct(draft);
    onClose();
  }
  return (
    <Sheet
      onClose={onClose}
      title={words(`title.${view}`, { name: lead.name })}
      {...(view === "called" && { description: words("labelsTeach") })}
    >
      {view === "called" && <CalledForm onDone={done} />}
      {view === "messaged" && <MessagedForm onDone={done} onNot={onClose} />}
      {view === "note" && <NoteForm onDone={done} />}
      {view === "plan" && <PlanForm onDone={done} />}
      {view === "snooze" && <SnoozeForm onDone={done} />}
      {view === "judge" && <JudgeForm onDone={done} />}
      {view === "reassign" && <ReassignForm onDone={done} />}
      {view === "more" && <MoreActs asleep={asleep} leadId={lead.id} onDone={done} onView={setView} />}
    </Sheet>
  );
}

const views = ["called", "plan", "note", "snooze", "reassign", "judge"] as const satisfies ActView[];

interface MoreActsProps {
  leadId: string;
  asleep: boolean;
  onDone(draft: ActDraft): void;
  onView(view: ActView): void;
}

function MoreActs({ leadId, asleep, onDone, onView }: MoreActsProps) {
  const words = useTranslations("act");
  const line = "w-full justify-start! font-medium!";
  return (
    <div className="flex flex-col gap-2">
      <div className="grid grid-cols-2 gap-2">
        <Button onClick={() => onDone({ kind: "judged", judgement: "hot" })}>{words("judgement.hot")}</Button>
        <Button onClick={() => onDone({ kind: "judged", judgement: "cold" })}>
          {words("judgement.cold")}
        </Button>
      </div>
      {asleep && (
        <Button className={line} onClick={() => onDone({ kind: "woke" })}>
          {words("wake")}
        </Button>
      )}
      {views.map((each) => (
        <Button className={line} key={each} onClick={() => onView(each)}>
          {words(`menu.${each}`)}
        </Button>
      ))}
      <a className={buttonClass("secondary", line)} href={`/leads/${leadId}`}>
        {words("menu.open")}
      </a>
    </div>
  );
}

function NoteForm({ onDone }: { onDone(draft: ActDraft): void }) {
  const words = useTranslations("act");
  const [note, setNote] = useState("");
  return (
    <>
      <NoteField label={words("note")} onChange={setNote} value={note} />
      <Button
        disabled={!note.trim()}
        kind="primary"
        onClick={() => onDone({ kind: "noted", note: note.trim() })}
      >
        {words("keep")}
      </Button>
    </>
  );
}
