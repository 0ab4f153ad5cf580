import type { Thresholds } from "@leadlift/services/webhook/events";

/** As somebody types them. */
export interface ThresholdTexts {
  /** empty: points alone tell nothing */
  points: string;
  grade: boolean;
  min: string;
  max: string;
}

const usual: Thresholds = { minPoints: 5, gradeCrossing: true, min: null, max: null };

export function textsOf(thresholds: Thresholds = usual): ThresholdTexts {
  const text = (value: number | null) => (value === null ? "" : String(value));
  const { minPoints, gradeCrossing, min, max } = thresholds;
  return { points: text(minPoints), grade: gradeCrossing, min: text(min), max: text(max) };
}

/** What was typed, or the name of the sentence that says what is wrong with it. */
export function readThresholds(
  texts: ThresholdTexts,
): Thresholds | "wrongPoints" | "nothing" | "wrongScore" | "wrongRange" {
  const minPoints = read(texts.points, 98);
  const [min, max] = [read(texts.min, 99), read(texts.max, 99)];
  if (minPoints === undefined) return "wrongPoints";
  if (min === undefined || max === undefined) return "wrongScore";
  if (minPoints === null && !texts.grade) return "nothing";
  if (min !== null && max !== null && min > max) return "wrongRange";
  return { minPoints, gradeCrossing: texts.grade, min, max };
}

/** Null: nothing was typed. Undefined: no whole number from 1 to `most`. */
function read(text: string, most: number): number | null | undefined {
  const trimmed = text.trim();
  if (trimmed === "") return null;
  const value = /^\d{1,2}$/.test(trimmed) ? Number(trimmed) : 0;
  return value >= 1 && value <= most ? value : undefined;
}
