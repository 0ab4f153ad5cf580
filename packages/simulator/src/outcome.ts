import { EARLY_LIFE } from "./behaviour.ts";
import type { Enquiry } from "./enquiry.ts";
import type { Happening } from "./happening.ts";
import { LADDER, type LostReason, type Step } from "./lead.ts";
import { DAY, HOUR, whenOpen, wholeSecond } from "./local-time.ts";
import { type Measured, measure } from "./measure.ts";
import { Random, STREAMS, sigmoid } from "./random.ts";

/** The whole course of a lead, also what lies beyond the simulation's `now`. */
export interface Course {
  steps: { step: Step; at: number }[];
  lost: { reason: LostReason; at: number } | null;
  /** Of the truth, without its noise. */
  logit: number;
  /** Of that, the broker's. */
  brokersPart: number;
  /** First contact came after the early life, by one more call. */
  lateContact: boolean;
}

/** Noise that nobody can see, in logits. Sets how well the best model can do. */
const UNSEEN = 1.1;

/** Each step given the one before: intercept, slope on the truth's logit, median days it takes. */
const PROGRESS: readonly { step: Step; intercept: number; slope: number; days: number }[] = [
  { step: "qualified", intercept: -0.65, slope: 0.95, days: 1.5 },
  { step: "visit_booked", intercept: -0.7, slope: 0.75, days: 2.5 },
  { step: "visit_done", intercept: 0.3, slope: 0.3, days: 3 },
  { step: "token_paid", intercept: -2.1, slope: 0.5, days: 8 },
  { step: "won", intercept: 0.2, slope: 0.25, days: 11 },
];

/** Median days of patience before a stalled lead is closed, by the last step reached. */
const PATIENCE: Record<Step | "new", number> = {
  new: 30,
  contacted: 36,
  qualified: 38,
  visit_booked: 26,
  visit_done: 30,
  token_paid: 24,
  won: 0,
};

/**
 * The truth's logit, without its noise. Latent intent enters directly and through what it made the person do in the
 * first 72 hours; circumstances count whether or not the CRM was told. Zero is roughly the average lead.
 */
export function truthLogit(enquiry: Enquiry, m: Measured): number {
  const { circumstances: c, source, intent } = enquiry;
  const fits = c.budgetGap > -0.08 && c.budgetGap < 0.3;
  const budget = fits ? 0.4 : c.budgetGap < -0.2 ? -1.1 : -0.1;
  // The drift: since banks approve nearly everyone in advance, an approved loan says little.
  const loan = (enquiry.drifted ? 0.35 : 1) * { approved: 1.1, applied: 0.4, "not applied": -0.4 }[c.loan];
  const moveIn = { "1 month": 0.7, "3 months": 0.15, later: -0.6 }[c.moveIn];
  const engagement = enquiry.tracked
    ? 0.35 * (Math.log1p(m.seconds / 60) - 1) + 0.25 * Math.min(m.downloads, 2)
    : 0;
  const repeats = 0.3 * Math.min(m.repeatViews, 4);
  const quick = m.firstReplyMinutes === null ? 0 : m.firstReplyMinutes < 15 ? 0.6 : 0.2;
  const replies = 0.18 * Math.min(m.messagesIn, 5);
  const unanswered = m.messagesOut > 0 && m.messagesIn === 0 ? -0.45 : 0;
  const calls = 0.35 * Math.min(m.callsAnswered, 2) + 0.6 * Math.min(m.callsIn, 2);
  const silence = -0.3 * Math.max(0, m.silentDays - 0.8);

  const ready = c.loan === "approved" && c.moveIn === "1 month" ? 0.5 : 0;
  const focused = fits && m.repeatViews >= 2 ? 0.4 : 0;
  const abroad = c.nri ? (c.purpose === "investment" ? 0.6 : -0.5) : 0;
  const far = c.commuteKm > 14 ? -0.35 : 0;
  const known = enquiry.bare ? -0.5 : 0;
  const decides = c.job.decides ? 0.25 : -0.15;
  return (
    source.quality +
    budget +
    loan +
    moveIn +
    engagement +
    repeats +
    quick +
    replies +
    unanswered +
    calls +
    silence +
    ready +
    focused +
    abroad +
    far +
    known +
    decides +
    enquiry.readiness +
    brokersPart(enquiry, m) +
    0.4 * intent +
    0.4
  );
}

/** What of it is the broker's doing: skill, and how soon the person heard from them. */
export function brokersPart({ owner }: Enquiry, { firstTouchMinutes }: Measured): number {
  return owner.skill + (firstTouchMinutes === null ? -0.4 : -0.14 * Math.log1p(firstTouchMinutes / 15));
}

export function courseOf(seed: number, enquiry: Enquiry, early: readonly Happening[]): Course {
  const random = new Random(seed, STREAMS.outcome, enquiry.index);
  const windowEnd = enquiry.createdAt + EARLY_LIFE;
  const measured = measure(enquiry, early, windowEnd);
  const known = truthLogit(enquiry, measured);
  const logit = known + UNSEEN * random.normal();
  const course: Course = {
    steps: [],
    lost: null,
    logit: known,
    brokersPart: brokersPart(enquiry, measured),
    lateContact: false,
  };

  const spoken = firstExchange(enquiry, early);
  const late = !enquiry.wrongNumber && random.chance(sigmoid(-1.4 + 0.3 * logit));
  const lateAt = wholeSecond(whenOpen(random, windowEnd + HOUR + random.exponential(4 * DAY)));
  const contact = spoken ?? (late ? lateAt : null);
  if (contact !== null) {
    course.lateContact = spoken === null;
    course.steps.push({ step: "contacted", at: contact });
    climb(random, course, contact, logit, windowEnd);
  }
  if (course.steps.length < LADDER.length) course.lost = giveUp(random, enquiry, course);
  return course;
}

/** Both sides have spoken: a call was answered, a message was answered, or the person stood in the office. */
function firstExchange(enquiry: Enquiry, early: readonly Happening[]): number | null {
  if (enquiry.source.arrival === "in person") return enquiry.createdAt;
  let asked = false;
  for (const { type, at, properties } of early) {
    if (type === "call_in" || (type === "call_out" && properties.answered === true)) return at;
    if (type === "whatsapp_out") asked = true;
    if (type === "whatsapp_in" && asked) return at;
  }
  return null;
}

function climb(random: Random, course: Course, contact: number, logit: number, windowEnd: number): void {
  let at = contact;
  for (const { step, intercept, slope, days } of PROGRESS) {
    if (!random.chance(sigmoid(intercept + slope * logit))) return;
    const from = step === "visit_booked" ? Math.max(at, windowEnd) : at;
    at = wholeSecond(whenOpen(random, from + Math.max(HOUR, random.around(days, 0.7) * DAY)));
    course.steps.push({ step, at });
  }
}

function giveUp(random: Random, enquiry: Enquiry, course: Course): { reason: LostReason; at: number } {
  const last = course.steps.at(-1);
  const patience = Math.max(4, random.around(PATIENCE[last?.step ?? "new"], 0.5)) * DAY;
  const from = Math.max(last?.at ?? 0, enquiry.createdAt + EARLY_LIFE);
  const at = wholeSecond(whenOpen(random, from + patience));
  return { reason: reasonOf(random, enquiry, last?.step ?? null), at };
}

function reasonOf(random: Random, enquiry: Enquiry, last: Step | null): LostReason {
  if (last === null) return enquiry.wrongNumber && random.chance(0.85) ? "wrong number" : "not reachable";
  const { circumstances: c, intent } = enquiry;
  const seen = last !== "contacted";
  return random.weighted<LostReason>([
    ["budget", c.budgetGap < -0.08 ? 5 : 1.2],
    ["location", c.commuteKm > 14 ? 3 : 1],
    ["bought elsewhere", (seen ? 2.5 : 1) * Math.exp(0.4 * intent)],
    ["only browsing", seen ? 0.5 : 2 * Math.exp(-0.5 * intent)],
    ["not reachable", seen ? 0.8 : 1.6],
  ]);
}
