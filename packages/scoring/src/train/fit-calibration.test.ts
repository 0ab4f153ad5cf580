import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Calibration, calibratedLogit, calibrationSlope, sigmoid } from "../calibration.ts";
import { fitCalibration } from "./fit-calibration.ts";
import { logLoss } from "./metrics.ts";
import { seededRandom } from "./random.ts";

/** Margins, and labels drawn with the probability that `truth` gives each. */
function drawn(rows: number, truth: (margin: number) => number, seed = 5) {
  const random = seededRandom(seed);
  const margins = Float64Array.from({ length: rows }, () => 8 * random() - 5);
  return { margins, labels: Uint8Array.from(margins, (m) => (random() < truth(m) ? 1 : 0)) };
}

describe("fitCalibration", { timeout: 30_000 }, () => {
  it("finds a straight truth again", () => {
    const { margins, labels } = drawn(40_000, (m) => sigmoid(0.6 * m + 0.4));
    const fitted = fitCalibration(margins, labels);
    for (const m of [-4, -1, 0, 2]) expect(calibratedLogit(fitted, m)).toBeCloseTo(0.6 * m + 0.4, 0.7);
  });

  it("bends when the truth does, and is then better than a straight line", () => {
    const truth: Calibration = { kind: "beta", a: 1.6, b: 0.4, c: 0.2 };
    const { margins, labels } = drawn(40_000, (m) => sigmoid(calibratedLogit(truth, m)));
    const fitted = fitCalibration(margins, labels);
    expect(fitted.kind).toBe("beta");
    const loss = (g: Calibration) =>
      logLoss(
        margins.map((m) => sigmoid(calibratedLogit(g, m))),
        labels,
      );
    expect(loss(fitted)).toBeLessThan(loss({ kind: "platt", a: 1, b: 0 }));
    expect(loss(fitted)).toBeLessThanOrEqual(loss(truth));
  });

  it("is strictly increasing whatever the rows are, noise and perfect separation included", () => {
    const rows = fc.array(
      fc.tuple(fc.double({ min: -9, max: 9, noNaN: true }), fc.integer({ min: 0, max: 1 })),
      {
        minLength: 5,
        maxLength: 50,
      },
    );
    fc.assert(
      fc.property(rows, (pairs) => {
        const fitted = fitCalibration(
          Float64Array.from(pairs, ([m]) => m),
          Uint8Array.from(pairs, ([, y]) => y),
        );
        for (const m of [-20, -3, 0, 3, 20]) {
          expect(calibrationSlope(fitted, m)).toBeGreaterThan(0);
          expect(calibrationSlope(fitted, m)).toBeLessThanOrEqual(5);
        }
      }),
    );
  });
});
