import fc from "fast-check";
import { expect, test } from "vitest";
import { wilsonShare } from "./wilson-interval.ts";

test("the interval holds the share, lies within 0 and 1, and narrows with n", () => {
  const counts = fc
    .integer({ min: 1, max: 10_000 })
    .chain((n) => fc.tuple(fc.integer({ min: 0, max: n }), fc.constant(n)));
  fc.assert(
    fc.property(counts, ([hits, n]) => {
      const { share, low, high } = wilsonShare(hits, n);
      const wide = (high ?? 0) - (low ?? 0);
      expect(low).toBeLessThanOrEqual(share ?? -1);
      expect(high).toBeGreaterThanOrEqual(share ?? 2);
      expect(low).toBeGreaterThanOrEqual(0);
      expect(high).toBeLessThanOrEqual(1);
      const more = wilsonShare(hits * 4, n * 4);
      expect((more.high ?? 0) - (more.low ?? 0)).toBeLessThan(wide);
    }),
  );
});

test("gives the published limits, and none for nothing", () => {
  // R: prop.test(3, 10, correct = FALSE)
  const { low, high } = wilsonShare(3, 10);
  expect(low).toBeCloseTo(0.1077913, 6);
  expect(high).toBeCloseTo(0.6032219, 6);
  expect(wilsonShare(0, 0)).toEqual({ hits: 0, n: 0, share: null, low: null, high: null });
  expect(wilsonShare(0, 9).low).toBe(0);
  expect(wilsonShare(9, 9).high).toBe(1);
});
