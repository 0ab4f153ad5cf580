import type { LeadDetail } from "@leadlift/services/lead/get";
import type { LeadRow } from "@leadlift/services/lead/lead-row";
import type { useTranslations } from "next-intl";

/** The words of leads in the reader's language. */
export type LeadTranslator = ReturnType<typeof useTranslations<"lead">>;

/** What is shown where a lead has no name. */
export function nameOf(lead: Pick<LeadRow, "name" | "kind">, words: LeadTranslator): string {
  return lead.name ?? words("unnamed", { kind: lead.kind });
}

/** Whether anybody may take it. */
export function isNobodys({ owner, status, mergedInto }: LeadDetail): boolean {
  return owner === null && status === "open" && mergedInto === null;
}

/** Buyer, seller, or what the organisation calls its own kind. */
export function kindText(kind: string, words: LeadTranslator): string {
  return words("kind", { kind, own: sentenceCase(kind) });
}

type Described = Pick<LeadRow, "kind" | "locality" | "city" | "source">;

/** "Buyer · Bopal · ₹85–95 L · 99acres"; what is not known is left out. In full the city follows the locality. */
export function subLine(
  lead: Described,
  budget: string | null,
  words: LeadTranslator,
  length: "short" | "full" = "short",
): string {
  const places = [lead.locality, lead.city].filter(Boolean);
  const place = length === "full" ? places.join(", ") : places[0];
  const unbroken = budget?.replaceAll(" ", "\u00a0").replace("–", "\u2060–\u2060");
  return [kindText(lead.kind, words), place, unbroken, lead.source].filter(Boolean).join(" · ");
}

export function sentenceCase(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** A stored key as words: whatsapp_out → whatsapp out. */
export function plainWords(key: string): string {
  return key.replaceAll(/[_-]+/g, " ").trim();
}
