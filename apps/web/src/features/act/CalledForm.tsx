"use client";

import type { CallOutcome } from "@leadlift/services/act/act-input";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { Button } from "../../components/Button.tsx";
import { Field } from "../../components/Field.tsx";
import { lostReasons } from "../outcome/lost-reasons.ts";
import { useWorkspace } from "../shell/Workspace.tsx";
import { followUpChips, visitChips } from "./date-chips.ts";
import { NoteField } from "./NoteField.tsx";
import type { ActDraft } from "./use-acts.ts";
import { WhenChips } from "./WhenChips.tsx";

const outcomes = [
  "no_answer",
  "talked",
  "visit_booked",
  "not_interested",
  "wrong_number",
  "junk",
] as const satisfies CallOutcome[];

/** Reasons that have a button before this question. */
const outcomesOfTheirOwn: readonly string[] = ["noAnswer", "wrongNumber", "junk"];

/** What came of a call: one tap, two where a visit or a reason belongs to it. */
export function CalledForm({ onDone }: { onDone(draft: ActDraft): void }) {
  const words = useTranslations("act");
  const { timezone } = useWorkspace();
  const [asking, setAsking] = useState<"visit" | "reason" | null>(null);
  const [note, setNote] = useState("");
  const [nextAt, setNextAt] = useState<Date | null>(null);
  const [now] = useState(() => new Date());

  function done(outcome: CallOutcome, more: { reason?: string; visitAt?: Date } = {}) {
    onDone({
      kind: "called",
      outcome,
      ...more,
      ...(note.trim() && { note: note.trim() }),
      ...(nextAt && { next: { kind: "call", dueAt: nextAt } }),
    });
  }

  if (asking === "visit") return <VisitForm onDone={(visitAt) => done("visit_booked", { visitAt })} />;
  if (asking === "reason") return <ReasonForm onDone={(reason) => done("not_interested", { reason })} />;
  return (
    <>
      <div className="grid grid-cols-2 gap-2">
        {outcomes.map((outcome) => (
          <Button
            className="h-13! md:pointer-fine:h-11!"
            key={outcome}
            onClick={() => {
              if (outcome === "visit_booked") setAsking("visit");
              else if (outcome === "not_interested") setAsking("reason");
              else done(outcome);
            }}
          >
            {words(`outcome.${outcome}`)}
          </Button>
        ))}
      </div>
      <details className="border-line border-t pt-1">
        <summary className="flex min-h-11 items-center font-medium text-ink2 text-sub">
          {words("addFirst")}
        </summary>
        <div className="flex flex-col gap-3 pt-1">
          <WhenChips
            chips={followUpChips(now, timezone)}
            chosen={nextAt}
            legend={words("callAgain")}
            onChoose={setNextAt}
            optional
          />
          <NoteField label={words("note")} onChange={setNote} value={note} />
        </div>
      </details>
    </>
  );
}

function VisitForm({ onDone }: { onDone(visitAt: Date): void }) {
  const words = useTranslations("act");
  const { timezone } = useWorkspace();
  const [at, setAt] = useState<Date | null>(null);
  const [now] = useState(() => new Date());
  return (
    <>
      <WhenChips chips={visitChips(now, timezone)} chosen={at} legend={words("visitWhen")} onChoose={setAt} />
      <Button disabled={at === null} kind="primary" onClick={() => at && onDone(at)}>
        {words("visitBooked")}
      </Button>
    </>
  );
}

function ReasonForm({ onDone }: { onDone(reason: string): void }) {
  const words = useTranslations("act");
  const reasons = useTranslations("outcome.reasons");
  const [own, setOwn] = useState("");
  return (
    <>
      <p className="text-ink2">{words("reasonWhy")}</p>
      <div className="flex flex-col gap-2">
        {lostReasons
          .filter(({ key }) => !outcomesOfTheirOwn.includes(key))
          .map(({ key, text }) => (
            <Button className="justify-start!" key={key} onClick={() => onDone(text)}>
              {reasons(key)}
            </Button>
          ))}
      </div>
      <form
        className="flex items-end gap-2"
        onSubmit={(event) => {
          event.preventDefault();
          if (own.trim()) onDone(own.trim());
        }}
      >
        <Field
          className="flex-1"
          id="own-lost-reason"
          label={words("otherReason")}
          maxLength={200}
          onChange={(event) => setOwn(event.target.value)}
          value={own}
        />
        <Button disabled={!own.trim()} type="submit">
          {words("outcome.not_interested")}
        </Button>
      </form>
    </>
  );
}
