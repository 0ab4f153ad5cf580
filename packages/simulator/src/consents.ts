import type { Enquiry } from "./enquiry.ts";
import type { EventType, Purpose, SimulatedConsent } from "./lead.ts";
import { DAY, wholeSecond } from "./local-time.ts";
import { Random, STREAMS } from "./random.ts";
import { withdraws } from "./withdrawal.ts";

export interface Consent extends Omit<SimulatedConsent, "occurredAt"> {
  at: number;
}

/**
 * What a person agreed to with one enquiry, and took back later. Portals and those who call on us send no consents:
 * of these people the ledger says nothing.
 */
export function consentsAt(seed: number, enquiry: Enquiry, firstSeen: number): Consent[] {
  const random = new Random(seed, STREAMS.consent, enquiry.personIndex);
  const leaves = withdraws(random);
  const { createdAt, source } = enquiry;
  const locale = localeOf(enquiry.language);
  const consents: Consent[] = [];
  const give = (purpose: Purpose, channel: Consent["channel"], at = createdAt) =>
    consents.push({ purpose, status: "given", channel, locale, at });
  if (enquiry.tracked) give("web_tracking", "banner", firstSeen);
  const own = ["Website", "Google Ads", "Facebook"].includes(source.name);
  if (own || source.arrival === "in person") {
    const channel = own ? "form" : "paper";
    give("enquiry_reply", channel);
    give("scoring", channel);
    if (random.chance(0.8)) give("calls", channel);
    if (random.chance(0.55)) give("whatsapp_marketing", channel);
  } else if (source.arrival === "whatsapp") {
    give("enquiry_reply", "whatsapp");
    give("scoring", "whatsapp");
    if (random.chance(0.7)) give("whatsapp_marketing", "whatsapp");
  }
  if (leaves) {
    const purpose = random.weighted<Purpose>([
      ["web_tracking", enquiry.tracked ? 4 : 0],
      ["whatsapp_marketing", 3],
      ["calls", 3],
      ["scoring", 1],
    ]);
    const at = wholeSecond(createdAt + DAY + random.exponential(18 * DAY));
    consents.push({
      purpose,
      status: "withdrawn",
      channel: random.pick(["form", "whatsapp", "call"]),
      locale,
      at,
    });
  }
  return consents.sort((one, other) => one.at - other.at);
}

function localeOf(language: string): Consent["locale"] {
  return language === "Gujarati" ? "gu-IN" : language === "Hindi" ? "hi-IN" : "en-IN";
}

const ON_THE_SITE: ReadonlySet<EventType> = new Set([
  "page_view",
  "listing_view",
  "search",
  "form_submit",
  "download",
]);

/** What is no longer done, or no longer noted, after a purpose was withdrawn. */
export function stopped(consents: readonly Consent[], type: EventType, at: number): boolean {
  return consents.some(
    ({ status, purpose, at: since }) =>
      status === "withdrawn" &&
      at >= since &&
      (purpose === "scoring" ||
        (purpose === "web_tracking" && ON_THE_SITE.has(type)) ||
        (purpose === "calls" && (type === "call_in" || type === "call_out"))),
  );
}
