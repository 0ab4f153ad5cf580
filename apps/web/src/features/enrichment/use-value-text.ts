import type { PlainValue } from "@leadlift/services/enrichment/mapping";
import { useTranslations } from "next-intl";

/** A value as it would stand with the lead. */
export function useValueText() {
  const words = useTranslations("enrichment.trying");
  return (value: PlainValue): string => {
    if (typeof value === "boolean") return words(value ? "yes" : "no");
    return typeof value === "number" ? String(value) : `“${value}”`;
  };
}
