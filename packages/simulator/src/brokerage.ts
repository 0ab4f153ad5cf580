import { earlyLife } from "./behaviour.ts";
import { type Consent, consentsAt, stopped } from "./consents.ts";
import { crawlAt } from "./crawls.ts";
import { type Enquiry, enquiryAt, type World } from "./enquiry.ts";
import { endOf, followUp } from "./follow-up.ts";
import type { Happening } from "./happening.ts";
import type { EventType, SimulatedCrawl, SimulatedEvent, SimulatedLead, SimulatedListing } from "./lead.ts";
import { Stock, toSimulated } from "./listings.ts";
import { mails } from "./mail.ts";
import { nurture } from "./nurture.ts";
import { courseOf } from "./outcome.ts";
import { promiseOf } from "./promise.ts";
import { Random, STREAMS } from "./random.ts";
import { readReceipts } from "./receipts.ts";
import { answersOf, snapshot } from "./snapshot.ts";
import { type SimulatedBroker, TEAM } from "./team.ts";
import { keepTruth } from "./truth.ts";
import { anonymousVisits, returnVisits } from "./visits.ts";

export interface BrokerageOptions {
  /** A whole number; the same options give the same brokerage. */
  seed: number;
  /** Nothing happens after this moment. */
  now: Date;
  /** How many enquiries. The first n are the same for every larger number. */
  leads: number;
  /** Length of the window before `now` in which enquiries arrive; 18 months when absent. */
  days?: number;
  /** About how many on average, 20 to 100; 40 when absent. People browse and are written to more, and buy no more. */
  eventsPerLead?: number;
}

export interface SimulatedBrokerage {
  name: string;
  city: string;
  brokers: SimulatedBroker[];
  listings: SimulatedListing[];
  /** Made on demand, one at a time, in no order of time; may be iterated again. */
  leads: Iterable<SimulatedLead>;
  /** One of them, by its place. */
  lead(index: number): SimulatedLead;
  /** Machines on the site; about one for ten leads. */
  crawls: Iterable<SimulatedCrawl>;
}

const EVENTS_PER_LEAD = 40;
const LEADS_PER_CRAWL = 10;

/**
 * A demo brokerage in Ahmedabad: invented people, their enquiries, what they did and what came of it.
 * Half-way through the window the world changes: other sources, and a loan that is approved says less.
 * @throws {RangeError} when an option is not a usable number or date
 */
export function simulateBrokerage(options: BrokerageOptions): SimulatedBrokerage {
  const { seed, leads, days = 540, eventsPerLead = EVENTS_PER_LEAD } = options;
  const now = options.now.getTime();
  if (!Number.isSafeInteger(seed)) throw new RangeError("seed must be a whole number");
  if (!Number.isFinite(now)) throw new RangeError("now must be a valid date");
  if (!Number.isSafeInteger(leads) || leads < 0)
    throw new RangeError("leads must be a whole number of at least 0");
  if (!(days > 0 && Number.isFinite(days))) throw new RangeError("days must be above 0");
  if (!(eventsPerLead >= 20 && eventsPerLead <= 100))
    throw new RangeError("eventsPerLead must be from 20 to 100");
  const world: World = { seed, now, days, stock: new Stock(seed) };
  const scale = scaleFor(eventsPerLead);
  const lead = (index: number): SimulatedLead => leadAt(world, index, scale);
  return {
    name: "Sabarmati Homes",
    city: "Ahmedabad",
    brokers: TEAM.map((broker) => ({ ...broker })),
    listings: world.stock.all.map(toSimulated),
    lead,
    leads: {
      *[Symbol.iterator]() {
        for (let index = 0; index < leads; index++) yield lead(index);
      },
    },
    crawls: {
      *[Symbol.iterator]() {
        for (let index = 0; index < Math.ceil(leads / LEADS_PER_CRAWL); index++) yield crawlOf(world, index);
      },
    },
  };
}

/** Some sixteen events a lead are there at any scale; the rest follows it. */
function scaleFor(eventsPerLead: number): number {
  return (eventsPerLead - 16) / (EVENTS_PER_LEAD - 16);
}

function leadAt(world: World, index: number, scale: number): SimulatedLead {
  const { seed, now } = world;
  const enquiry = enquiryAt(world, index);
  const early = earlyLife(seed, enquiry);
  const course = courseOf(seed, enquiry, early);
  const end = endOf(enquiry, course);
  const spoken = [...early, ...followUp(seed, enquiry, course), ...nurture(seed, enquiry, end, scale)];
  const timeline = [
    ...anonymousVisits(seed, enquiry, scale),
    ...spoken,
    ...returnVisits(seed, enquiry, end, scale),
    ...mails(seed, enquiry, end, scale),
    ...readReceipts(seed, enquiry, spoken),
  ].sort((one, other) => one.at - other.at);
  const consents = consentsAt(seed, enquiry, timeline[0]?.at ?? enquiry.createdAt);
  const externalId = `SIM-${String(index + 1).padStart(6, "0")}`;
  // Numbered before any is left out, so that an event keeps its name however late the simulation ends.
  const named = timeline.map((event, place) => ({ event, id: `${externalId}-${place + 1}` }));
  const seen = named.filter(({ event }) => event.at <= now && !stopped(consents, event.type, event.at));
  const lost = course.lost !== null && course.lost.at <= now ? course.lost : null;
  const lead: SimulatedLead = {
    externalId,
    ...profileOf(enquiry),
    visitor: enquiry.tracked ? new Random(seed, STREAMS.visits, -index - 1).uuid() : null,
    createdAt: new Date(enquiry.createdAt),
    attributes: snapshot(enquiry),
    events: seen.map(({ event, id }) => toEvent(event, id)),
    consents: consents.filter(({ at }) => at <= now).map(toConsent),
    promise: promiseOf(seed, index, course),
    outcomes: course.steps
      .filter(({ at }) => at <= now)
      .map(({ step, at }) => ({ step, occurredAt: new Date(at) })),
    lost: lost && { reason: lost.reason, occurredAt: new Date(lost.at) },
  };
  const { intent, reachability } = enquiry;
  const robotic = new Set(seen.flatMap(({ event, id }) => (event.robotic ? [id] : [])));
  keepTruth(lead, { intent, reachability, logit: course.logit, answers: answersOf(enquiry), robotic });
  return lead;
}

function crawlOf({ seed, now, days, stock }: World, index: number): SimulatedCrawl {
  const { visitor, agent, events } = crawlAt(seed, index, now, days, stock.all);
  return {
    visitor,
    agent,
    events: events.map((event, place) => toEvent(event, `BOT-${index + 1}-${place + 1}`)),
  };
}

type Profile = Pick<
  SimulatedLead,
  | "kind"
  | "person"
  | "source"
  | "city"
  | "locality"
  | "project"
  | "listing"
  | "propertyType"
  | "bedrooms"
  | "budgetMinPaise"
  | "budgetMaxPaise"
  | "ownerKey"
>;

function profileOf(enquiry: Enquiry): Profile {
  return {
    kind: enquiry.kind,
    person: enquiry.person,
    source: enquiry.source.name,
    city: enquiry.place.city,
    locality: enquiry.place.locality,
    project: enquiry.project,
    listing: enquiry.listing?.externalId ?? null,
    propertyType: enquiry.unit.propertyType,
    bedrooms: enquiry.unit.bedrooms,
    budgetMinPaise: toPaise(enquiry.budget?.min ?? null),
    budgetMaxPaise: toPaise(enquiry.budget?.max ?? null),
    ownerKey: enquiry.owner.key === "" ? null : enquiry.owner.key,
  };
}

function toPaise(rupees: number | null): number | null {
  return rupees === null ? null : rupees * 100;
}

const TRACKED: ReadonlySet<EventType> = new Set(["page_view", "listing_view", "search", "download"]);

function toEvent({ type, at, properties, text }: Happening, id: string): SimulatedEvent {
  return { id, type, occurredAt: new Date(at), properties, text: text ?? null, tracked: TRACKED.has(type) };
}

function toConsent({ at, ...consent }: Consent): SimulatedLead["consents"][number] {
  return { ...consent, occurredAt: new Date(at) };
}
