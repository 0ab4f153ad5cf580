import type { useTranslations } from "next-intl";

export type ScoreState = "none" | "unknown" | "scored";

export interface ShownScore {
  state: ScoreState;
  score: number | null;
  grade: string | null;
}

/** The words of scores in the reader's language. */
export type ScoreTranslator = ReturnType<typeof useTranslations<"score">>;

/** What a screen reader says for a chip, and a title for a mouse. */
export function scoreText({ state, score, grade }: ShownScore, words: ScoreTranslator): string {
  if (state === "unknown") return words("unknown");
  if (state === "none" || score === null) return words("none");
  return words("spoken", { score, grade: grade ?? "" });
}

/** How the latest score differs from the first of a trend. Null with fewer than two scores. */
export function trendText(scores: readonly number[], words: ScoreTranslator): string | null {
  const change = trendChange(scores);
  if (change === null) return null;
  const direction = change > 0 ? "up" : change < 0 ? "down" : "same";
  return words("trend", { direction, points: Math.abs(change), count: scores.length });
}

export function trendChange(scores: readonly number[]): number | null {
  const first = scores[0];
  const last = scores.at(-1);
  return scores.length < 2 || first === undefined || last === undefined ? null : last - first;
}

/** "4 in 10", "1 in 20", "fewer than 1 in 100": a share as people say it. */
export function shareText(share: number, words: ScoreTranslator): string {
  return words("share", spokenShare(share));
}

function spokenShare(share: number): { kind: string; number: number } {
  if (share <= 0) return { kind: "none", number: 0 };
  if (share >= 0.995) return { kind: "nearlyAll", number: 0 };
  const tenths = Math.round(share * 10);
  if (share >= 0.15) return { kind: tenths === 10 ? "overNine" : "tenths", number: tenths };
  if (share >= 0.01) return { kind: "oneIn", number: Math.round(1 / share) };
  return { kind: "few", number: 0 };
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
