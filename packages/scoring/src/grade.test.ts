import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Calibration, calibratedLogit, sigmoid } from "./calibration.ts";
import { defaultCutoffs, gradeOf, logit, pointsOf, rawScore, scoreOf } from "./grade.ts";

const number = (min: number, max: number) => fc.double({ min, max, noNaN: true });
const calibrations: fc.Arbitrary<Calibration> = fc.oneof(
  fc.record({ kind: fc.constant("platt" as const), a: number(0.05, 5), b: number(-3, 3) }),
  fc.record({ kind: fc.constant("beta" as const), a: number(0.05, 5), b: number(0.05, 5), c: number(-3, 3) }),
);

describe("points", () => {
  it("add up: 50 and all rows are the score before rounding and limits", () => {
    const contributions = fc.array(number(-4, 4), { maxLength: 40 });
    fc.assert(
      fc.property(
        contributions,
        calibrations,
        number(-4, 4),
        number(0.001, 0.999),
        (c, calibration, m0, base) => {
          const margin = c.reduce((sum, x) => sum + x, m0);
          const { average, points } = pointsOf(c, { margin, expectedMargin: m0, calibration, base });
          const sum = points.reduce((total, p) => total + p, 50 + average);
          expect(sum).toBeCloseTo(rawScore(calibratedLogit(calibration, margin), base), 9);
        },
      ),
    );
  });

  it("add up when the margin is almost or exactly the expected margin", () => {
    fc.assert(
      fc.property(
        calibrations,
        number(-4, 4),
        number(-1e-4, 1e-4),
        number(-2, 2),
        (calibration, m0, gap, c) => {
          const contributions = [c, gap - c];
          const margin = m0 + c + (gap - c);
          const { average, points } = pointsOf(contributions, {
            margin,
            expectedMargin: m0,
            calibration,
            base: 0.3,
          });
          const sum = points.reduce((total, p) => total + p, 50 + average);
          expect(sum).toBeCloseTo(rawScore(calibratedLogit(calibration, margin), 0.3), 9);
        },
      ),
    );
  });

  it("take the sign of their contribution", () => {
    fc.assert(
      fc.property(calibrations, number(-4, 4), number(-6, 6), (calibration, m0, c) => {
        const explained = { margin: m0 + c, expectedMargin: m0, calibration, base: 0.5 };
        expect(Math.sign(pointsOf([c], explained).points[0] ?? 0)).toBe(Math.sign(c));
      }),
    );
  });
});

describe("scoreOf", () => {
  it("is 50 at the base and ten points more when the odds double", () => {
    expect(scoreOf(0.2, 0.2)).toBe(50);
    expect(scoreOf(1 / 3, 0.2)).toBe(60);
    expect(scoreOf(1 / 9, 0.2)).toBe(40);
  });

  it("stays within 1 to 99 and never falls when the probability rises", () => {
    fc.assert(
      fc.property(number(0, 1), number(0, 1), number(0.001, 0.999), (p, q, base) => {
        const [low, high] = [scoreOf(Math.min(p, q), base), scoreOf(Math.max(p, q), base)];
        expect(low).toBeLessThanOrEqual(high);
        expect(low).toBeGreaterThanOrEqual(1);
        expect(high).toBeLessThanOrEqual(99);
      }),
    );
  });

  it("refuses a base that is no probability inside (0, 1)", () => {
    expect(() => scoreOf(0.5, 0)).toThrow(RangeError);
    expect(() => scoreOf(0.5, Number.NaN)).toThrow(RangeError);
  });
});

describe("logit", () => {
  it("is the inverse of sigmoid", () => {
    fc.assert(
      fc.property(number(-12, 12), (x) => {
        expect(logit(sigmoid(x))).toBeCloseTo(x, 9);
      }),
    );
  });
});

describe("gradeOf", () => {
  it("changes exactly at the cut-offs", () => {
    expect([70, 69, 57, 56, 43, 42].map((score) => gradeOf(score))).toEqual(["A", "B", "B", "C", "C", "D"]);
    expect(gradeOf(60, { ...defaultCutoffs, A: 60 })).toBe("A");
  });
});
