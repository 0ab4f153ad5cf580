import { expect, test } from "vitest";
import { outcomesInBursts, type RecordedOutcome } from "./bursts.ts";

const rule = { leads: 10, minutes: 10 };
const noon = Date.UTC(2026, 10, 23, 6, 30);
const outcomes = (minutes: readonly number[], actorId = "asha", leadOf = (i: number) => `lead ${i}`) =>
  minutes.map(
    (minute, i): RecordedOutcome => ({
      outcomeId: `${actorId} ${i}`,
      leadId: leadOf(i),
      actorId,
      recordedAt: new Date(noon + minute * 60_000),
    }),
  );

test("eleven leads within ten minutes are a burst, every one of them", () => {
  const found = outcomesInBursts(outcomes(Array.from({ length: 12 }, (_, i) => i * 0.9)), rule);
  expect(found.size).toBe(12);
});

test("ten leads in ten minutes, or thirty in an hour, are somebody's work", () => {
  expect(outcomesInBursts(outcomes(Array.from({ length: 10 }, () => 0)), rule).size).toBe(0);
  expect(outcomesInBursts(outcomes(Array.from({ length: 30 }, (_, i) => i * 2)), rule).size).toBe(0);
});

test("several steps of one lead are one, and two people's outcomes are not added up", () => {
  expect(
    outcomesInBursts(
      outcomes(
        Array.from({ length: 30 }, () => 0),
        "asha",
        (i) => `lead ${i % 6}`,
      ),
      rule,
    ).size,
  ).toBe(0);
  const two = [...outcomes([0, 1, 2, 3, 4, 5]), ...outcomes([0, 1, 2, 3, 4, 5], "bina")];
  expect(outcomesInBursts(two, rule).size).toBe(0);
});
