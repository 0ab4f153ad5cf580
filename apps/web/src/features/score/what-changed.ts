import type { ScorePoint } from "@leadlift/services/lead/score-history";
import type { TimelineEntry } from "@leadlift/services/lead/timeline";

export type Changed = { by: "entry"; entry: TimelineEntry } | { by: "model" | "rules" | "batch" | "lead" };

/** A score comes seconds after what it answers to. */
const slackMs = 2_000;

/**
 * What most likely moved each score, first to last: another model or other rules, else the latest thing that happened
 * since the score before. Null for the first.
 */
export function whatChanged(
  points: readonly ScorePoint[],
  timeline: readonly TimelineEntry[],
): (Changed | null)[] {
  const happened = timeline.filter(({ kind }) => kind !== "score");
  return points.map((point, index) => {
    const before = points[index - 1];
    if (!before) return null;
    if (before.modelVersion !== point.modelVersion && point.modelVersion !== null) return { by: "model" };
    if (before.scorecardVersion !== point.scorecardVersion && point.scorecardVersion !== null) {
      return { by: "rules" };
    }
    const [from, until] = [before.at.getTime(), point.at.getTime()];
    const entry = happened.find(({ at }) => at.getTime() <= until + slackMs && at.getTime() > from);
    if (entry) return { by: "entry", entry };
    return { by: point.cause === "lead" ? "lead" : "batch" };
  });
}
