import { gradeOf } from "@leadlift/scoring/grade";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type Thresholds, thresholdsSchema } from "./events.ts";
import { isNews, type KnownScore } from "./is-news.ts";

const scored = (score: number): KnownScore => ({ state: "scored", score, grade: gradeOf(score) });
const unknown: KnownScore = { state: "unknown", score: null, grade: null };
const none: KnownScore = { state: "none", score: null, grade: null };
const thresholds = (given: Partial<Thresholds> = {}) => thresholdsSchema.parse(given);
const news = (given: Partial<Thresholds>, from: number, to: number) =>
  isNews(thresholds(given), scored(from), scored(to));

const anyScore = fc.oneof(
  fc.constant(unknown),
  fc.constant(none),
  fc.integer({ min: 1, max: 99 }).map(scored),
);
const anyThresholds = fc
  .record({
    minPoints: fc.option(fc.integer({ min: 1, max: 98 })),
    gradeCrossing: fc.boolean(),
    min: fc.option(fc.integer({ min: 1, max: 99 })),
    max: fc.option(fc.integer({ min: 1, max: 99 })),
  })
  .filter((given) => thresholdsSchema.safeParse(given).success)
  .map((given) => thresholdsSchema.parse(given));

describe("a change of score", () => {
  test("is told from five points on, and at every grade, unless somebody says otherwise", () => {
    expect(news({}, 50, 54)).toBe(false);
    expect(news({}, 50, 55)).toBe(true);
    expect(news({}, 56, 57)).toBe(true);
    expect(news({ gradeCrossing: false }, 56, 57)).toBe(false);
    expect(news({ minPoints: 20 }, 44, 56)).toBe(false);
    expect(news({ minPoints: null }, 44, 56)).toBe(false);
    expect(news({ minPoints: null }, 44, 57)).toBe(true);
  });

  test("within a range is told there, and when it comes in or goes out by the smallest step", () => {
    expect(news({ min: 70 }, 20, 60)).toBe(false);
    expect(news({ min: 70, minPoints: 30 }, 69, 70)).toBe(true);
    expect(news({ min: 70, minPoints: 30 }, 70, 69)).toBe(true);
    expect(news({ min: 70 }, 71, 80)).toBe(true);
    expect(news({ max: 42 }, 80, 60)).toBe(false);
    expect(news({ max: 42 }, 50, 40)).toBe(true);
  });

  test("is told when a score comes or goes", () => {
    expect(isNews(thresholds(), none, scored(50))).toBe(true);
    expect(isNews(thresholds(), scored(50), unknown)).toBe(true);
    expect(isNews(thresholds({ min: 70 }), none, scored(50))).toBe(false);
    expect(isNews(thresholds({ min: 70 }), scored(80), none)).toBe(true);
  });

  test("is the same news in both directions, and none where nothing changed", () => {
    fc.assert(
      fc.property(anyThresholds, anyScore, anyScore, (given, a, b) => {
        expect(isNews(given, a, b)).toBe(isNews(given, b, a));
        expect(isNews(given, a, a)).toBe(false);
      }),
    );
  });

  test("is never told for fewer points and kept back for more, without ranges", () => {
    fc.assert(
      fc.property(
        anyThresholds,
        fc.integer({ min: 1, max: 98 }),
        fc.integer({ min: 0, max: 50 }),
        fc.integer({ min: 0, max: 50 }),
        (given, from, step, more) => {
          const open = { ...given, min: null, max: null };
          const [near, far] = [Math.min(99, from + step), Math.min(99, from + step + more)];
          if (isNews(open, scored(from), scored(near))) {
            expect(isNews(open, scored(from), scored(far))).toBe(true);
          }
        },
      ),
    );
  });
});

test.each([
  [{ min: 80, max: 20 }],
  [{ minPoints: null, gradeCrossing: false }],
  [{ minPoints: 0 }],
  [{ above: 3 }],
])("%j says nothing that could be told", (given) => {
  expect(thresholdsSchema.safeParse(given).success).toBe(false);
});
