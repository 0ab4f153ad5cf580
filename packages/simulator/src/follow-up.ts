import { callProperties, EARLY_LIFE } from "./behaviour.ts";
import { favouriteOf, otherListing } from "./browsing.ts";
import type { Enquiry } from "./enquiry.ts";
import type { Happening } from "./happening.ts";
import { DAY, HOUR, MINUTE, whenOpen, wholeSecond } from "./local-time.ts";
import { incomingText, outgoingText } from "./messages.ts";
import type { Course } from "./outcome.ts";
import { Random, STREAMS } from "./random.ts";

/** What happens after the first 72 hours, until the lead is won or lost: visits, chasing, second looks. Ascending. */
export function followUp(seed: number, enquiry: Enquiry, course: Course): Happening[] {
  const random = new Random(seed, STREAMS.followUp, enquiry.index);
  const events: Happening[] = [];
  milestones(random, enquiry, course, events);

  const start = enquiry.createdAt + EARLY_LIFE;
  const end = endOf(enquiry, course);
  const reached = course.steps.length;
  const meetings = random.count(0.8 + 0.9 * Math.min(reached, 4));
  for (let meeting = 0; meeting < meetings; meeting++) {
    // Squared, so that most of it is early and a stalled lead falls silent.
    const at = wholeSecond(whenOpen(random, start + HOUR + (end - start) * random.next() ** 2));
    if (reached === 0) {
      events.push({ type: "call_out", at, properties: callProperties(random, false, enquiry.intent) });
    } else {
      encounter(random, enquiry, at, events);
    }
  }
  return events
    .filter((event) => event.at > start && event.at <= end)
    .sort((one, other) => one.at - other.at);
}

/** When the lead is won or lost; nothing is done about it any more. */
export function endOf(enquiry: Enquiry, course: Course): number {
  return course.lost?.at ?? course.steps.at(-1)?.at ?? enquiry.createdAt + EARLY_LIFE;
}

function encounter(random: Random, enquiry: Enquiry, at: number, events: Happening[]): void {
  const kind = random.weighted([
    ["message", 5],
    ["call", 3],
    ["look", enquiry.tracked ? 4 : 0],
  ]);
  if (kind === "look") {
    const seconds = Math.max(3, Math.round(random.around(60, 0.8)));
    const listing = random.chance(0.6) ? favouriteOf(enquiry) : otherListing(random, enquiry);
    events.push({
      type: "listing_view",
      at,
      properties: { listing, locality: enquiry.place.locality, seconds },
    });
  } else if (kind === "call") {
    events.push({
      type: "call_out",
      at,
      properties: callProperties(random, random.chance(0.55), enquiry.intent),
    });
  } else {
    events.push({ type: "whatsapp_out", at, properties: {}, text: outgoingText(random) });
    if (random.chance(0.5)) {
      const reply = wholeSecond(at + Math.max(1, random.around(40, 1)) * MINUTE);
      events.push({
        type: "whatsapp_in",
        at: reply,
        properties: {},
        text: incomingText(random, enquiry.intent),
      });
    }
  }
}

/** Steps leave their own marks in the timeline at the same moment. */
function milestones(random: Random, enquiry: Enquiry, course: Course, events: Happening[]): void {
  const place = enquiry.project ?? enquiry.place.locality;
  for (const { step, at } of course.steps) {
    if (step === "contacted" && course.lateContact) {
      events.push({ type: "call_out", at, properties: callProperties(random, true, enquiry.intent) });
    }
    if (step === "visit_booked") events.push({ type: "site_visit_booked", at, properties: { place } });
    if (step === "visit_done") events.push({ type: "site_visit_done", at, properties: { place } });
    if (step === "token_paid") events.push({ type: "note", at, properties: {}, text: "Token received" });
  }
  const last = course.steps.at(-1);
  if (last?.step === "visit_booked") {
    const missed = wholeSecond(whenOpen(random, last.at + random.between(1, 4) * DAY));
    if (random.chance(0.7)) events.push({ type: "site_visit_missed", at: missed, properties: { place } });
  }
}
