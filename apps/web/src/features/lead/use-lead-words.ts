import type { LeadRow } from "@leadlift/services/lead/lead-row";
import { useTranslations } from "next-intl";
import { useFormats } from "../../format/use-formats.ts";
import { nameOf, subLine } from "./lead-words.ts";

/** How leads are spoken of: their name, and the line below it. */
export function useLeadWords() {
  const words = useTranslations("lead");
  const { budget } = useFormats();
  return {
    words,
    nameOf: (lead: Pick<LeadRow, "name" | "kind">) => nameOf(lead, words),
    subLine: (
      lead: Pick<LeadRow, "kind" | "locality" | "city" | "budget" | "source">,
      length: "short" | "full" = "short",
    ) => subLine(lead, lead.budget && budget(lead.budget.minPaise, lead.budget.maxPaise), words, length),
  };
}
