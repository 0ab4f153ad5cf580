"use client";

import type { FieldValue } from "@leadlift/services/lead/field-value";
import { useTranslations } from "next-intl";
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

const hints: Readonly<Record<string, "budget" | "number" | "text">> = {
  budget: "budget",
  numeric: "number",
  categorical: "text",
  text: "text",
};

/** An answer that has to be written. */
export function AnswerField({ label, kind, busy, onAnswer }: AnswerFieldProps) {
  const words = useTranslations("lead");
  const id = useId();
  const [text, setText] = useState("");
  const given = text.trim();
  const hint = hints[kind];
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
        placeholder={hint && words(`known.hints.${hint}`)}
        type={kind === "date" ? "date" : "text"}
        value={text}
      />
      <Button disabled={busy || !given} type="submit">
        {words("known.save")}
      </Button>
    </form>
  );
}
