import type { Purpose } from "./purpose.ts";

/** States hold an event's type as its place here: new ones go to the end. */
export const eventTypes = [
  "page_view",
  "listing_view",
  "search",
  "form_submit",
  "download",
  "email_sent",
  "email_open",
  "email_click",
  "email_reply",
  "email_bounce",
  "whatsapp_in",
  "whatsapp_out",
  "whatsapp_read",
  "call_in",
  "call_out",
  "site_visit_booked",
  "site_visit_done",
  "site_visit_missed",
  "chat",
  "note",
  "stage_change",
  "social_engagement",
  "enrichment",
] as const;
export type EventType = (typeof eventTypes)[number];

export type Lane = "web" | "email" | "whatsapp" | "call" | "visit" | "other";

export interface EventKind {
  lane: Lane;
  /** Who acted. */
  by: "person" | "us" | "system";
  /** Must be in force besides "scoring" for the event to count. */
  purpose: Purpose | null;
  /** Points for engagement. */
  weight: number;
}

const web = { lane: "web", by: "person", purpose: "web_tracking" } as const;
const ours = { by: "us", purpose: null, weight: 0 } as const;
const theirs = { by: "person", purpose: null } as const;

export const eventKinds: Readonly<Record<EventType, EventKind>> = {
  page_view: { ...web, weight: 0.5 },
  listing_view: { ...web, weight: 1 },
  search: { ...web, weight: 0.7 },
  form_submit: { ...web, weight: 5 },
  download: { ...web, weight: 3 },
  email_sent: { ...ours, lane: "email" },
  email_open: { ...theirs, lane: "email", weight: 0.3 },
  email_click: { ...theirs, lane: "email", weight: 2 },
  email_reply: { ...theirs, lane: "email", weight: 4 },
  email_bounce: { lane: "email", by: "system", purpose: null, weight: 0 },
  whatsapp_in: { ...theirs, lane: "whatsapp", weight: 3 },
  whatsapp_out: { ...ours, lane: "whatsapp" },
  whatsapp_read: { ...theirs, lane: "whatsapp", weight: 0.3 },
  call_in: { lane: "call", by: "person", purpose: "calls", weight: 5 },
  // Ours; when it is answered, what the person gave to it counts (see engagement.ts).
  call_out: { lane: "call", by: "us", purpose: "calls", weight: 0 },
  site_visit_booked: { ...theirs, lane: "visit", weight: 8 },
  site_visit_done: { ...theirs, lane: "visit", weight: 12 },
  site_visit_missed: { lane: "visit", by: "system", purpose: null, weight: -4 },
  chat: { ...theirs, lane: "other", weight: 2 },
  note: { ...ours, lane: "other" },
  stage_change: { ...ours, lane: "other" },
  social_engagement: { ...theirs, lane: "other", weight: 1 },
  enrichment: { lane: "other", by: "system", purpose: "enrichment", weight: 0 },
};

/** An event as far as features see it. Times in ms since 1970. */
export interface FeatureEvent {
  at: number;
  /** Orders events of one millisecond the same everywhere: `tieOf` its id. */
  tie: number;
  type: EventType;
  /** `keyOf` the listing's external id or the page; 0: none. */
  key: number;
  /** On a page or a call; 0: not said. */
  seconds: number;
  /** Of a call; true for all others. */
  answered: boolean;
}

/** The last 48 bits of a UUID (the random end of a version 7). @throws RangeError when it is none. */
export function tieOf(eventId: string): number {
  const end = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-([0-9a-f]{12})$/i.exec(eventId)?.[1];
  if (end === undefined) throw new RangeError(`${JSON.stringify(eventId.slice(0, 60))} is not a UUID.`);
  return Number.parseInt(end, 16);
}

/** FNV-1a of the text's UTF-16 units in 32 bits; never 0 but for the empty text. */
export function keyOf(text: string): number {
  if (text === "") return 0;
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  return hash >>> 0 || 1;
}

/** By time, then by tie. */
export function compareEvents(a: FeatureEvent, b: FeatureEvent): number {
  return a.at - b.at || a.tie - b.tie;
}
