export type Value = string | number | boolean | null;

export type LeadKind = "buyer" | "tenant" | "seller" | "landlord";

export type EventType =
  | "page_view"
  | "listing_view"
  | "search"
  | "form_submit"
  | "download"
  | "whatsapp_in"
  | "whatsapp_out"
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
  type: EventType;
  occurredAt: Date;
  properties: Record<string, Value>;
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
  propertyType: string;
  bedrooms: number | null;
  /** Monthly rent for tenants and landlords, price for buyers and sellers; INR paise. */
  budgetMinPaise: number | null;
  budgetMaxPaise: number | null;
  /** Key of a simulated broker; null while unassigned. */
  ownerKey: string | null;
  createdAt: Date;
  /** As of 72 hours after `createdAt`, or of `now` when younger; see `snapshot`. Unknown is null. */
  attributes: Record<string, Value>;
  /** Ascending, each within [createdAt, now]. */
  events: SimulatedEvent[];
  /** A prefix of the ladder, ascending. */
  outcomes: SimulatedOutcome[];
  /** Null while open or won. */
  lost: { reason: LostReason; occurredAt: Date } | null;
}
