import type { ActivityType } from "./mapping.ts";

/** Words in lower case, parted by single spaces. */
export function tidyWords(value: string): string {
  return value
    .toLowerCase()
    .replace(/[^\p{L}\p{M}\p{N}]+/gu, " ")
    .trim();
}

const inbound =
  /\b(in|inbound|incoming|inward|received|from (customer|client|lead)|missed call|replied|reply|response)\b/;
const outbound = /\b(out|outbound|outgoing|outward|sent|made|dialled|dialed|to (customer|client|lead))\b/;
const missed =
  /\b(missed|no show|noshow|not (done|visited|turned up|attended|conducted|happened)|did not (come|visit|turn up)|didn t (come|visit|turn up)|cancell?ed|absent)\b/;
const booked =
  /\b(booked|booking|scheduled?|rescheduled|fixed|planned|confirmed|arranged|upcoming|pending|to be done)\b/;
const done = /\b(done|completed?|conducted|visited|happened|attended|held|over|finished|showed up)\b/;
const unanswered =
  /\b(missed|unanswered|not (answered|picked|reachable|connected|received)|no (answer|response|reply)|did not (pick|answer)|didn t (pick|answer)|rnr|ringing|busy|switched off|unreachable|failed|voicemail|out of (service|coverage)|disconnected|abandoned)\b/;
const answered = /\b(answered|connected|picked|completed?|spoke|talked|successful|success|received|done)\b/;

type Reading = readonly [RegExp, ActivityType | ((text: string) => ActivityType)];

/** As CRMs, diallers and portals call what happened; the first that fits. */
const readings: readonly Reading[] = [
  [/\bstage\b|\bstatus (change|changed|update|updated)\b|\bmoved to\b/, "stage_change"],
  [/\bwhats ?app\b|\bwa\b/, whatsapp],
  [/\be ?mails?\b|\bmail(er|s)?\b|\bnewsletter\b/, email],
  [
    /\b(form|enquiry|enquired|inquiry|inquired|registered|registration|lead captured|callback request(ed)?)\b/,
    "form_submit",
  ],
  [/\b(download(s|ed)?|brochure|floor plan|price list|pdf)\b/, "download"],
  [
    /\b(listing|property|project|unit|flat|apartment|villa|plot)s? (page )?(view(s|ed)?|opened|clicked)\b|\b(viewed|opened) (the |a )?(listing|property|project|unit|flat)\b/,
    "listing_view",
  ],
  [/\b(web ?sites?|web|pages?|page ?views?|browsed|landing)\b/, "page_view"],
  [/\bsearch(es|ed)?\b/, "search"],
  [
    /\b(site|home|property|project|field)? ?(visits?|visited|tour|viewing|showing)\b|\bsv\b|\bno ?show\b|\bmeetings?\b/,
    visit,
  ],
  [/\b(calls?|called|calling|phone|telephone|dialled|dialed|dialer|ivr|rang)\b/, call],
  [/\b(chats?|chatbot|messages?|messenger|live chat)\b/, "chat"],
  [
    /\b(facebook|instagram|linkedin|twitter|youtube|social|liked|followed|comment(ed)? on)\b/,
    "social_engagement",
  ],
  [/\b(notes?|remarks?|comments?|follow ?ups?|tasks?|reminder|todo)\b/, "note"],
];

/** The type that a value of a type column means, or null. */
export function proposeType(value: string, types: readonly ActivityType[]): ActivityType | null {
  const text = tidyWords(value);
  const same = types.find((type) => text === type.replaceAll("_", " "));
  if (same) return same;
  for (const [words, type] of readings) {
    if (words.test(text)) return typeof type === "string" ? type : type(text);
  }
  return null;
}

function whatsapp(text: string): ActivityType {
  if (/\b(read|seen|opened)\b/.test(text)) return "whatsapp_read";
  return inbound.test(text) ? "whatsapp_in" : "whatsapp_out";
}

function email(text: string): ActivityType {
  if (/\b(bounce[ds]?|undelivered|delivery failed)\b/.test(text)) return "email_bounce";
  if (/\b(click(s|ed)?)\b/.test(text)) return "email_click";
  if (/\b(open(s|ed)?|read|viewed)\b/.test(text)) return "email_open";
  return inbound.test(text) ? "email_reply" : "email_sent";
}

function visit(text: string): ActivityType {
  if (missed.test(text)) return "site_visit_missed";
  return booked.test(text) && !done.test(text) ? "site_visit_booked" : "site_visit_done";
}

function call(text: string): ActivityType {
  return inbound.test(text) && !/\b(not|no) (received|response|reply)\b/.test(text) ? "call_in" : "call_out";
}

/** What the columns beside it make of a type: who began it, and how it ended. */
export function refineType(
  type: ActivityType,
  direction: string | null,
  status: string | null,
): ActivityType {
  return byStatus(byDirection(type, direction), status);
}

function byDirection(type: ActivityType, direction: string | null): ActivityType {
  if (direction === null) return type;
  const text = tidyWords(direction);
  const way = inbound.test(text) || /\bmissed\b/.test(text) ? "in" : outbound.test(text) ? "out" : null;
  if (way === null) return type;
  if (type === "call_in" || type === "call_out") return `call_${way}`;
  if (type === "whatsapp_in" || type === "whatsapp_out") return `whatsapp_${way}`;
  if (type === "email_sent" || type === "email_reply") return way === "in" ? "email_reply" : "email_sent";
  return type;
}

function byStatus(type: ActivityType, status: string | null): ActivityType {
  if (status === null) return type;
  const text = tidyWords(status);
  if (type === "email_sent") return /\bbounced?\b/.test(text) ? "email_bounce" : type;
  if (type !== "site_visit_booked" && type !== "site_visit_done" && type !== "site_visit_missed") return type;
  if (missed.test(text)) return "site_visit_missed";
  if (done.test(text)) return "site_visit_done";
  return booked.test(text) ? "site_visit_booked" : type;
}

/** Whether a call was answered, by the words of its columns, the more telling first; null: they do not say. */
export function wasAnswered(texts: readonly (string | null)[]): boolean | null {
  for (const text of texts) {
    if (text === null) continue;
    const words = tidyWords(text);
    if (unanswered.test(words)) return false;
    if (answered.test(words)) return true;
  }
  return null;
}
