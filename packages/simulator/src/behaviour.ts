import { browseSession } from "./browsing.ts";
import type { Enquiry } from "./enquiry.ts";
import type { Happening } from "./happening.ts";
import type { Value } from "./lead.ts";
import { DAY, HOUR, MINUTE, whenAwake, whenOpen, wholeSecond } from "./local-time.ts";
import { greeting, incomingText, outgoingText } from "./messages.ts";
import { Random, STREAMS, sigmoid } from "./random.ts";

/** The early life of a lead: behaviour in it is measured, outcomes beyond contact come after it. */
export const EARLY_LIFE = 3 * DAY;

/** Everything that happens around one lead in its first 72 hours, ascending, however little of it is past by now. */
export function earlyLife(seed: number, enquiry: Enquiry): Happening[] {
  const random = new Random(seed, STREAMS.behaviour, enquiry.index);
  const end = enquiry.createdAt + EARLY_LIFE;
  // Interest cools: from that moment on the person does nothing by themselves.
  const cooling = random.exponential(0.7 * Math.exp(0.45 * enquiry.intent)) * EARLY_LIFE;
  const interest = Math.min(enquiry.createdAt + cooling, end);
  const touch = firstTouch(random, enquiry);
  const events: Happening[] = [];
  if (enquiry.tracked) browse(random, enquiry, interest, events);
  converse(random, enquiry, touch, interest, events);
  callOut(random, enquiry, touch, events);
  callIn(random, enquiry, interest, events);
  const seen = events.filter((event) => event.at <= end).sort((one, other) => one.at - other.at);
  return [arrival(random, enquiry), ...seen];
}

function arrival(random: Random, enquiry: Enquiry): Happening {
  const at = enquiry.createdAt;
  switch (enquiry.source.arrival) {
    case "form":
      return { type: "form_submit", at, properties: { form: "enquiry", source: enquiry.source.name } };
    case "whatsapp":
      return { type: "whatsapp_in", at, properties: {}, text: incomingText(random, enquiry.intent) };
    case "in person":
      return { type: "note", at, properties: {}, text: "Walked into the office" };
    case "word of mouth":
      return { type: "note", at, properties: {}, text: "Referred by an earlier client" };
  }
}

function browse(random: Random, enquiry: Enquiry, interest: number, events: Happening[]): void {
  const { intent, createdAt } = enquiry;
  const sessions = random.count(Math.exp(0.15 + 0.4 * intent + 0.45 * random.normal()));
  for (let session = 0; session < Math.min(sessions, 8); session++) {
    const start = session === 0 ? random.exponential(40 * MINUTE) : random.between(0, EARLY_LIFE);
    const at = session === 0 ? createdAt + start : whenAwake(random, createdAt + start);
    if (at > interest) continue;
    browseSession(random, enquiry, at, 1 + random.count(1.8), events);
  }
}

function firstTouch(random: Random, enquiry: Enquiry): number {
  const delay = random.around(enquiry.owner.firstTouchMinutes, 0.9) * MINUTE;
  return whenOpen(random, enquiry.createdAt + Math.max(MINUTE, delay));
}

function converse(
  random: Random,
  enquiry: Enquiry,
  touch: number,
  interest: number,
  events: Happening[],
): void {
  if (enquiry.person.phone === null || !random.chance(0.8)) return;
  const { intent, reachability } = enquiry;
  let at = touch + random.between(0.5, 5) * MINUTE;
  events.push({ type: "whatsapp_out", at: wholeSecond(at), properties: {}, text: greeting(random) });
  if (enquiry.wrongNumber || !random.chance(sigmoid(-0.6 + 0.6 * reachability + 0.55 * intent))) return;
  const replies = 1 + random.count(Math.exp(-0.1 + 0.35 * intent));
  const median = 28 * Math.exp(-0.5 * reachability - 0.25 * intent);
  for (let reply = 0; reply < Math.min(replies, 8); reply++) {
    at = whenAwake(random, at + Math.max(0.5, random.around(median, 1)) * MINUTE);
    if (at > interest) return;
    events.push({
      type: "whatsapp_in",
      at: wholeSecond(at),
      properties: {},
      text: incomingText(random, intent),
    });
    if (random.chance(0.6)) {
      at = whenAwake(random, at + random.around(25, 1) * MINUTE);
      events.push({ type: "whatsapp_out", at: wholeSecond(at), properties: {}, text: outgoingText(random) });
    }
  }
}

function callOut(random: Random, enquiry: Enquiry, touch: number, events: Happening[]): void {
  if (enquiry.person.phone === null || random.chance(0.15)) return;
  const { intent, reachability, wrongNumber } = enquiry;
  const attempts = 1 + random.count(1.1);
  let at = touch;
  for (let attempt = 0; attempt < attempts; attempt++) {
    const answered = !wrongNumber && random.chance(sigmoid(-0.9 + 0.6 * reachability + 0.25 * intent));
    events.push({
      type: "call_out",
      at: wholeSecond(at),
      properties: callProperties(random, answered, intent),
    });
    at = whenOpen(random, at + random.exponential(answered ? 30 * HOUR : 14 * HOUR));
  }
}

function callIn(random: Random, enquiry: Enquiry, interest: number, events: Happening[]): void {
  if (enquiry.person.phone === null) return;
  const rings = Math.min(3, random.count(0.1 * Math.exp(0.6 * enquiry.intent)));
  for (let ring = 0; ring < rings; ring++) {
    const at = wholeSecond(whenAwake(random, enquiry.createdAt + random.between(0, EARLY_LIFE)));
    if (at > interest) continue;
    events.push({ type: "call_in", at, properties: callProperties(random, true, enquiry.intent) });
  }
}

export function callProperties(random: Random, answered: boolean, intent: number): Record<string, Value> {
  return { answered, seconds: answered ? Math.round(random.around(95 * Math.exp(0.2 * intent), 0.7)) : 0 };
}
