import type { Grade } from "@leadlift/scoring/grade";
import type { Thresholds } from "./events.ts";

/** A lead's score as somebody may know it. */
export interface KnownScore {
  state: "none" | "unknown" | "scored";
  score: number | null;
  grade: Grade | null;
}

/**
 * Whether a change from what was last told is told. A score that comes, goes, or enters or leaves the range always is;
 * outside of the range nothing is.
 */
export function isNews(
  { minPoints, gradeCrossing, min, max }: Thresholds,
  before: KnownScore,
  after: KnownScore,
): boolean {
  const within = ({ score }: KnownScore) =>
    score !== null && (min === null || score >= min) && (max === null || score <= max);
  const [was, is] = [within(before), within(after)];
  if (before.score === null && after.score === null)
    return before.state !== after.state && unbounded(min, max);
  if (was !== is) return true;
  if (!is || before.score === null || after.score === null) return false;
  if (gradeCrossing && before.grade !== after.grade) return true;
  return minPoints !== null && Math.abs(after.score - before.score) >= minPoints;
}

function unbounded(min: number | null, max: number | null): boolean {
  return min === null && max === null;
}
