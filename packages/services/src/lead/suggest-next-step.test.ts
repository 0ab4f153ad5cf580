import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { draftTexts } from "./draft-text.ts";
import { type Situation, suggestionCodes, suggestNextStep } from "./suggest-next-step.ts";

const now = Date.parse("2026-11-23T10:00:00Z");
const ago = (days: number) => new Date(now - days * 86_400_000);

const calm: Situation = {
  status: "open",
  step: "contacted",
  state: "scored",
  firstReplyAt: ago(20),
  lastInAt: ago(4),
  lastOutAt: ago(3),
  enquiredAt: ago(20),
  snoozedUntil: null,
  promised: null,
  visit: null,
  listing: { name: "Skyline, 3 BHK", available: true },
  similar: null,
  question: null,
};
const codeOf = (change: Partial<Situation>) => suggestNextStep({ ...calm, ...change }, now)?.code ?? null;

describe("the suggested next step", () => {
  it.each<[string, Partial<Situation>, string | null]>([
    ["nobody has replied yet", { firstReplyAt: null }, "first_reply"],
    ["they wait for our word", { lastInAt: ago(0.1), lastOutAt: ago(1) }, "answer"],
    ["they wrote while asleep", { snoozedUntil: ago(-3), lastInAt: ago(0.1), lastOutAt: ago(1) }, "answer"],
    ["it sleeps", { snoozedUntil: ago(-3) }, "asleep"],
    ["a visit is ahead", { promised: { kind: "visit", dueAt: ago(-2) } }, "confirm_visit"],
    ["a visit was missed", { visit: { what: "missed", at: ago(3) } }, "rebook_visit"],
    ["a call was promised for today", { promised: { kind: "call", dueAt: ago(0.1) } }, "keep_promise"],
    ["a call is promised for next week", { promised: { kind: "call", dueAt: ago(-6) } }, "wait"],
    [
      "what they asked for is sold",
      { listing: { name: "Skyline", available: false }, similar: "Shilp" },
      "offer_similar",
    ],
    ["we wrote yesterday", { lastOutAt: ago(1) }, "wait"],
    ["they came to see it", { visit: { what: "done", at: ago(3) } }, "after_visit"],
    ["silent, and something similar is there", { lastInAt: ago(10), similar: "Shilp" }, "offer_similar"],
    ["silent, and nothing else is there", { lastInAt: ago(10) }, "check_in"],
    ["too little is known", { state: "unknown", question: "What is your budget?" }, "ask"],
    ["qualified", { step: "qualified" }, "offer_visit"],
    ["talked to once", {}, "qualify"],
    ["closed", { status: "won" }, null],
  ])("when %s", (_, change, code) => {
    expect(codeOf(change)).toBe(code);
  });

  it("comes before a call when somebody waits, whatever else is so", () => {
    const when = fc.option(fc.integer({ min: -30, max: 60 }).map(ago));
    fc.assert(
      fc.property(
        when,
        when,
        fc.constantFrom(null, "qualified", "visit_done", "own step"),
        (snoozedUntil, lastOutAt, step) => {
          const suggestion = suggestNextStep(
            { ...calm, snoozedUntil, lastOutAt, lastInAt: ago(-61), step },
            now,
          );
          expect(suggestion).toMatchObject({ code: "answer", by: "call" });
        },
      ),
    );
  });
});

describe("drafts", () => {
  const words = { person: "Rhea", broker: "Meera", organisation: "Sabarmati Homes", listing: "Skyline" };

  it("are there in both languages for everything that is written, and say nothing that is not known", () => {
    for (const code of suggestionCodes) {
      for (const listing of [words.listing, null]) {
        const draft = draftTexts(code, {
          ...words,
          person: listing && words.person,
          listing,
          question: null,
          at: null,
        });
        for (const text of Object.values(draft ?? {})) {
          expect(text).not.toMatch(/null|undefined|[{}]| {2}| [,.]/);
          expect(text).toContain("Meera");
        }
      }
    }
  });

  it("are not there for what is not written", () => {
    expect(draftTexts("asleep", { ...words, question: null, at: null })).toBeNull();
    expect(draftTexts("wait", { ...words, question: null, at: null })).toBeNull();
  });
});
