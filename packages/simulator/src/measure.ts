import type { Enquiry } from "./enquiry.ts";
import type { Happening } from "./happening.ts";
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

/** Ours, or less than a word. */
const SILENT: ReadonlySet<Happening["type"]> = new Set([
  "whatsapp_out",
  "whatsapp_read",
  "note",
  "email_sent",
  "email_open",
  "email_bounce",
]);

function isSignOfLife(type: Happening["type"], properties: Record<string, Value>): boolean {
  if (type === "call_out") return properties.answered === true;
  return !SILENT.has(type);
}
