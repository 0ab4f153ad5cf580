import fc from "fast-check";
import { expect, test } from "vitest";
import { defaultLadder as ladder } from "../organisation/default-ladder.ts";
import { foldOutcomes, type OutcomeFact } from "../outcome/fold.ts";
import { addedOutcomes } from "./added-outcomes.ts";

const fact = fc.record({
  step: fc.constantFrom(...ladder.map(({ key }) => key), "lost"),
  reached: fc.constant(true),
  reason: fc.constant(null),
});
const no = fc.record({
  step: fc.constantFrom(...ladder.map(({ key }) => key)),
  reached: fc.constant(false),
  reason: fc.constant(null),
});
const facts = fc.array(fc.oneof(fact, no), { maxLength: 5 });
const order = (step: string | null) => ladder.findIndex(({ key }) => key === step);

test("a row that says the same again adds nothing", () => {
  fc.assert(
    fc.property(facts, fc.oneof(fact, no), (earlier, said) => {
      const once = [...earlier, ...addedOutcomes(ladder, earlier, [said])];
      expect(addedOutcomes(ladder, once, [said])).toEqual([]);
    }),
  );
});

test("a row never takes a lead back on the ladder", () => {
  fc.assert(
    fc.property(facts, facts, (earlier, said) => {
      const before = foldOutcomes(ladder, earlier);
      const after = foldOutcomes(ladder, [...earlier, ...addedOutcomes(ladder, earlier, said)]);
      expect(order(after.step)).toBeGreaterThanOrEqual(order(before.step));
    }),
  );
});

test("a step reached outweighs an earlier no, and a no after it is no news", () => {
  const won: OutcomeFact = { step: "won", reached: true, reason: null };
  const denied: OutcomeFact = { ...won, reached: false };
  expect(addedOutcomes(ladder, [denied], [won])).toEqual([won]);
  expect(addedOutcomes(ladder, [won], [denied])).toEqual([]);
});
