import type { LeadRow } from "@leadlift/services/lead/lead-row";
import { budgetText } from "../../format/money.ts";

/** What is shown where a lead has no name. */
export function nameOf(lead: Pick<LeadRow, "name" | "kind">): string {
  return lead.name ?? `Unnamed ${lead.kind}`;
}

type Described = Pick<LeadRow, "kind" | "locality" | "city" | "budget" | "source">;

/** "Buyer · Bopal · ₹85–95 L · 99acres"; what is not known is left out. In full the city follows the locality. */
export function subLine(lead: Described, currency: string, length: "short" | "full" = "short"): string {
  const places = [lead.locality, lead.city].filter(Boolean);
  const place = length === "full" ? places.join(", ") : places[0];
  const budget = lead.budget && budgetText(lead.budget.minPaise, lead.budget.maxPaise, currency);
  const unbroken = budget?.replaceAll(" ", "\u00a0").replace("–", "\u2060–\u2060");
  return [sentenceCase(lead.kind), place, unbroken, lead.source].filter(Boolean).join(" · ");
}

export function sentenceCase(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** A stored key as words: whatsapp_out → whatsapp out. */
export function words(key: string): string {
  return key.replaceAll(/[_-]+/g, " ").trim();
}

export const lostReasons = [
  "No answer after several tries",
  "Not interested any more",
  "Budget too low",
  "Bought elsewhere",
  "Wrong number",
  "Junk or duplicate",
] as const;
