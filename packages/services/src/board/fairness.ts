import { bandOf } from "./bands.ts";
import { outcomesInBursts, type RecordedOutcome } from "./bursts.ts";
import { countSpells, noFindings, type PersonCount } from "./count-spells.ts";
import type { Spell } from "./read-spells.ts";
import { type BoardRules, ruleConstants } from "./rules.ts";
import { priorOf, shrink } from "./shrinkage.ts";
import { timingCurve } from "./timing-curve.ts";

const dayMs = 86_400_000;
const horizonDays = 30;
const monthStart = Date.UTC(2026, 8, 1);
/** Ten days after the month: a third of its leads may still come. */
const readAt = new Date(monthStart + 40 * dayMs);

/** Ways to look better than one is. `none` works as everybody does. */
export const gamers = [
  "none",
  "drops what a call showed to be dead",
  "has a manager take what a call showed to be dead",
  "writes successes for forty leads in five minutes",
  "enters every success a second time",
  "keeps such calls to themselves and has a manager take the leads",
  "makes such calls from another phone, so that nobody seems to have had a word",
  "takes over leads of others that have come already",
  "takes over leads that others have worked, those that are about to come",
] as const;
export type Gamer = (typeof gamers)[number];

/** Ways to work that must cost nothing. */
export const honest = [
  "is away for a week, and a manager hands every lead to the others on the second day",
  "leaves on the fifteenth, and all open leads go to the others",
] as const;
export type Way = Gamer | (typeof honest)[number];

export interface FairnessOptions {
  months: number;
  brokers: number;
  seed: number;
  /** standard deviation of true ratios; 0: all equal */
  skill: number;
}

export interface Fairness {
  /** by broker, from those with the fewest and poorest leads to those with the most: mean of result − expectation, in its standard errors */
  differences: number[];
  /** mean place by drawn ratio, 0 first to 1 last; 0.5 is fair */
  places: number[];
  /** share of months in which anybody was set apart from the others */
  monthsApart: number;
  /** share of all brokers and months set apart, and of these the share on the wrong side */
  apart: number;
  wrongSide: number;
  /** share of the intervals that hold the true ratio */
  coverage: number;
}

const rules: BoardRules = {
  ...ruleConstants,
  target: { step: "visit_done", horizonDays },
  base: { probability: 0.13, leads: 5_000 },
  // Most come in the first days.
  curve:
    timingCurve(
      new Map(Array.from({ length: horizonDays }, (_, day) => [day, Math.round(1_000 * 0.88 ** day)])),
      horizonDays,
    )?.slice() ?? null,
};

/** Months of brokers with unequal leads. */
export function measureFairness({ months, brokers, seed, skill }: FairnessOptions): Fairness {
  const random = new Chance(seed);
  const totals = Array.from({ length: brokers }, () => ({ sum: 0, squares: 0, places: 0 }));
  const seen = { monthsApart: 0, apart: 0, wrong: 0, held: 0 };
  for (let month = 0; month < months; month++) {
    const truths = totals.map(() => Math.max(0.3, 1 + skill * random.normal()));
    const counts = truths.map((truth, broker) => countOf(monthOf(random, shareOf(broker, brokers), truth)));
    const prior = priorOf(counts);
    const shrunk = counts.map((count) => shrink(count, prior, rules.level));
    const bands = shrunk.map((each) => bandOf(each, prior.mean));
    if (bands.some((band) => band !== "level")) seen.monthsApart++;
    const order = shrunk.map(({ ratio }, place) => ({ ratio, place })).sort((a, b) => b.ratio - a.ratio);
    for (const [rank, { place }] of order.entries()) add(totals[place], "places", rank / (brokers - 1));
    for (const [place, count] of counts.entries()) {
      const truth = truths[place] ?? 1;
      const difference = count.result - count.expectation * truth;
      add(totals[place], "sum", difference);
      add(totals[place], "squares", difference ** 2);
      const band = bands[place];
      if (band !== "level") seen.apart++;
      if ((band === "above" && truth <= 1) || (band === "below" && truth >= 1)) seen.wrong++;
      const { low = 0, high = 0 } = shrunk[place] ?? {};
      if (low <= truth && truth <= high) seen.held++;
    }
  }
  return {
    differences: totals.map(({ sum, squares }) => sum / Math.sqrt(squares)),
    places: totals.map(({ places }) => places / months),
    monthsApart: seen.monthsApart / months,
    apart: seen.apart / (months * brokers),
    wrongSide: seen.apart === 0 ? 0 : seen.wrong / seen.apart,
    coverage: seen.held / (months * brokers),
  };
}

/** What somebody gains over the same broker with the same leads who works as everybody does. */
export interface Gain {
  way: Way;
  /** mean of result − expectation, in results a month, and its standard error */
  gain: number;
  error: number;
}

export function measureGain(way: Way, { months, seed }: Pick<FairnessOptions, "months" | "seed">): Gain {
  let [sum, squares] = [0, 0];
  for (let month = 0; month < months; month++) {
    // The same month twice: only what this one does differs.
    const usual = monthOf(new Chance(seed + month), 0.5, 1);
    const played = play(way, monthOf(new Chance(seed + month), 0.5, 1), new Chance(seed - month - 1));
    const of = (leads: readonly MadeUpLead[]) => countOf(leads).result - countOf(leads).expectation;
    const gain = of(played) - of(usual);
    sum += gain;
    squares += gain ** 2;
  }
  const mean = sum / months;
  return { way, gain: mean, error: Math.sqrt(Math.max(0, squares / months - mean ** 2) / months) };
}

/** 0: few and poor leads, 1: many and good ones. */
function shareOf(broker: number, brokers: number): number {
  return brokers === 1 ? 0.5 : broker / (brokers - 1);
}

interface MadeUpLead extends Spell {
  /** a call on the third day showed that it will not come */
  dead: boolean;
  recordedAt: Date | null;
}

function monthOf(random: Chance, share: number, truth: number): MadeUpLead[] {
  const leads = Math.round(25 + 200 * share);
  return Array.from({ length: leads }, (_, place) => {
    const enquired = monthStart + 30 * dayMs * random.next();
    const probability = 1 / (1 + Math.exp(-(-2.6 + 1.6 * share + random.normal())));
    const comes = random.next() < Math.min(0.95, probability * truth);
    const at = enquired + delay(random) * dayMs;
    const reachedAt = comes && at <= readAt.getTime() ? new Date(at) : null;
    return {
      leadId: `lead ${place}`,
      personId: `person ${place}`,
      kind: "buyer",
      merged: false,
      ownerId: "broker",
      enquiredAt: new Date(enquired),
      since: new Date(enquired),
      probability,
      until: null,
      nextProbability: null,
      gaveAway: false,
      hadBefore: false,
      othersBefore: false,
      repliedAt: new Date(enquired + dayMs / 24),
      reachedAt,
      outcomeId: reachedAt && `outcome ${place}`,
      // Half of those that will not come say so.
      dead: random.next() < 0.5 && !comes,
      recordedAt: reachedAt,
    };
  });
}

/** Days, as the curve has it. */
function delay(random: Chance): number {
  const drawn = random.next();
  const day = (rules.curve ?? []).findIndex((share) => share > drawn) - 1;
  return day + random.next();
}

function play(way: Way, leads: MadeUpLead[], random: Chance): MadeUpLead[] {
  const thirdDay = (lead: MadeUpLead) => new Date(lead.since.getTime() + 3 * dayMs);
  switch (way) {
    case "none":
      return leads;
    case "drops what a call showed to be dead":
      return leads.map((lead) => (lead.dead ? { ...lead, until: thirdDay(lead), gaveAway: true } : lead));
    case "has a manager take what a call showed to be dead":
      // The call is on record, so that the score has fallen by then.
      return leads.map((lead) => (lead.dead ? { ...lead, until: thirdDay(lead), nextProbability: 0 } : lead));
    case "keeps such calls to themselves and has a manager take the leads":
      return leads.map((lead) => (lead.dead ? { ...lead, until: thirdDay(lead) } : lead));
    case "makes such calls from another phone, so that nobody seems to have had a word":
      return leads.map((lead) =>
        lead.dead ? { ...lead, until: thirdDay(lead), repliedAt: addDays(thirdDay(lead), 0.1) } : lead,
      );
    case "takes over leads that others have worked, those that are about to come": {
      const others = monthOf(random, 0.5, 1).flatMap((lead) =>
        lead.reachedAt
          ? [{ ...lead, since: new Date((lead.since.getTime() + lead.reachedAt.getTime()) / 2) }]
          : [],
      );
      return [
        ...leads,
        ...others.map((lead) => ({ ...ofAnother(lead), othersBefore: true, repliedAt: lead.enquiredAt })),
      ];
    }
    case "is away for a week, and a manager hands every lead to the others on the second day":
      return leads.map((lead) =>
        lead.since.getTime() < monthStart + 7 * dayMs
          ? { ...lead, until: addDays(lead.since, 2), repliedAt: addDays(lead.since, 2.1) }
          : lead,
      );
    case "leaves on the fifteenth, and all open leads go to the others":
      return leads
        .filter(({ since }) => since.getTime() < monthStart + 15 * dayMs)
        .map((lead) => ({ ...lead, until: new Date(monthStart + 15 * dayMs) }));
    case "writes successes for forty leads in five minutes": {
      const evening = monthStart + 30 * dayMs;
      return leads.map((lead, place) => {
        if (lead.reachedAt || place >= 40) return lead;
        const recordedAt = new Date(evening + place * 7_000);
        return { ...lead, reachedAt: new Date(evening), outcomeId: `invented ${place}`, recordedAt };
      });
    }
    case "enters every success a second time":
      return leads.flatMap((lead) =>
        lead.reachedAt
          ? [lead, { ...lead, leadId: `${lead.leadId} again`, merged: random.next() < 0.5 }]
          : [lead],
      );
    case "takes over leads of others that have come already": {
      const others = monthOf(random, 0.5, 1).filter(({ reachedAt }) => reachedAt !== null);
      return [
        ...leads,
        ...others.map((lead) => ({ ...ofAnother(lead), since: addDays(lead.reachedAt ?? lead.since, 1) })),
      ];
    }
  }
}

function ofAnother(lead: MadeUpLead): MadeUpLead {
  return { ...lead, leadId: `${lead.leadId} of another`, personId: `${lead.personId} of another` };
}

function addDays(at: Date, days: number): Date {
  return new Date(at.getTime() + days * dayMs);
}

function countOf(leads: readonly MadeUpLead[]): PersonCount {
  const recorded = leads.flatMap(({ outcomeId, leadId, ownerId, recordedAt }): RecordedOutcome[] =>
    outcomeId !== null && recordedAt ? [{ outcomeId, leadId, actorId: ownerId, recordedAt }] : [],
  );
  return countSpells(leads, rules, readAt, {
    ...noFindings,
    doubted: outcomesInBursts(recorded, rules.burst),
  });
}

function add<Key extends string>(to: Record<Key, number> | undefined, key: Key, value: number): void {
  if (to) to[key] += value;
}

/** Mulberry32: the same seed, the same months. */
class Chance {
  #state: number;

  constructor(seed: number) {
    this.#state = Math.imul(seed ^ 0x9e3779b9, 0x85ebca6b);
  }

  next(): number {
    this.#state = (this.#state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(this.#state ^ (this.#state >>> 15), 1 | this.#state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  }

  normal(): number {
    return Math.sqrt(-2 * Math.log(1 - this.next())) * Math.cos(2 * Math.PI * this.next());
  }
}
