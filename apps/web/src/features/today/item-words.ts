"use client";

import type { TodayItem } from "@leadlift/services/today/today";
import { useTranslations } from "next-intl";
import { useFormats } from "../../format/use-formats.ts";

const dayMs = 86_400_000;

/** How a lead is called on the day's list, in the reader's language. */
export function useItemWords() {
  const words = useTranslations("today");
  const { budget, clock, date } = useFormats();

  /** 16:30, or 28 Nov, 11:00 on another day */
  const momentOf = (at: Date, now: Date) =>
    Math.abs(at.getTime() - now.getTime()) < dayMs / 2 || date(at) === date(now)
      ? clock(at)
      : `${date(at, now)}, ${clock(at)}`;

  return {
    momentOf,
    nameOf: (item: Pick<TodayItem, "name" | "kind">) => item.name ?? words("unnamed", { kind: item.kind }),
    subLine(item: TodayItem): string {
      const sum = item.budget && budget(item.budget.minPaise, item.budget.maxPaise);
      return [
        item.listing ?? words("kind", { kind: item.kind }),
        item.locality ?? item.city,
        sum?.replaceAll(" ", "\u00a0").replace("–", "\u2060–\u2060"),
        item.source,
      ]
        .filter(Boolean)
        .join(" · ");
    },
  };
}
