import { type Enquiry, nextWaking } from "./enquiry.ts";
import type { EventType, Value } from "./lead.ts";
import { DAY, HOUR, MINUTE } from "./local-time.ts";
import { incomingText, outgoingText } from "./messages.ts";
import { Random, STREAMS, sigmoid } from "./random.ts";

/** The early life of a lead: behaviour in it is measured, outcomes beyond contact come after it. */
export const EARLY_LIFE = 3 * DAY;

/** An event in milliseconds; dates are made only for what leaves the package. */
export interface Happening {
  type: EventType;
  at: number;
  properties: Record<string, Value>;
}

const DOCUMENTS: readonly [string, ...string[]] = ["brochure", "price list", "floor plan"];
const PAGES: readonly [string, ...string[]] = [
  "/",
  "/projects",
  "/emi-calculator",
  "/localities",
  "/contact",
];

/** Everything that happens around one lead in its first 72 hours, ascending, however little of it is past by now. */
export function earlyLife(seed: number, enquiry: Enquiry): Happening[] {
  const random = new Random(seed, STREAMS.behaviour, enquiry.index);
  const own: Happening[] = [];
  const brokers: Happening[] = [];
  if (enquiry.tracked) browse(random, enquiry, own);
  const touch = firstTouch(random, enquiry);
  converse(random, enquiry, touch, own, brokers);
  call(random, enquiry, touch, own, brokers);

  // Interest cools: what the person would have done after that moment does not happen.
  const cooling = EARLY_LIFE * random.exponential(0.7 * Math.exp(0.45 * enquiry.intent));
  const end = enquiry.createdAt + EARLY_LIFE;
  const kept = own.filter((event) => event.at <= Math.min(enquiry.createdAt + cooling, end));
  const inWindow = brokers.filter((event) => event.at <= end);
  return [arrival(random, enquiry), ...[...kept, ...inWindow].sort((one, other) => one.at - other.at)];
}

function arrival(random: Random, enquiry: Enquiry): Happening {
  const at = enquiry.createdAt;
  switch (enquiry.source.arrival) {
    case "form":
      return { type: "form_submit", at, properties: { form: "enquiry", source: enquiry.source.name } };
    case "whatsapp":
      return { type: "whatsapp_in", at, properties: { text: incomingText(random, enquiry.intent) } };
    case "in person":
      return { type: "note", at, properties: { text: "Walked into the office" } };
    case "word of mouth":
      return { type: "note", at, properties: { text: "Referred by an earlier client" } };
  }
}

function browse(random: Random, enquiry: Enquiry, own: Happening[]): void {
  const { intent, createdAt, place } = enquiry;
  const favourite = listingOf(enquiry, 0);
  const sessions = random.count(Math.exp(0.15 + 0.4 * intent + 0.45 * random.normal()));
  for (let session = 0; session < Math.min(sessions, 8); session++) {
    const start = session === 0 ? random.exponential(40 * MINUTE) : random.between(0, EARLY_LIFE);
    let at = session === 0 ? createdAt + start : nextWaking(random, createdAt + start);
    if (random.chance(0.35)) {
      own.push({
        type: "search",
        at: whole(at),
        properties: { locality: place.locality, bedrooms: enquiry.unit.bedrooms },
      });
      at += random.between(5, 40) * 1000;
    }
    const pages = 1 + random.count(1.8);
    for (let page = 0; page < pages; page++) {
      const seconds = Math.max(3, Math.round(random.around(50 * Math.exp(0.2 * intent), 0.8)));
      if (random.chance(0.6)) {
        const again = random.chance(sigmoid(-0.3 + 0.6 * intent));
        const listing = again ? favourite : listingOf(enquiry, random.integer(1, 12));
        own.push({
          type: "listing_view",
          at: whole(at),
          properties: { listing, locality: place.locality, seconds },
        });
      } else {
        own.push({ type: "page_view", at: whole(at), properties: { page: random.pick(PAGES), seconds } });
      }
      at += (seconds + random.between(1, 5)) * 1000;
    }
    if (random.chance(sigmoid(-2 + 0.6 * intent))) {
      own.push({ type: "download", at: whole(at), properties: { document: random.pick(DOCUMENTS) } });
    }
  }
}

/** A listing's name: the asked one at 0, others of the locality after it. */
export function listingOf(enquiry: Enquiry, nth: number): string {
  const { projects, locality } = enquiry.place;
  if (nth === 0 && enquiry.project !== null) return enquiry.project;
  return nth < projects.length ? (projects[nth] ?? locality) : `${locality} resale ${nth}`;
}

function firstTouch(random: Random, enquiry: Enquiry): number {
  const delay = random.around(enquiry.owner.firstTouchMinutes, 0.9) * MINUTE;
  return nextWaking(random, enquiry.createdAt + Math.max(MINUTE, delay));
}

function converse(
  random: Random,
  enquiry: Enquiry,
  touch: number,
  own: Happening[],
  brokers: Happening[],
): void {
  if (enquiry.person.phone === null || !random.chance(0.8)) return;
  const { intent, reachability } = enquiry;
  let at = touch + random.between(0.5, 5) * MINUTE;
  brokers.push({ type: "whatsapp_out", at: whole(at), properties: { text: outgoingText(random) } });
  if (enquiry.wrongNumber || !random.chance(sigmoid(-0.75 + 0.6 * reachability + 0.55 * intent))) return;
  const replies = 1 + random.count(Math.exp(-0.1 + 0.35 * intent));
  for (let reply = 0; reply < Math.min(replies, 8); reply++) {
    at = nextWaking(
      random,
      at + Math.max(0.5, random.around(28 * Math.exp(-0.5 * reachability - 0.25 * intent), 1)) * MINUTE,
    );
    own.push({ type: "whatsapp_in", at: whole(at), properties: { text: incomingText(random, intent) } });
    if (random.chance(0.6)) {
      at = nextWaking(random, at + random.around(25, 1) * MINUTE);
      brokers.push({ type: "whatsapp_out", at: whole(at), properties: { text: outgoingText(random) } });
    }
  }
}

function call(random: Random, enquiry: Enquiry, touch: number, own: Happening[], brokers: Happening[]): void {
  if (enquiry.person.phone === null) return;
  const { intent, reachability } = enquiry;
  const attempts = random.chance(0.85) ? 1 + random.count(1.1) : 0;
  let at = touch;
  for (let attempt = 0; attempt < attempts; attempt++) {
    const answered =
      !enquiry.wrongNumber && random.chance(sigmoid(-0.75 + 0.6 * reachability + 0.25 * intent));
    brokers.push({ type: "call_out", at: whole(at), properties: callProperties(random, answered, intent) });
    at = nextWaking(random, at + random.exponential(answered ? 30 * HOUR : 14 * HOUR));
  }
  const inbound = random.count(0.1 * Math.exp(0.6 * intent));
  for (let ring = 0; ring < Math.min(inbound, 3); ring++) {
    const when = nextWaking(random, enquiry.createdAt + random.between(0, EARLY_LIFE));
    own.push({ type: "call_in", at: whole(when), properties: callProperties(random, true, intent) });
  }
}

export function callProperties(random: Random, answered: boolean, intent: number): Record<string, Value> {
  return { answered, seconds: answered ? Math.round(random.around(95 * Math.exp(0.2 * intent), 0.7)) : 0 };
}

/** Timelines are kept in whole seconds. */
export function whole(at: number): number {
  return Math.ceil(at / 1000) * 1000;
}
