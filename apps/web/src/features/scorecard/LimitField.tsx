import { useState } from "react";
import { Field } from "../../components/Field.tsx";

interface LimitFieldProps {
  id: string;
  label: string;
  value: number;
  /** what is typed is the value times this */
  factor: number;
  onChange(value: number): void;
}

/** A number as it is typed; while it is no number, the last one stands. */
export function LimitField({ id, label, value, factor, onChange }: LimitFieldProps) {
  const [typed, setTyped] = useState(String(rounded(value * factor)));
  return (
    <Field
      id={id}
      inputMode="decimal"
      label={label}
      onBlur={() => setTyped(String(rounded(value * factor)))}
      onChange={(event) => {
        setTyped(event.target.value);
        const number = Number(event.target.value.replaceAll(",", ""));
        if (event.target.value.trim() !== "" && Number.isFinite(number)) onChange(rounded(number / factor));
      }}
      value={typed}
    />
  );
}

/** Without the noise of the multiplication. */
function rounded(value: number): number {
  return Number(value.toPrecision(12));
}
