"use client";

import { useTranslations } from "next-intl";
import { useId } from "react";
import { cx } from "../../components/class-names.ts";
import { Field } from "../../components/Field.tsx";
import { useFormats } from "../../format/use-formats.ts";
import { useWorkspace } from "../shell/Workspace.tsx";
import { type DateChip, fieldText, momentOf } from "./date-chips.ts";

interface WhenChipsProps {
  legend: string;
  chips: readonly DateChip[];
  chosen: Date | null;
  /** null: none, where nothing need be chosen */
  onChoose(at: Date | null): void;
  optional?: boolean;
}

/** A moment by one tap, or any other by date and time. */
export function WhenChips({ legend, chips, chosen, onChoose, optional = false }: WhenChipsProps) {
  const words = useTranslations("act");
  const { timezone } = useWorkspace();
  const { clock, date } = useFormats();
  const id = useId();
  const taken = (at: Date) => chosen?.getTime() === at.getTime();
  return (
    <fieldset className="flex flex-col gap-2">
      <legend className="mb-1.5 font-medium text-sub">{legend}</legend>
      <div className="flex flex-wrap gap-2">
        {chips.map(({ name, at }) => (
          <button
            aria-pressed={taken(at)}
            className={cx(
              "min-h-11 rounded-full border px-3.5 font-medium text-sub",
              taken(at) ? "border-ink bg-ink text-bg" : "border-line bg-surface hover:border-edge",
            )}
            key={name}
            onClick={() => onChoose(optional && taken(at) ? null : at)}
            type="button"
          >
            {words(`chip.${name}`, { time: clock(at), date: date(at) })}
          </button>
        ))}
      </div>
      <Field
        id={id}
        label={words("otherTime")}
        min={fieldText(new Date(), timezone)}
        onChange={(event) => onChoose(momentOf(event.target.value, timezone))}
        type="datetime-local"
        value={chosen ? fieldText(chosen, timezone) : ""}
      />
    </fieldset>
  );
}
