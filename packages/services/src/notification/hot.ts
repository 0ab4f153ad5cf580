import type { Grade } from "@leadlift/scoring/grade";

export const risePoints = 15;

/** A row of a lead's score history. */
export interface PastScore {
  score: number | null;
  grade: Grade | null;
  modelId: string | null;
  scorecardVersion: number | null;
}

/** What makes a lead hot; `rise` null: it was not scored before. */
export interface Heat {
  score: number;
  grade: Grade;
  rise: number | null;
}

/**
 * Whether a new score makes a lead hot: it enters grade A, or lies 15 points above one of the day before. `past` is
 * that day's history, latest first, with the score that stood at its beginning. What another model or other rules
 * thought is no past of this score: nothing happened to the lead.
 */
export function heatOf(latest: PastScore, past: readonly PastScore[]): Heat | null {
  const { score, grade } = latest;
  if (score === null || grade === null) return null;
  const [before] = past;
  const known = past.some((each) => each.score !== null);
  if (!known) return grade === "A" ? { score, grade, rise: null } : null;
  const comparable = past.flatMap((each) =>
    sameOrigin(each, latest) && each.score !== null ? [each.score] : [],
  );
  const rise = score - Math.min(...comparable, score);
  const enters = grade === "A" && before !== undefined && sameOrigin(before, latest) && before.grade !== "A";
  return enters || rise >= risePoints ? { score, grade, rise } : null;
}

function sameOrigin(one: PastScore, other: PastScore): boolean {
  return one.modelId === other.modelId && one.scorecardVersion === other.scorecardVersion;
}
