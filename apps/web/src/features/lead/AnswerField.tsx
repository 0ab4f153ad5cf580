"use client";

import type { FieldValue } from "@leadlift/services/lead/field-value";
import { useId, useState } from "react";
import { Button } from "../../components/Button.tsx";
import { Field } from "../../components/Field.tsx";

interface AnswerFieldProps {
  /** of the field, for whoever does not see the question above */
  label: string;
  kind: string;
  busy: boolean;
  onAnswer(value: FieldValue): void;
}

const hints: Readonly<Record<string, string>> = {
  budget: "85 L, 1.2 Cr or 50–75 L",
  numeric: "A number",
  categorical: "In their words",
  text: "In their words",
};

/** An answer that has to be written. */
export function AnswerField({ label, kind, busy, onAnswer }: AnswerFieldProps) {
  const id = useId();
  const [text, setText] = useState("");
  const given = text.trim();
  return (
    <form
      className="flex items-end gap-2"
      onSubmit={(event) => {
        event.preventDefault();
        if (given) onAnswer(given);
      }}
    >
      <Field
        autoComplete="off"
        className="min-w-0 flex-1"
        id={id}
        inputMode={kind === "numeric" ? "decimal" : undefined}
        label={label}
        maxLength={kind === "text" ? 2000 : 200}
        onChange={(event) => setText(event.target.value)}
        placeholder={hints[kind]}
        type={kind === "date" ? "date" : "text"}
        value={text}
      />
      <Button disabled={busy || !given} type="submit">
        Save
      </Button>
    </form>
  );
}
