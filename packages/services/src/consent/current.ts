import { type ConsentFact, type ConsentStatus, consentView } from "@leadlift/scoring/features";
import type { Purpose } from "./purposes.ts";

export interface CurrentConsent {
  /** legacy: the ledger has no answer of this person for the purpose */
  status: ConsentStatus;
  inForce: boolean;
  /** when the latest entry was made; null without one */
  since: Date | null;
  /** when it runs out; null: never */
  until: Date | null;
}

/** How each purpose stands for these persons together, by what the ledger says of them. */
export function currentConsents(
  facts: readonly ConsentFact[],
  persons: readonly string[],
  now: number,
): Record<Purpose, CurrentConsent> {
  const view = consentView(facts, persons, { at: now, knownAt: now, lawfulAt: now });
  const latest = (purpose: Purpose) =>
    facts
      .filter((fact) => fact.purpose === purpose && fact.occurredAt <= now)
      .toSorted((a, b) => b.occurredAt - a.occurredAt || b.recordedAt - a.recordedAt)[0];
  const currentOf = (purpose: Purpose): CurrentConsent => {
    const { inForce, until } = view[purpose];
    const last = latest(purpose);
    const ranOut = last?.expiresAt != null && last.expiresAt <= now && !inForce;
    return {
      status: ranOut ? "expired" : (last?.status ?? "legacy"),
      inForce,
      since: last ? new Date(last.occurredAt) : null,
      until: inForce && Number.isFinite(until) ? new Date(until) : null,
    };
  };
  return {
    enquiry_reply: currentOf("enquiry_reply"),
    scoring: currentOf("scoring"),
    web_tracking: currentOf("web_tracking"),
    whatsapp_marketing: currentOf("whatsapp_marketing"),
    calls: currentOf("calls"),
    enrichment: currentOf("enrichment"),
    crm_sharing: currentOf("crm_sharing"),
  };
}
