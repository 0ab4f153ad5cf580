import type { LeadKind, SimulatedPerson } from "./lead.ts";
import { DAY, HOUR, localHour, wholeSecond } from "./local-time.ts";
import { anonymous, personAt } from "./people.ts";
import { bungalow, flat, OFFICE, PLACES, PLOT, type Place, SHOP, type Unit } from "./places.ts";
import { Random, STREAMS, type Weighted } from "./random.ts";
import { type BrokerHabits, HABITS, NOBODY } from "./team.ts";

export interface Source {
  name: string;
  /** Added to the logit of the truth. */
  quality: number;
  /** How the first contact arrives. */
  arrival: "form" | "whatsapp" | "in person" | "word of mouth";
  /** Chance that the person's browsing is seen by our tracking. */
  tracked: number;
}

const SOURCES: readonly [Weighted<Source>, ...Weighted<Source>[]] = [
  [{ name: "99acres", quality: -0.2, arrival: "form", tracked: 0.5 }, 24],
  [{ name: "MagicBricks", quality: -0.25, arrival: "form", tracked: 0.5 }, 18],
  [{ name: "Housing.com", quality: -0.15, arrival: "form", tracked: 0.5 }, 14],
  [{ name: "Facebook", quality: -0.8, arrival: "form", tracked: 0.55 }, 13],
  [{ name: "Website", quality: 0.35, arrival: "form", tracked: 0.95 }, 11],
  [{ name: "Google Ads", quality: 0.05, arrival: "form", tracked: 0.9 }, 7],
  [{ name: "WhatsApp", quality: 0.4, arrival: "whatsapp", tracked: 0.4 }, 5],
  [{ name: "Referral", quality: 1, arrival: "word of mouth", tracked: 0.3 }, 5],
  [{ name: "Walk-in", quality: 0.8, arrival: "in person", tracked: 0.15 }, 3],
];

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

export type LoanStatus = "approved" | "applied" | "not asked";
export type MoveIn = "1 month" | "3 months" | "later";

/** What is so, whether or not anybody wrote it down. */
export interface Circumstances {
  loan: LoanStatus;
  moveIn: MoveIn;
  purpose: "self use" | "investment";
  employer: "private" | "government" | "business" | "professional" | "retired";
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
  /** Rupees: the price asked for, or the monthly rent. */
  price: number;
  budget: { min: number | null; max: number } | null;
  createdAt: number;
  owner: BrokerHabits;
  /** The latent, standard normal: how much this person means it. Drives behaviour and outcomes. */
  intent: number;
  /** How easily this person answers, standard normal, correlated with nothing else. */
  reachability: number;
  wrongNumber: boolean;
  tracked: boolean;
  /** A bare portal enquiry: a phone number and the listing it was tapped on. */
  bare: boolean;
  circumstances: Circumstances;
  /** Which circumstances the CRM was told of. */
  told: Record<keyof Circumstances | "language", boolean>;
}

/** About one lead in twenty-five comes from a person who enquired before. */
function personIndexOf(seed: number, leadIndex: number): number {
  let index = leadIndex;
  while (index > 0) {
    const random = new Random(seed, STREAMS.person, -index - 1);
    if (!random.chance(0.04)) break;
    index = random.integer(0, index - 1);
  }
  return index;
}

/** Recent weeks are somewhat fuller than old ones, and few people enquire at night. */
function arrivalTime(random: Random, now: number, days: number): number {
  const age = days * DAY * random.next() ** 1.4;
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
      ["not asked", 0.6 / warmth],
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

export function enquiryAt(seed: number, index: number, now: number, days: number): Enquiry {
  const random = new Random(seed, STREAMS.enquiry, index);
  const createdAt = arrivalTime(random, now, days);
  const intent = random.normal();
  const reachability = random.normal();
  const kind = random.weighted(KINDS);
  const source = random.weighted(SOURCES);
  const place = random.weighted(WEIGHTED_PLACES);
  const unit = random.weighted(UNITS);
  const rent = kind === "tenant" || kind === "landlord";
  const bare = PORTALS.has(source.name) && random.chance(0.13);
  const personIndex = personIndexOf(seed, index);
  const character = personAt(seed, personIndex);
  const circumstances = circumstancesOf(random, intent);
  const value = unit.area * place.rate * unit.premium * random.around(1, 0.12);
  const price = rent ? roundTo(value * 0.0026, 500) : roundTo(value, 50_000);
  const knows = (share: number) => random.chance(share) && !bare;
  return {
    index,
    kind,
    person: bare ? anonymous(kind, personIndex) : character.person,
    language: character.language,
    source,
    place,
    project: random.chance(0.72) && !bare ? random.pick(place.projects) : null,
    unit,
    price,
    budget: knows(0.74) ? budgetOf(random, price, circumstances.budgetGap, rent) : null,
    createdAt,
    owner: random.chance(0.04) ? NOBODY : random.weighted(WEIGHTED_BROKERS),
    intent,
    reachability,
    wrongNumber:
      random.chance(bare ? 0.12 : source.name === "Facebook" ? 0.1 : 0.035) && source.arrival === "form",
    tracked: random.chance(source.tracked) && !bare,
    bare,
    circumstances,
    told: {
      loan: knows(0.6),
      moveIn: knows(0.66),
      purpose: knows(0.7),
      employer: knows(0.45),
      nri: knows(0.8),
      firstHome: knows(0.4),
      commuteKm: knows(0.3),
      budgetGap: true,
      language: knows(0.75),
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
