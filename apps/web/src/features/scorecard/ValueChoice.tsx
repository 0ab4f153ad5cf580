import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useId, useState } from "react";
import { Button } from "../../components/Button.tsx";
import { cx } from "../../components/class-names.ts";
import { Field } from "../../components/Field.tsx";
import { useTRPC } from "../../trpc/client.tsx";

interface ValueChoiceProps {
  field: string;
  values: readonly string[];
  className?: string;
  onChange(values: string[]): void;
}

const mostOffered = 16;

/** The values that leads have, and those of the rule, to be switched on and off. */
export function ValueChoice({ field, values, className, onChange }: ValueChoiceProps) {
  const words = useTranslations("scorecard");
  const trpc = useTRPC();
  const id = useId();
  const [other, setOther] = useState("");
  const { data = [] } = useQuery(trpc.scorecard.values.queryOptions({ field }));
  const offered = [...new Set([...values, ...data.slice(0, mostOffered).map(({ value }) => value)])];
  const toggle = (value: string) =>
    onChange(values.includes(value) ? values.filter((each) => each !== value) : [...values, value]);
  const add = () => {
    const value = other.trim();
    if (value !== "" && !values.includes(value)) onChange([...values, value]);
    setOther("");
  };
  return (
    <fieldset className={className}>
      <legend className="mb-1 font-medium text-sub">{words("values")}</legend>
      <div className="flex flex-wrap gap-1.5">
        {offered.map((value) => (
          <label
            className={cx(
              "flex h-11 cursor-pointer items-center rounded-full border px-3.5 text-sub md:pointer-fine:h-8",
              "has-focus-visible:outline-2 has-focus-visible:outline-accent",
              values.includes(value)
                ? "border-accent bg-accent-soft font-semibold text-accent"
                : "border-edge bg-surface text-ink2",
            )}
            key={value}
          >
            <input
              checked={values.includes(value)}
              className="sr-only"
              onChange={() => toggle(value)}
              type="checkbox"
            />
            {value}
          </label>
        ))}
      </div>
      <div className="mt-2 flex items-end gap-2">
        <Field
          className="min-w-0 flex-1"
          id={`${id}-other`}
          label={words("another")}
          maxLength={200}
          onChange={(event) => setOther(event.target.value)}
          onKeyDown={(event) => {
            if (event.key !== "Enter") return;
            event.preventDefault();
            add();
          }}
          value={other}
        />
        <Button disabled={other.trim() === ""} onClick={add}>
          {words("addValue")}
        </Button>
      </div>
    </fieldset>
  );
}
