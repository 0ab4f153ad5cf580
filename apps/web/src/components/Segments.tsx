"use client";

import { cx } from "./class-names.ts";

interface SegmentsProps<Value extends string> {
  legend: string;
  /** of the group of radio buttons; unique on the page */
  name: string;
  options: readonly { value: Value; label: string; lang?: string }[];
  chosen: Value;
  onChoose(value: Value): void;
}

/** One of a few, side by side. */
export function Segments<Value extends string>({
  legend,
  name,
  options,
  chosen,
  onChoose,
}: SegmentsProps<Value>) {
  return (
    <fieldset className="flex flex-wrap rounded-[10px] bg-grade-d-soft p-0.5">
      <legend className="sr-only">{legend}</legend>
      {options.map(({ value, label, lang }) => (
        <label
          className={cx(
            "flex h-11 min-w-11 flex-1 cursor-pointer whitespace-nowrap items-center justify-center rounded-lg px-2.5 font-medium text-faint md:pointer-fine:h-7",
            "has-focus-visible:outline-2 has-focus-visible:outline-accent",
            chosen === value ? "bg-surface text-ink" : "text-grade-d hover:text-ink",
          )}
          key={value}
          lang={lang}
        >
          <input
            checked={chosen === value}
            className="sr-only"
            name={name}
            onChange={() => onChoose(value)}
            type="radio"
            value={value}
          />
          {label}
        </label>
      ))}
    </fieldset>
  );
}
