import { expect, test } from "vitest";
import { simulateBrokerage } from "./brokerage.ts";

const now = new Date("2026-11-20T00:00:00Z");
const month = 30 * 86_400_000;

test("what leads promise comes true of as many, of the poor ones and of the good ones", () => {
  const { leads } = simulateBrokerage({ seed: 42, now, leads: 4_000, eventsPerLead: 20 });
  const old = [...leads].filter(({ createdAt }) => now.getTime() - createdAt.getTime() > month);
  const sorted = old.toSorted((a, b) => a.promise - b.promise);
  const fifth = Math.floor(sorted.length / 5);
  for (let from = 0; from + fifth <= sorted.length; from += fifth) {
    const part = sorted.slice(from, from + fifth);
    const expected = part.reduce((sum, { promise }) => sum + promise, 0);
    const variance = part.reduce((sum, { promise }) => sum + promise * (1 - promise), 0);
    const came = part.filter(({ createdAt, outcomes }) =>
      outcomes.some(
        (each) => each.step === "visit_done" && each.occurredAt.getTime() - createdAt.getTime() < month,
      ),
    );
    expect(Math.abs(came.length - expected)).toBeLessThan(4 * Math.sqrt(variance));
  }
});
