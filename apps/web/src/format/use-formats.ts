"use client";

import { useLocale } from "next-intl";
import { useMemo } from "react";
import { useWorkspace } from "../features/shell/Workspace.tsx";
import { budgetText, moneyText } from "./money.ts";
import { agoText, clockText, dateText, momentText } from "./time.ts";

/** Money and times as the reader's language and the organisation's zone and currency have them. */
export function useFormats() {
  const locale = useLocale();
  const { timezone, currency } = useWorkspace();
  return useMemo(
    () => ({
      money: (paise: number) => moneyText(paise, currency, locale),
      budget: (min: bigint | number | null, max: bigint | number | null) =>
        budgetText(min, max, currency, locale),
      ago: (at: Date, now: Date) => agoText(at, now, timezone, locale),
      date: (at: Date, now?: Date) => dateText(at, timezone, now, locale),
      clock: (at: Date) => clockText(at, timezone),
      moment: (at: Date) => momentText(at, timezone, locale),
    }),
    [locale, timezone, currency],
  );
}
