import { describe, expect, it } from "vitest";
import { evaluate, noBetterThanChance } from "./evaluate.ts";
import { seededRandom } from "./random.ts";

/** Half positives, whose scores are `lift` higher than uniform noise. */
function judged(rows: number, lift: number, seed = 4) {
  const random = seededRandom(seed);
  const labels = Uint8Array.from({ length: rows }, (_, i) => i % 2);
  return { labels, scores: Float64Array.from(labels, (y) => (random() + lift * y) / (1 + Math.abs(lift))) };
}

describe("noBetterThanChance", () => {
  it("goes by the test rows where there are enough of them", () => {
    expect(noBetterThanChance(judged(400, 0.5), judged(400, 0))).toBeNull();
    expect(noBetterThanChance(judged(400, 0), judged(400, 0.5))).toMatch(
      /on 400 test rows the AUC lies between/,
    );
  });

  it("goes by the out-of-fold margins where test rows are few, unless the test rows say the opposite", () => {
    expect(noBetterThanChance(judged(30, 0.5), judged(200, 0.5))).toBeNull();
    expect(noBetterThanChance(judged(30, 0.5), judged(200, 0))).toMatch(/on 200 training rows/);
    expect(noBetterThanChance(judged(30, -0.9), judged(200, 0.5))).toMatch(
      /on the 30 test rows the AUC is 0\.\d\d\.$/,
    );
  });
});

describe("evaluate", () => {
  it("has gains that rise to everything, and lifts that follow from precision", () => {
    const { scores, labels } = judged(400, 0.5);
    const { gains, precisionAt20, liftAt20, auc, aucInterval } = evaluate(scores, labels);
    expect(gains.at(-1)).toEqual({ share: 1, captured: 1 });
    expect(gains.map(({ captured }) => captured).toSorted((a, b) => a - b)).toEqual(
      gains.map(({ captured }) => captured),
    );
    expect(liftAt20).toBeCloseTo(precisionAt20 / 0.5, 12);
    expect(aucInterval.low).toBeLessThan(auc);
    expect(aucInterval.high).toBeGreaterThan(auc);
  });
});
