import { EARLY_LIFE, type Happening } from "./behaviour.ts";
import type { Enquiry } from "./enquiry.ts";
import type { Value } from "./lead.ts";
import { DAY, MINUTE } from "./local-time.ts";

/** Counts over a timeline up to a moment. */
export interface Measured {
  seconds: number;
  pages: number;
  listingViews: number;
  repeatViews: number;
  searches: number;
  downloads: number;
  messagesIn: number;
  messagesOut: number;
  callsIn: number;
  callsTried: number;
  callsAnswered: number;
  firstTouchMinutes: number | null;
  /** From the broker's first message to the person's next. */
  firstReplyMinutes: number | null;
  silentDays: number;
}

export function measure(enquiry: Enquiry, timeline: readonly Happening[], asOf: number): Measured {
  const m: Measured = {
    seconds: 0,
    pages: 0,
    listingViews: 0,
    repeatViews: 0,
    searches: 0,
    downloads: 0,
    messagesIn: 0,
    messagesOut: 0,
    callsIn: 0,
    callsTried: 0,
    callsAnswered: 0,
    firstTouchMinutes: null,
    firstReplyMinutes: null,
    silentDays: 0,
  };
  const seen = new Set<Value>();
  let firstOut: number | null = null;
  let lastSign = enquiry.createdAt;
  for (const { type, at, properties } of timeline) {
    if (at > asOf) break;
    if (type === "page_view" || type === "listing_view") {
      m.pages++;
      m.seconds += typeof properties.seconds === "number" ? properties.seconds : 0;
    }
    if (type === "listing_view") {
      m.listingViews++;
      const listing = properties.listing ?? null;
      if (seen.has(listing)) m.repeatViews++;
      seen.add(listing);
    }
    if (type === "search") m.searches++;
    if (type === "download") m.downloads++;
    if (type === "whatsapp_in") {
      m.messagesIn++;
      if (firstOut !== null) m.firstReplyMinutes ??= (at - firstOut) / MINUTE;
    }
    if (type === "whatsapp_out") {
      m.messagesOut++;
      firstOut ??= at;
    }
    if (type === "call_in") m.callsIn++;
    if (type === "call_out") {
      m.callsTried++;
      if (properties.answered === true) m.callsAnswered++;
    }
    if (type === "whatsapp_out" || type === "call_out")
      m.firstTouchMinutes ??= (at - enquiry.createdAt) / MINUTE;
    if (isSignOfLife(type, properties)) lastSign = at;
  }
  m.silentDays = (asOf - lastSign) / DAY;
  return m;
}

function isSignOfLife(type: Happening["type"], properties: Record<string, Value>): boolean {
  if (type === "call_out") return properties.answered === true;
  return type !== "whatsapp_out" && type !== "note";
}

/**
 * What a CRM export would hold of this lead, as of 72 hours after the enquiry, or as of `now` when it is younger.
 * Nothing later enters, so no attribute can betray a step beyond the first contact. Counts agree with the lead's
 * events in that window. Null is unknown: browsing without tracking, calls never placed, questions never asked.
 */
export function snapshot(
  enquiry: Enquiry,
  timeline: readonly Happening[],
  now: number,
): Record<string, Value> {
  const asOf = Math.min(now, enquiry.createdAt + EARLY_LIFE);
  const m = measure(enquiry, timeline, asOf);
  const { circumstances: truth, told, budget, price } = enquiry;
  const web = (value: number): number | null => (enquiry.tracked ? value : null);
  const rent = enquiry.kind === "tenant" || enquiry.kind === "landlord";
  const calls = m.callsTried + m.callsIn > 0;
  const messages = m.messagesIn + m.messagesOut > 0;
  return {
    site_minutes: web(oneDecimal(m.seconds / 60)),
    pages_viewed: web(m.pages),
    listing_views_7d: web(m.listingViews),
    repeat_listing_views: web(m.repeatViews),
    searches: web(m.searches),
    brochure_downloads: web(m.downloads),
    whatsapp_replies: messages ? m.messagesIn : null,
    first_reply_minutes: m.firstReplyMinutes === null ? null : oneDecimal(m.firstReplyMinutes),
    calls_tried: calls ? m.callsTried : null,
    calls_answered: calls ? m.callsAnswered : null,
    inbound_calls: calls ? m.callsIn : null,
    broker_first_touch_minutes: m.firstTouchMinutes === null ? null : oneDecimal(m.firstTouchMinutes),
    days_since_last_activity:
      enquiry.bare && m.callsIn + m.callsAnswered + m.messagesIn === 0 ? null : oneDecimal(m.silentDays),
    asked_price_lakh: enquiry.project === null || rent ? null : Math.round(price / 1000) / 100,
    budget_gap_percent:
      budget === null || enquiry.project === null ? null : Math.round((100 * (budget.max - price)) / price),
    loan_status: told.loan ? truth.loan : null,
    move_in: told.moveIn ? truth.moveIn : null,
    purpose: told.purpose ? truth.purpose : null,
    employer_type: told.employer ? truth.employer : null,
    preferred_language: told.language ? enquiry.language : null,
    nri: told.nri ? truth.nri : null,
    first_home: told.firstHome ? truth.firstHome : null,
    commute_km: told.commuteKm ? truth.commuteKm : null,
    has_email: enquiry.person.email !== null,
  };
}

function oneDecimal(value: number): number {
  return Math.round(value * 10) / 10;
}
