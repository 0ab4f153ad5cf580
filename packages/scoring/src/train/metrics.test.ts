import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  auc,
  aucGain,
  aucInterval,
  averagePrecision,
  brier,
  calibrationBins,
  expectedCalibrationError,
  logLoss,
  positivesAt,
  wilsonInterval,
} from "./metrics.ts";
import { seededRandom } from "./random.ts";

/** Few distinct scores, so that ties are common; both classes present. */
const judged = fc
  .array(fc.tuple(fc.integer({ min: 0, max: 8 }), fc.integer({ min: 0, max: 1 })), {
    minLength: 2,
    maxLength: 60,
  })
  .filter((rows) => new Set(rows.map(([, y]) => y)).size === 2)
  .map((rows) => ({
    scores: Float64Array.from(rows, ([score]) => score / 8),
    labels: Uint8Array.from(rows, ([, y]) => y),
  }));

describe("auc", () => {
  it("is the share of pairs in the right order, counted one by one", () => {
    fc.assert(
      fc.property(judged, ({ scores, labels }) => {
        let [right, pairs] = [0, 0];
        for (let i = 0; i < labels.length; i++) {
          for (let j = 0; j < labels.length; j++) {
            if (labels[i] !== 1 || labels[j] !== 0) continue;
            pairs++;
            right += scores[i] > scores[j] ? 1 : scores[i] === scores[j] ? 0.5 : 0;
          }
        }
        expect(auc(scores, labels)).toBeCloseTo(right / pairs, 12);
      }),
    );
  });

  it("does not change under a rising transformation", () => {
    fc.assert(
      fc.property(judged, ({ scores, labels }) => {
        expect(
          auc(
            scores.map((x) => Math.exp(3 * x)),
            labels,
          ),
        ).toBe(auc(scores, labels));
      }),
    );
  });

  it("has an interval that covers the true value about 95 times in 100", () => {
    const random = seededRandom(7);
    // For two normals one apart in mean the AUC is Φ(1 ÷ √2).
    const truth = 0.7602;
    const normal = () => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
    let covered = 0;
    for (let trial = 0; trial < 400; trial++) {
      const labels = Uint8Array.from({ length: 120 }, (_, i) => i % 2);
      const { low, high } = aucInterval(
        Float64Array.from(labels, (y) => y + normal()),
        labels,
      );
      if (low <= truth && truth <= high) covered++;
    }
    expect(covered / 400).toBeGreaterThan(0.91);
    expect(covered / 400).toBeLessThan(0.99);
  });
});

describe("averagePrecision", () => {
  it("is 1 for a perfect ranking of any length, and never more", () => {
    for (let rows = 2; rows < 400; rows++) {
      const labels = Uint8Array.from({ length: rows }, (_, i) => (i % 3 === 0 ? 1 : 0));
      const area = averagePrecision(
        Float64Array.from(labels, (y, i) => y + i / 1e4),
        labels,
      );
      expect(area).toBeLessThanOrEqual(1);
      expect(area).toBeCloseTo(1, 12);
    }
  });

  it("sums precision over recall at each distinct score, by definition", () => {
    fc.assert(
      fc.property(judged, ({ scores, labels }) => {
        const all = labels.reduce((sum, y) => sum + y, 0);
        let [area, recallBefore] = [0, 0];
        for (const cut of [...new Set(scores)].sort((a, b) => b - a)) {
          const above = [...labels.keys()].filter((i) => scores[i] >= cut);
          const found = above.filter((i) => labels[i] === 1).length;
          area += (found / all - recallBefore) * (found / above.length);
          recallBefore = found / all;
        }
        expect(averagePrecision(scores, labels)).toBeCloseTo(area, 12);
      }),
    );
  });
});

describe("positivesAt", () => {
  it("is the mean over all orders of equal scores", () => {
    const random = seededRandom(3);
    const scores = Float64Array.of(0.9, 0.5, 0.5, 0.5, 0.5, 0.1);
    const labels = Uint8Array.of(1, 1, 0, 0, 1, 0);
    const [{ rows, positives }] = positivesAt(scores, labels, [0.5]);
    let sum = 0;
    for (let trial = 0; trial < 20_000; trial++) {
      const order = [...scores.keys()].map((i) => ({ i, tie: random() }));
      order.sort((a, b) => scores[b.i] - scores[a.i] || a.tie - b.tie);
      sum += order.slice(0, 3).reduce((found, { i }) => found + labels[i], 0);
    }
    expect(rows).toBe(3);
    expect(positives).toBe(2);
    expect(sum / 20_000).toBeCloseTo(positives, 1);
  });

  it("finds everything in everything, and never less in more", () => {
    fc.assert(
      fc.property(judged, ({ scores, labels }) => {
        const found = positivesAt(scores, labels, [0.1, 0.2, 0.5, 1]).map(({ positives }) => positives);
        expect(found[3]).toBeCloseTo(
          labels.reduce((sum, y) => sum + y, 0),
          9,
        );
        expect([...found].sort((a, b) => a - b)).toEqual(found);
      }),
    );
  });
});

describe("calibration", () => {
  it("is perfect when probabilities are the shares, and 0.5 off for certainties that are coin tosses", () => {
    const labels = Uint8Array.from({ length: 100 }, (_, i) => i % 2);
    expect(expectedCalibrationError(new Float64Array(100).fill(0.5), labels)).toBeCloseTo(0, 12);
    expect(expectedCalibrationError(new Float64Array(100).fill(1), labels)).toBeCloseTo(0.5, 12);
  });

  it("puts every row into one bin of ten of nearly equal size", () => {
    fc.assert(
      fc.property(judged, ({ scores, labels }) => {
        const sizes = calibrationBins(scores, labels).map(({ n }) => n);
        expect(sizes.reduce((sum, n) => sum + n, 0)).toBe(labels.length);
        expect(Math.max(...sizes) - Math.min(...sizes)).toBeLessThanOrEqual(1);
      }),
    );
  });

  it("has Wilson intervals as published", () => {
    // Newcombe 1998, table I: 81 of 263.
    const { low, high } = wilsonInterval(81 / 263, 263);
    expect(low).toBeCloseTo(0.2553, 3);
    expect(high).toBeCloseTo(0.3662, 3);
  });
});

describe("losses", () => {
  it("agree with a hand calculation", () => {
    const probabilities = Float64Array.of(0.8, 0.3);
    const labels = Uint8Array.of(1, 0);
    expect(brier(probabilities, labels)).toBeCloseTo((0.04 + 0.09) / 2, 12);
    expect(logLoss(probabilities, labels)).toBeCloseTo(-(Math.log(0.8) + Math.log(0.7)) / 2, 12);
    expect(logLoss(Float64Array.of(0), Uint8Array.of(1))).toBeLessThan(30);
  });
});

describe("aucGain", () => {
  it("is the difference of the two AUCs, whatever ties there are", () => {
    fc.assert(
      fc.property(judged, fc.integer({ min: 1, max: 7 }), ({ scores, labels }, step) => {
        const others = scores.map((_, row) => scores[(row * step) % scores.length]);
        const gain = aucGain(scores, others, labels);
        expect(gain.auc).toBeCloseTo(auc(scores, labels) - auc(others, labels), 12);
        expect(gain.low).toBeLessThanOrEqual(gain.auc);
      }),
    );
  });

  it("is narrower than two intervals suggest, since both rank the same rows", () => {
    const random = seededRandom(3);
    const labels = Uint8Array.from({ length: 400 }, (_, row) => (row % 4 === 0 ? 1 : 0));
    const others = Float64Array.from(labels, (y) => y + 3 * random());
    const scores = others.map((score, row) => score + 0.3 * labels[row]);
    const gain = aucGain(scores, others, labels);
    const [own, theirs] = [aucInterval(scores, labels), aucInterval(others, labels)];
    expect(gain.low).toBeGreaterThan(0);
    expect(own.low).toBeLessThan(theirs.high);
    expect(gain.high - gain.low).toBeLessThan(own.high - own.low);
  });

  it("is nothing between rankings that are the same", () => {
    fc.assert(
      fc.property(judged, ({ scores, labels }) => {
        expect(aucGain(scores, scores, labels)).toEqual({ auc: 0, low: 0, high: 0 });
      }),
    );
  });
});
