import type { InputHTMLAttributes, TextareaHTMLAttributes } from "react";
import { cx } from "../../components/class-names.ts";
import { Field } from "../../components/Field.tsx";
import type { ProviderField } from "./provider-form.ts";

export const fieldId = (field: ProviderField) => `provider-${field}`;

interface AroundField {
  field: ProviderField;
  label: string;
  hint?: React.ReactNode;
  problem: string | undefined;
}

function described(field: ProviderField, hint: React.ReactNode, problem: string | undefined) {
  const ids = [problem && `${fieldId(field)}-problem`, hint && `${fieldId(field)}-hint`].filter(Boolean);
  return {
    "aria-invalid": problem !== undefined,
    ...(ids.length > 0 && { "aria-describedby": ids.join(" ") }),
  };
}

/** What is wrong with a field, and what to enter, in one sentence each. */
export function Below({ field, hint, problem }: Omit<AroundField, "label">) {
  return (
    <>
      {problem && (
        <p className="mt-1 text-neg text-sub" id={`${fieldId(field)}-problem`}>
          {problem}
        </p>
      )}
      {hint && (
        <p className="mt-1 text-ink2 text-sub" id={`${fieldId(field)}-hint`}>
          {hint}
        </p>
      )}
    </>
  );
}

type EnteredProps = AroundField & Omit<InputHTMLAttributes<HTMLInputElement>, "id">;

export function Entered({ field, label, hint, problem, className, ...rest }: EnteredProps) {
  return (
    <div className={className}>
      <Field
        autoComplete="off"
        id={fieldId(field)}
        label={label}
        {...described(field, hint, problem)}
        {...rest}
      />
      <Below field={field} hint={hint} problem={problem} />
    </div>
  );
}

type EnteredTextProps = AroundField & Omit<TextareaHTMLAttributes<HTMLTextAreaElement>, "id">;

export function EnteredText({ field, label, hint, problem, className, ...rest }: EnteredTextProps) {
  return (
    <div className={className}>
      <label className="mb-1 block font-medium text-sub" htmlFor={fieldId(field)}>
        {label}
      </label>
      <textarea
        className={textAreaClass}
        id={fieldId(field)}
        spellCheck={false}
        {...described(field, hint, problem)}
        {...rest}
      />
      <Below field={field} hint={hint} problem={problem} />
    </div>
  );
}

export const textAreaClass = cx(
  "w-full rounded-[10px] border border-edge bg-surface px-3 py-2 font-mono text-ink",
  "text-base placeholder:text-ink3 md:text-sub",
);
