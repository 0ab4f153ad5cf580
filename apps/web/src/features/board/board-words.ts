import type { BoardLine } from "@leadlift/services/board/board";
import type { Share } from "@leadlift/services/statistics/wilson-interval";

const z95 = 1.96;

/** A number of leads to so many places, signed with a true minus: +2.4, −0.3, 0.0. */
export function differenceText(value: number, digits = 1): string {
  const text = Math.abs(value).toFixed(digits);
  if (Number(text) === 0) return text;
  return `${value > 0 ? "+" : "−"}${text}`;
}

/** Whether a difference reads as above, below or neither once it is rounded as shown. */
export function directionOf(difference: number): "above" | "below" | "even" {
  const shown = Math.round(difference * 10);
  return shown > 0 ? "above" : shown < 0 ? "below" : "even";
}

/** By how much luck alone moves a result, in 19 months of 20. */
export function luckOf(variance: number): number {
  return z95 * Math.sqrt(Math.max(0, variance));
}

export interface Rightness {
  n: number;
  share: number;
  /** what the score alone would have had right of the same leads */
  scoreShare: number;
}

/** How often somebody's own hot or cold was right; null before the first outcome of a judged lead. */
export function rightness({
  hot,
  cold,
  hotExpected,
  coldExpected,
}: BoardLine["judgements"]): Rightness | null {
  const n = hot.n + cold.n;
  if (n === 0) return null;
  return {
    n,
    share: (hot.hits + cold.n - cold.hits) / n,
    scoreShare: (hotExpected + cold.n - coldExpected) / n,
  };
}

/** Points of percent between two shares as they are shown; null where either is not known. */
export function pointsBetween(now: Share, before: Share | undefined): number | null {
  if (now.share === null || !before || before.share === null) return null;
  return Math.round(now.share * 100) - Math.round(before.share * 100);
}
