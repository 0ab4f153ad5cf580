export type ScoreState = "none" | "unknown" | "scored";

export interface ShownScore {
  state: ScoreState;
  score: number | null;
  grade: string | null;
}

const gradeWords: Readonly<Record<string, string>> = { A: "high", B: "good", C: "fair", D: "low" };

export function gradeWord(grade: string | null): string {
  return (grade && gradeWords[grade]) || "";
}

/** What a screen reader says for a chip, and a title for a mouse. */
export function scoreText({ state, score, grade }: ShownScore): string {
  if (state === "unknown") return "Not enough known yet";
  if (state === "none" || score === null) return "Not scored yet";
  return `Score ${score}, grade ${grade}, ${gradeWord(grade)}`;
}

/** How the latest score differs from the first of a trend. Null with fewer than two scores. */
export function trendText(scores: readonly number[]): string | null {
  const change = trendChange(scores);
  if (change === null) return null;
  if (change === 0) return `Unchanged over the last ${scores.length} scores`;
  return `${change > 0 ? "Up" : "Down"} ${Math.abs(change)} over the last ${scores.length} scores`;
}

export function trendChange(scores: readonly number[]): number | null {
  const first = scores[0];
  const last = scores.at(-1);
  return scores.length < 2 || first === undefined || last === undefined ? null : last - first;
}

/** "4 in 10", "1 in 20", "fewer than 1 in 100": a share as people say it. */
export function inTen(share: number): string {
  if (share <= 0) return "none";
  if (share >= 0.995) return "nearly all";
  const tenths = Math.round(share * 10);
  if (share >= 0.15) return tenths === 10 ? "more than 9 in 10" : `${tenths} in 10`;
  if (share >= 0.01) return `1 in ${Math.round(1 / share)}`;
  return "fewer than 1 in 100";
}

export interface CalibrationBin {
  predicted: number;
  observed: number;
  n: number;
}

/** The bin of past leads whose predicted probability lies nearest to a lead's. */
export function nearestBin<Bin extends CalibrationBin>(
  bins: readonly Bin[],
  probability: number,
): Bin | null {
  let nearest: Bin | null = null;
  for (const bin of bins) {
    if (bin.n === 0) continue;
    const closer =
      Math.abs(bin.predicted - probability) < Math.abs((nearest?.predicted ?? Infinity) - probability);
    if (closer) nearest = bin;
  }
  return nearest;
}

/** Whether a lead's furthest step lies at the target or beyond: then a chance of reaching it says nothing. */
export function hasReached(ladder: readonly { key: string }[], step: string | null, target: string): boolean {
  const place = (key: string | null) => ladder.findIndex((rung) => rung.key === key);
  return place(target) >= 0 && place(step) >= place(target);
}
