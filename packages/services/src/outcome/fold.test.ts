import fc from "fast-check";
import { expect, test } from "vitest";
import { defaultLadder as ladder } from "../organisation/default-ladder.ts";
import { foldOutcomes, lostStep, type OutcomeFact, reopenedStep } from "./fold.ts";

const fact = (step: string, reason: string | null = null): OutcomeFact => ({ step, reached: true, reason });
const denied = (step: string): OutcomeFact => ({ step, reached: false, reason: null });
const fold = (...outcomes: OutcomeFact[]) => foldOutcomes(ladder, outcomes);

test("the furthest step stands, whatever the order", () => {
  expect(fold()).toEqual({ status: "open", step: null, lostReason: null });
  expect(fold(fact("visit_done"), fact("contacted"))).toMatchObject({ status: "open", step: "visit_done" });
  expect(fold(fact("contacted"), fact("won"))).toEqual({ status: "won", step: "won", lostReason: null });
});

test("a loss keeps the step, and going on or reopening ends it", () => {
  expect(fold(fact("contacted"), fact(lostStep, "price"))).toEqual({
    status: "lost",
    step: "contacted",
    lostReason: "price",
  });
  expect(fold(fact(lostStep, "price"), fact(reopenedStep))).toMatchObject({
    status: "open",
    lostReason: null,
  });
  expect(fold(fact(lostStep, "price"), fact("qualified"))).toMatchObject({
    status: "open",
    step: "qualified",
  });
  expect(fold(fact("won"), fact(lostStep, "cancelled"), fact(reopenedStep))).toMatchObject({ status: "won" });
});

test("steps explicitly not reached and steps of a former ladder count for nothing", () => {
  expect(fold(fact("contacted"), denied("won"), fact("brochure sent"))).toMatchObject({
    status: "open",
    step: "contacted",
  });
});

test("undoing the last outcome leads back to exactly where the lead stood before it", () => {
  const step = fc.constantFrom(...ladder.map(({ key }) => key), lostStep, reopenedStep);
  const action = fc.oneof({ weight: 3, arbitrary: step }, { weight: 2, arbitrary: fc.constant("undo") });
  fc.assert(
    fc.property(fc.array(action, { maxLength: 30 }), (actions) => {
      const kept: OutcomeFact[] = [];
      const states = [foldOutcomes(ladder, [])];
      for (const one of actions) {
        if (one !== "undo") {
          kept.push(fact(one, one === lostStep ? "price" : null));
          states.push(foldOutcomes(ladder, kept));
        } else if (kept.length > 0) {
          kept.pop();
          states.pop();
        }
        expect(foldOutcomes(ladder, kept)).toEqual(states.at(-1));
      }
      const state = foldOutcomes(ladder, kept);
      expect(state.status === "lost").toBe(state.lostReason !== null);
      if (state.status === "won") expect(state.step).toBe("won");
    }),
  );
});
