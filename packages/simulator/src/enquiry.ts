import type { LeadKind, SimulatedPerson } from "./lead.ts";
import type { Listing, Stock } from "./listings.ts";
import { DAY, HOUR, localHour, wholeSecond } from "./local-time.ts";
import { anonymous, personAt } from "./people.ts";
import { bungalow, flat, OFFICE, PLACES, PLOT, type Place, SHOP, type Unit } from "./places.ts";
import { Random, STREAMS, type Weighted } from "./random.ts";
import { HIGHEST_DEMAND, seasonAt } from "./season.ts";
import { type BrokerHabits, HABITS, NOBODY } from "./team.ts";
import { personWithdraws } from "./withdrawal.ts";

export interface Source {
  name: string;
  /** Added to the logit of the truth. */
  quality: number;
  /** How the first contact arrives. */
  arrival: "form" | "whatsapp" | "in person" | "word of mouth";
  /** Chance that the person's browsing is seen by our tracking. */
  tracked: number;
}

type Mix = readonly [Weighted<Source>, ...Weighted<Source>[]];

/** Weights before the drift and after it: the agency moves its money from the portals to social media. */
const SOURCES: readonly [[Source, number, number], ...[Source, number, number][]] = [
  [{ name: "99acres", quality: -0.2, arrival: "form", tracked: 0.5 }, 26, 20],
  [{ name: "MagicBricks", quality: -0.25, arrival: "form", tracked: 0.5 }, 22, 13],
  [{ name: "Housing.com", quality: -0.15, arrival: "form", tracked: 0.5 }, 15, 12],
  [{ name: "Facebook", quality: -0.8, arrival: "form", tracked: 0.55 }, 8, 20],
  [{ name: "Website", quality: 0.35, arrival: "form", tracked: 0.95 }, 10, 13],
  [{ name: "Google Ads", quality: 0.05, arrival: "form", tracked: 0.9 }, 6, 8],
  [{ name: "WhatsApp", quality: 0.4, arrival: "whatsapp", tracked: 0.4 }, 4, 7],
  [{ name: "Referral", quality: 1, arrival: "word of mouth", tracked: 0.3 }, 5, 4],
  [{ name: "Walk-in", quality: 0.8, arrival: "in person", tracked: 0.15 }, 4, 3],
];
const [first, ...others] = SOURCES;
const MIXES: Record<"before" | "after", Mix> = {
  before: [[first[0], first[1]], ...others.map(([source, before]) => [source, before] as const)],
  after: [[first[0], first[2]], ...others.map(([source, , after]) => [source, after] as const)],
};

const KINDS: readonly [Weighted<LeadKind>, ...Weighted<LeadKind>[]] = [
  ["buyer", 80],
  ["tenant", 13],
  ["seller", 4],
  ["landlord", 3],
];

const UNITS: readonly [Weighted<Unit>, ...Weighted<Unit>[]] = [
  [flat(1), 10],
  [flat(2), 34],
  [flat(3), 30],
  [flat(4), 7],
  [bungalow(3), 4],
  [bungalow(4), 4],
  [PLOT, 4],
  [OFFICE, 4],
  [SHOP, 3],
];

const PORTALS: ReadonlySet<string> = new Set(["99acres", "MagicBricks", "Housing.com"]);
const LAKH = 100_000;

export type LoanStatus = "approved" | "applied" | "not applied";
export type MoveIn = "1 month" | "3 months" | "later";

const TITLES: readonly [Weighted<JobTitle>, ...Weighted<JobTitle>[]] = [
  [{ title: "Owner", decides: true }, 10],
  [{ title: "Proprietor", decides: true }, 6],
  [{ title: "Managing Director", decides: true }, 2],
  [{ title: "Director", decides: true }, 4],
  [{ title: "Doctor", decides: true }, 5],
  [{ title: "Chartered Accountant", decides: true }, 4],
  [{ title: "Senior Manager", decides: true }, 8],
  [{ title: "Software Engineer", decides: false }, 18],
  [{ title: "Assistant Manager", decides: false }, 10],
  [{ title: "Teacher", decides: false }, 8],
  [{ title: "Accountant", decides: false }, 8],
  [{ title: "Sales Executive", decides: false }, 11],
  [{ title: "Intern", decides: false }, 3],
  [{ title: "Student", decides: false }, 3],
];

interface JobTitle {
  title: string;
  decides: boolean;
}

/** What is so, whether or not anybody wrote it down. */
export interface Circumstances {
  loan: LoanStatus;
  moveIn: MoveIn;
  purpose: "self use" | "investment";
  employer: "private" | "government" | "business" | "professional" | "retired";
  job: JobTitle;
  nri: boolean;
  firstHome: boolean;
  commuteKm: number;
  /** Highest budget relative to the asked price, minus one. */
  budgetGap: number;
}

export interface Enquiry {
  index: number;
  kind: LeadKind;
  person: SimulatedPerson;
  language: string;
  source: Source;
  place: Place;
  project: string | null;
  unit: Unit;
  listing: Listing | null;
  /** Other listings of the place. */
  nearby: readonly Listing[];
  /** Rupees: the price asked for, or the monthly rent. */
  price: number;
  budget: { min: number | null; max: number } | null;
  createdAt: number;
  /** Of the second half of the window, in which the world has changed. */
  drifted: boolean;
  /** Of the season, added to the truth's logit. */
  readiness: number;
  owner: BrokerHabits;
  /** The latent, standard normal: how much this person means it. Drives behaviour and outcomes. */
  intent: number;
  /** How easily this person answers, standard normal, correlated with nothing else. */
  reachability: number;
  wrongNumber: boolean;
  tracked: boolean;
  /** The person's place among all persons; their consents go by it. */
  personIndex: number;
  /** A bare portal enquiry: a phone number and the listing it was tapped on. */
  bare: boolean;
  circumstances: Circumstances;
  /** Which circumstances the CRM was told of. */
  told: Record<keyof Circumstances | "language", boolean>;
}

/** About one lead in twenty-five comes from a person who enquired before; who withdrew a consent does not come back. */
function personIndexOf(seed: number, leadIndex: number): number {
  let index = leadIndex;
  while (index > 0) {
    const random = new Random(seed, STREAMS.person, -index - 1);
    if (!random.chance(0.04)) break;
    const earlier = random.integer(0, index - 1);
    if (personWithdraws(seed, personIndexOf(seed, earlier))) break;
    index = earlier;
  }
  return index;
}

/** Recent weeks are fuller than old ones, good seasons than bad ones, and few people enquire at night. */
function arrivalTime(random: Random, now: number, days: number): number {
  let age = 0;
  for (let tries = 0; tries < 12; tries++) {
    age = days * DAY * random.next() ** 1.6;
    if (random.chance(seasonAt(now - age).demand / HIGHEST_DEMAND)) break;
  }
  const hour = localHour(now - age);
  const asleep = hour < 7 && random.chance(0.85);
  const earlier = asleep ? random.between(hour + 1, hour + 10) * HOUR : 0;
  const at = Math.max(now - age - earlier, now - days * DAY);
  return Math.min(wholeSecond(at), now);
}

function roundTo(value: number, step: number): number {
  return Math.max(step, Math.round(value / step) * step);
}

function circumstancesOf(random: Random, intent: number): Circumstances {
  const warmth = Math.exp(0.45 * intent);
  const purpose = random.chance(0.22) ? "investment" : "self use";
  return {
    loan: random.weighted<LoanStatus>([
      ["approved", 0.16 * warmth],
      ["applied", 0.24 * warmth],
      ["not applied", 0.6 / warmth],
    ]),
    moveIn: random.weighted<MoveIn>([
      ["1 month", 0.2 * warmth],
      ["3 months", 0.4],
      ["later", 0.4 / warmth],
    ]),
    purpose,
    employer: random.weighted<Circumstances["employer"]>([
      ["private", 42],
      ["business", 28],
      ["government", 12],
      ["professional", 12],
      ["retired", 6],
    ]),
    job: random.weighted(TITLES),
    nri: random.chance(purpose === "investment" ? 0.16 : 0.04),
    firstHome: random.chance(purpose === "self use" ? 0.6 : 0.1),
    commuteKm: Math.round(random.around(7, 0.6)),
    budgetGap: 0.02 + 0.05 * intent + 0.17 * random.normal(),
  };
}

function budgetOf(
  random: Random,
  price: number,
  gap: number,
  rent: boolean,
): { min: number | null; max: number } {
  const step = rent ? 1000 : price > 100 * LAKH ? 5 * LAKH : LAKH;
  const max = roundTo(price * Math.max(0.4, 1 + gap), step);
  const min = random.chance(0.7) ? Math.min(max, roundTo(max * random.between(0.75, 0.92), step)) : null;
  return { min, max };
}

export interface World {
  seed: number;
  now: number;
  days: number;
  stock: Stock;
}

export function enquiryAt(world: World, index: number): Enquiry {
  const { seed, now, days, stock } = world;
  const random = new Random(seed, STREAMS.enquiry, index);
  const createdAt = arrivalTime(random, now, days);
  const drifted = createdAt > now - (days * DAY) / 2;
  const intent = random.normal();
  const reachability = random.normal();
  const kind = random.weighted(KINDS);
  const source = random.weighted(MIXES[drifted ? "after" : "before"]);
  const place = random.weighted(WEIGHTED_PLACES);
  const unit = random.weighted(UNITS);
  const rent = kind === "tenant" || kind === "landlord";
  const bare = PORTALS.has(source.name) && random.chance(0.13);
  const personIndex = personIndexOf(seed, index);
  const character = personAt(seed, personIndex);
  const circumstances = circumstancesOf(random, intent);
  const project = random.chance(0.72) && !bare ? random.pick(place.projects) : null;
  const listing = kind === "buyer" ? stock.find(project, unit) : null;
  const value = listing
    ? listing.price * random.between(0.97, 1.1)
    : unit.area * place.rate * unit.premium * random.around(1, 0.12);
  const price = rent ? roundTo(value * 0.0026, 500) : roundTo(value, 50_000);
  const knows = (share: number) => random.chance(share) && !bare;
  return {
    index,
    personIndex,
    kind,
    person: bare ? anonymous(kind, personIndex) : character.person,
    language: character.language,
    source,
    place,
    project,
    unit,
    listing,
    nearby: stock.at(place),
    price,
    budget: knows(0.65) ? budgetOf(random, price, circumstances.budgetGap, rent) : null,
    createdAt,
    drifted,
    readiness: seasonAt(createdAt).readiness,
    owner: random.chance(0.04) ? NOBODY : random.weighted(WEIGHTED_BROKERS),
    intent,
    reachability,
    wrongNumber:
      random.chance(bare ? 0.12 : source.name === "Facebook" ? 0.1 : 0.035) && source.arrival === "form",
    tracked: random.chance(source.tracked) && !bare,
    bare,
    circumstances,
    told: {
      loan: knows(0.52),
      moveIn: knows(0.58),
      purpose: knows(0.55),
      employer: knows(0.4),
      job: knows(0.42),
      nri: knows(0.6),
      firstHome: knows(0.35),
      commuteKm: knows(0.3),
      budgetGap: true,
      language: knows(0.62),
    },
  };
}

const WEIGHTED_PLACES = PLACES.map((place) => [place, place.demand] as const) as [
  Weighted<Place>,
  ...Weighted<Place>[],
];
const WEIGHTED_BROKERS = HABITS.map((habits) => [habits, habits.share] as const) as [
  Weighted<BrokerHabits>,
  ...Weighted<BrokerHabits>[],
];
