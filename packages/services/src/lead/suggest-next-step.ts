import type { NextStepKind } from "../next-step/step-input.ts";
import type { LeadStatus, ScoreState } from "./lead-row.ts";

/** What of a lead says what to do next. */
export interface Situation {
  status: LeadStatus;
  /** key of the furthest step reached */
  step: string | null;
  state: ScoreState;
  firstReplyAt: Date | null;
  lastInAt: Date | null;
  lastOutAt: Date | null;
  enquiredAt: Date;
  snoozedUntil: Date | null;
  /** the earliest promise that is open */
  promised: { kind: NextStepKind; dueAt: Date } | null;
  /** what the latest word on a site visit was */
  visit: { what: "booked" | "done" | "missed"; at: Date } | null;
  /** of the listing asked for */
  listing: { name: string; available: boolean } | null;
  /** the best listing that can be had instead, or besides */
  similar: string | null;
  /** a question whose answer would move the score */
  question: string | null;
}

export const suggestionCodes = [
  "asleep",
  "confirm_visit",
  "rebook_visit",
  "keep_promise",
  "first_reply",
  "answer",
  "after_visit",
  "paperwork",
  "offer_similar",
  "wait",
  "check_in",
  "ask",
  "offer_visit",
  "qualify",
] as const;
export type SuggestionCode = (typeof suggestionCodes)[number];

/** What to do, as a code with what its sentence is given. */
export interface Suggestion {
  code: SuggestionCode;
  /** null: nothing for now */
  by: "call" | "whatsapp" | null;
  /** the moment that it is about: since when they wait, or when something is due */
  at: Date | null;
  listing: string | null;
  question: string | null;
}

const hour = 3_600_000;
const day = 24 * hour;
const restMs = 2 * day;
const silentMs = 7 * day;

type Rule = (of: Situation, now: number) => Partial<Suggestion> | null;

const since = (at: Date | null, now: number) => (at === null ? Number.POSITIVE_INFINITY : now - at.getTime());
const awaiting = ({ lastInAt, lastOutAt }: Situation) =>
  lastInAt !== null && lastInAt.getTime() > (lastOutAt?.getTime() ?? Number.NEGATIVE_INFINITY);
const visitAhead = ({ promised, visit }: Situation, now: number): Date | null => {
  const at = promised?.kind === "visit" ? promised.dueAt : null;
  if (at && at.getTime() > now - 2 * hour) return at;
  return visit?.what === "booked" && visit.at.getTime() > now ? visit.at : null;
};

/** The first that fits is what to do: their word before ours, what was promised before what would be nice. */
const rules: readonly (readonly [SuggestionCode, Rule])[] = [
  ["first_reply", (of) => (of.firstReplyAt === null ? { by: "call", at: of.enquiredAt } : null)],
  ["answer", (of) => (awaiting(of) ? { by: "call", at: of.lastInAt } : null)],
  [
    "asleep",
    ({ snoozedUntil }, now) =>
      snoozedUntil && snoozedUntil.getTime() > now ? { by: null, at: snoozedUntil } : null,
  ],
  [
    "confirm_visit",
    (of, now) => {
      const at = visitAhead(of, now);
      return at ? { by: "whatsapp", at } : null;
    },
  ],
  [
    "keep_promise",
    ({ promised }, now) =>
      promised && promised.dueAt.getTime() < now + day
        ? { by: promised.kind === "whatsapp" ? "whatsapp" : "call", at: promised.dueAt }
        : null,
  ],
  ["rebook_visit", ({ visit }) => (visit?.what === "missed" ? { by: "call", at: visit.at } : null)],
  ["paperwork", ({ step }) => (step === "token_paid" ? { by: "call" } : null)],
  [
    "offer_similar",
    ({ listing, similar }) =>
      listing && !listing.available && similar ? { by: "whatsapp", listing: similar } : null,
  ],
  [
    "wait",
    ({ lastOutAt, promised }, now) =>
      promised || since(lastOutAt, now) < restMs ? { by: null, at: promised?.dueAt ?? lastOutAt } : null,
  ],
  [
    "after_visit",
    ({ step, visit }) =>
      visit?.what === "done" || step === "visit_done" ? { by: "call", at: visit?.at ?? null } : null,
  ],
  [
    "offer_similar",
    ({ lastInAt, similar }, now) =>
      since(lastInAt, now) > silentMs && similar ? { by: "whatsapp", listing: similar } : null,
  ],
  [
    "check_in",
    ({ lastInAt }, now) => (since(lastInAt, now) > silentMs ? { by: "whatsapp", at: lastInAt } : null),
  ],
  ["ask", ({ state, question }) => (state === "unknown" && question ? { by: "call" } : null)],
  ["offer_visit", ({ step }) => (step === "qualified" ? { by: "call" } : null)],
  ["confirm_visit", ({ step }) => (step === "visit_booked" ? { by: "whatsapp" } : null)],
  ["qualify", () => ({ by: "call" })],
];

/** What to do about a lead now; null for one that is closed. */
export function suggestNextStep(of: Situation, now: number): Suggestion | null {
  if (of.status !== "open") return null;
  for (const [code, rule] of rules) {
    const found = rule(of, now);
    if (found) {
      return { code, by: null, at: null, listing: of.listing?.name ?? null, question: of.question, ...found };
    }
  }
  return null;
}
