import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { expectationOf, stillPromised } from "./expectation.ts";
import { reachedBy, shareBetween, timingCurve } from "./timing-curve.ts";

const horizon = 30;
const curve = timingCurve(
  new Map(Array.from({ length: horizon }, (_, day) => [day, 100 - 3 * day])),
  horizon,
);
const age = fc.double({ min: 0, max: 29, noNaN: true });
const probability = fc.double({ min: 0.001, max: 0.95, noNaN: true });

describe("the timing curve", () => {
  test("rises from 0 to 1, and needs forty who came", () => {
    expect(reachedBy(curve, 0, horizon)).toBe(0);
    expect(reachedBy(curve, 30, horizon)).toBe(1);
    fc.assert(
      fc.property(age, age, (a, b) => {
        const [first, then] = a < b ? [a, b] : [b, a];
        expect(reachedBy(curve, first, horizon)).toBeLessThanOrEqual(reachedBy(curve, then, horizon));
      }),
    );
    expect(timingCurve(new Map([[3, 39]]), horizon)).toBeNull();
  });

  test("without one, nothing is due before the horizon's end and all is then", () => {
    expect(shareBetween(null, 2, 29.9, horizon)).toBe(0);
    expect(shareBetween(null, 2, 30, horizon)).toBe(1);
  });
});

describe("what is expected", () => {
  test("comes due as time passes, and is the whole promise at the horizon's end", () => {
    fc.assert(
      fc.property(probability, age, age, (p, since, now) => {
        const due = expectationOf(
          { probability: p, since, handedOn: null },
          Math.max(since, now),
          curve,
          horizon,
        );
        expect(due.expectation).toBeGreaterThanOrEqual(0);
        expect(due.expectation).toBeLessThanOrEqual(p + 1e-12);
        const end = expectationOf({ probability: p, since, handedOn: null }, horizon, curve, horizon);
        expect(end.expectation).toBeCloseTo(p, 12);
      }),
    );
  });

  test("of a lead handed on is exactly its chance of having come before, whenever that is looked at", () => {
    fc.assert(
      fc.property(probability, age, age, age, (p, a, b, c) => {
        const [since = 0, handed = 0, now = 0] = [a, b, c].sort((x, y) => x - y);
        const before = p * shareBetween(curve, since, handed, horizon);
        const rest = stillPromised(p, { since, age: handed }, curve, horizon);
        const came = expectationOf({ probability: p, since, handedOn: null }, now, curve, horizon);
        const didNot = expectationOf(
          { probability: p, since, handedOn: { age: handed, probability: rest } },
          now,
          curve,
          horizon,
        );
        // Came before it was to be handed on: it never was. E[result] = before = E[expectation].
        expect(before * came.expectation + (1 - before) * didNot.expectation).toBeCloseTo(before, 9);
      }),
    );
  });

  test("of all who had a lead one after the other adds up to what it promised the first", () => {
    fc.assert(
      fc.property(probability, probability, age, age, (first, second, a, b) => {
        const [handed, now] = a < b ? [a, b] : [b, a];
        const one = expectationOf(
          { probability: first, since: 0, handedOn: { age: handed, probability: second } },
          now,
          curve,
          horizon,
        );
        const other = expectationOf(
          { probability: second, since: handed, handedOn: null },
          now,
          curve,
          horizon,
        );
        const alone = expectationOf({ probability: first, since: 0, handedOn: null }, now, curve, horizon);
        expect(one.expectation + other.expectation).toBeCloseTo(alone.expectation, 9);
      }),
    );
  });
});
