"use client";

import { useLocale, useTranslations } from "next-intl";
import { Icon } from "../../components/Icon.tsx";
import { monthText, shiftMonth } from "../../format/month.ts";

interface MonthSwitchProps {
  month: string;
  latest: string;
  onMonth(month: string): void;
}

/** A month, with the one before and the one after it. */
export function MonthSwitch({ month, latest, onMonth }: MonthSwitchProps) {
  const words = useTranslations("board.month");
  const locale = useLocale();
  const button =
    "grid size-11 shrink-0 place-items-center rounded-lg text-ink2 hover:bg-sunk hover:text-ink disabled:opacity-40 md:pointer-fine:size-9";
  return (
    <fieldset className="flex items-center gap-0.5">
      <legend className="sr-only">{words("label")}</legend>
      <button
        aria-label={words("before")}
        className={button}
        onClick={() => onMonth(shiftMonth(month, -1))}
        type="button"
      >
        <Icon name="left" />
      </button>
      <output className="min-w-28 text-center font-semibold">{monthText(month, locale)}</output>
      <button
        aria-label={words("after")}
        className={button}
        disabled={month >= latest}
        onClick={() => onMonth(shiftMonth(month, 1))}
        type="button"
      >
        <Icon name="right" />
      </button>
    </fieldset>
  );
}
