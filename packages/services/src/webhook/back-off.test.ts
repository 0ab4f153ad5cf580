import fc from "fast-check";
import { expect, test } from "vitest";
import { mostAttempts, restAfter, waitAfter } from "./back-off.ts";

const hour = 3_600_000;
const chances = fc.array(fc.double({ min: 0, max: 1, noNaN: true }), {
  minLength: mostAttempts - 1,
  maxLength: mostAttempts - 1,
});

test("whatever the chance, the first repeat comes within seconds and the last within two to three and a half days", () => {
  fc.assert(
    fc.property(chances, (each) => {
      const waits = each.map((chance, place) => waitAfter(place + 1, chance));
      expect(waits[0]).toBeGreaterThanOrEqual(4_000);
      expect(waits[0]).toBeLessThanOrEqual(6_000);
      const total = waits.reduce((sum, wait) => sum + wait, 0);
      expect(total).toBeGreaterThan(50 * hour);
      expect(total).toBeLessThan(84 * hour);
    }),
  );
});

test("no wait is shorter than the one before until they are as long as they get, and none is longer than that", () => {
  fc.assert(
    fc.property(chances, (each) => {
      const waits = each.map((chance, place) => waitAfter(place + 1, chance));
      for (const [place, wait] of waits.entries()) {
        expect(wait).toBeLessThanOrEqual(51_840_000);
        expect(wait).toBeGreaterThanOrEqual(Math.min(waits[place - 1] ?? 0, 34_560_000));
      }
    }),
  );
});

test("deliveries that failed together are not all repeated together", () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: mostAttempts }), (attempt) => {
      expect(waitAfter(attempt, 1)).toBeGreaterThanOrEqual(1.4 * waitAfter(attempt, 0));
    }),
  );
});

test("whoever asks for time gets it, up to twelve hours", () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: mostAttempts }),
      fc.double({ min: 0, max: 1, noNaN: true }),
      fc.integer({ min: 0, max: 48 * hour }),
      (attempt, chance, asked) => {
        const wait = waitAfter(attempt, chance, asked);
        expect(wait).toBeGreaterThanOrEqual(Math.min(asked, 12 * hour));
        expect(wait).toBe(Math.max(waitAfter(attempt, chance), Math.min(asked, 12 * hour)));
      },
    ),
  );
});

test("an endpoint rests once it failed five times, the longer it has been failing, at most ten minutes", () => {
  expect(restAfter(4, 5 * 86_400_000)).toBe(0);
  fc.assert(
    fc.property(
      fc.integer({ min: 5, max: 10_000 }),
      fc.nat(10 * 86_400_000),
      fc.nat(hour),
      (failures, ms, more) => {
        expect(restAfter(failures, ms)).toBeGreaterThanOrEqual(5_000);
        expect(restAfter(failures, ms + more)).toBeGreaterThanOrEqual(restAfter(failures, ms));
        expect(restAfter(failures, ms)).toBeLessThanOrEqual(10 * 60_000);
      },
    ),
  );
});
