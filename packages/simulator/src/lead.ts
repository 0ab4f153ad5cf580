export type Value = string | number | boolean | null;

export type LeadKind = "buyer" | "tenant" | "seller" | "landlord";

export type EventType =
  | "page_view"
  | "listing_view"
  | "search"
  | "form_submit"
  | "download"
  | "email_sent"
  | "email_open"
  | "email_click"
  | "email_reply"
  | "email_bounce"
  | "whatsapp_in"
  | "whatsapp_out"
  | "whatsapp_read"
  | "call_in"
  | "call_out"
  | "site_visit_booked"
  | "site_visit_done"
  | "site_visit_missed"
  | "note";

export type Step = "contacted" | "qualified" | "visit_booked" | "visit_done" | "token_paid" | "won";

/** Earliest step first; a lead that reached one has reached all before it. */
export const LADDER: readonly Step[] = [
  "contacted",
  "qualified",
  "visit_booked",
  "visit_done",
  "token_paid",
  "won",
];

export type LostReason =
  | "budget"
  | "location"
  | "bought elsewhere"
  | "not reachable"
  | "wrong number"
  | "only browsing";

export interface SimulatedPerson {
  name: string;
  /** E.164, or null when only an e-mail was given. */
  phone: string | null;
  /** On a domain reserved by RFC 2606, or null. */
  email: string | null;
}

export interface SimulatedEvent {
  /** Stable across runs, and of no other event of the brokerage. */
  id: string;
  type: EventType;
  occurredAt: Date;
  properties: Record<string, Value>;
  /** What was written or said. */
  text: string | null;
  /** Seen by the site's own tracking, which knows the visitor and not who that is. */
  tracked: boolean;
}

/** Something for sale, by the name under which events speak of it. */
export interface SimulatedListing {
  externalId: string;
  project: string;
  type: string;
  priceMinPaise: number;
  priceMaxPaise: number;
  city: string;
  locality: string;
  status: "available" | "booked" | "sold";
}

export type Purpose = "enquiry_reply" | "scoring" | "web_tracking" | "whatsapp_marketing" | "calls";

export interface SimulatedConsent {
  purpose: Purpose;
  status: "given" | "withdrawn";
  channel: "form" | "banner" | "whatsapp" | "call" | "paper";
  locale: "en-IN" | "hi-IN" | "gu-IN";
  occurredAt: Date;
}

/** A machine on the site: pages without end, under an agent that mostly says so. */
export interface SimulatedCrawl {
  visitor: string;
  agent: string;
  events: SimulatedEvent[];
}

export interface SimulatedOutcome {
  step: Step;
  occurredAt: Date;
}

/** One enquiry of one person, as it stands at the `now` of the simulation. */
export interface SimulatedLead {
  /** Stable across runs: "SIM-000001" upwards. */
  externalId: string;
  kind: LeadKind;
  person: SimulatedPerson;
  source: string;
  city: string;
  locality: string;
  project: string | null;
  /** External id of the listing asked about. */
  listing: string | null;
  /** A UUID under which the site knew the person, before the enquiry and after; null where tracking never saw them. */
  visitor: string | null;
  propertyType: string;
  bedrooms: number | null;
  /** Monthly rent for tenants and landlords, price for buyers and sellers; INR paise. */
  budgetMinPaise: number | null;
  budgetMaxPaise: number | null;
  /** Key of a simulated broker; null while unassigned. */
  ownerKey: string | null;
  createdAt: Date;
  /** What the CRM was told; unknown is null. */
  attributes: Record<string, Value>;
  /** Ascending, up to `now`; those before `createdAt` are the visitor's. */
  events: SimulatedEvent[];
  /** Ascending. The ledger is the person's, who may have other leads. */
  consents: SimulatedConsent[];
  /** What an earlier score said when a broker got it: the probability of a visit within 30 days, whoever gets it. */
  promise: number;
  /** A prefix of the ladder, ascending. */
  outcomes: SimulatedOutcome[];
  /** Null while open or won. */
  lost: { reason: LostReason; occurredAt: Date } | null;
}
