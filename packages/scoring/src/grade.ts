import { type Calibration, calibratedLogit, calibrationSlope } from "./calibration.ts";

export type { Calibration } from "./calibration.ts";

export type Grade = "A" | "B" | "C" | "D";

/** Least score of each grade; below C is D. */
export interface Cutoffs {
  A: number;
  B: number;
  C: number;
}

export const defaultCutoffs: Readonly<Cutoffs> = { A: 70, B: 57, C: 43 };

/**
 * One row of an explanation, in points. `feature` is the source column, or "average" (what this model says of its
 * average lead), "messages" (what was read in text) or "others" (the smaller reasons together). `code` with
 * `params` is what `wordReason` turns into a sentence.
 */
export interface Reason {
  feature: string;
  code: string;
  params: Record<string, string | number | boolean | null>;
  points: number;
  /** of how many training rows like this so many reached the target; not there where nobody counted */
  evidence?: { leads: number; reached: number };
}

/** Ten points double the odds. */
export const pointsPerLogit = 10 / Math.LN2;

export function logit(probability: number): number {
  return Math.log(probability) - Math.log1p(-probability);
}

/** 50 + 10 · log2(odds ÷ base odds), neither rounded nor limited. `base` is a probability inside (0, 1). */
export function rawScore(logOdds: number, base: number): number {
  if (!(base > 0 && base < 1))
    throw new RangeError(`The base probability is ${base}: it lies inside (0, 1).`);
  return 50 + pointsPerLogit * (logOdds - logit(base));
}

/** The score: `rawScore` rounded, within 1 to 99. 50 is the average lead when the base was set. */
export function scoreOf(probability: number, base: number): number {
  return Math.min(99, Math.max(1, Math.round(rawScore(logit(probability), base))));
}

export function gradeOf(score: number, cutoffs: Cutoffs = defaultCutoffs): Grade {
  if (score >= cutoffs.A) return "A";
  if (score >= cutoffs.B) return "B";
  return score >= cutoffs.C ? "C" : "D";
}

export interface Explained {
  margin: number;
  /** m₀: the model's expected margin; margin = m₀ + the sum of the contributions. */
  expectedMargin: number;
  calibration: Calibration;
  /** Probability that stands at 50 points. */
  base: number;
}

/**
 * Contributions to the margin, in points: (10 ÷ ln 2) · cᵢ · (g(m) − g(m₀)) ÷ (m − m₀), and the row "average lead
 * of this model". 50 + average + the sum of points = `rawScore` of the calibrated margin.
 */
export function pointsOf(
  contributions: ArrayLike<number>,
  explained: Explained,
): { average: number; points: Float64Array } {
  const { margin, expectedMargin, calibration, base } = explained;
  const scale = pointsPerLogit * meanSlope(calibration, expectedMargin, margin);
  return {
    average: rawScore(calibratedLogit(calibration, expectedMargin), base) - 50,
    points: Float64Array.from(contributions, (c) => scale * c),
  };
}

/** (g(to) − g(from)) ÷ (to − from); its limit, the derivative, where the difference would be rounding noise. */
function meanSlope(calibration: Calibration, from: number, to: number): number {
  const distance = to - from;
  if (Math.abs(distance) < 1e-5) return calibrationSlope(calibration, from + distance / 2);
  return (calibratedLogit(calibration, to) - calibratedLogit(calibration, from)) / distance;
}
