import type { LeadReason } from "@leadlift/services/lead/get";

export interface ShownReason {
  key: string;
  text: string;
  /** whole points; all of them and 50 make the score */
  points: number;
  evidence: LeadReason["evidence"];
}

export interface ReasonRows {
  /** strongest first */
  up: ShownReason[];
  down: ShownReason[];
  /** those that come to no whole point */
  faint: ShownReason[];
  /** what is not about this lead alone: the smaller reasons together, the average lead of this model */
  rest: ShownReason[];
  /** 50 and every row, before limits */
  total: number;
}

const base = 50;

/** Rows of a score in the order they are shown, in whole points that still add up. */
export function reasonRows(reasons: readonly LeadReason[]): ReasonRows {
  const total = Math.round(reasons.reduce((sum, { points }) => sum + points, base));
  const whole = wholePoints(
    reasons.map(({ points }) => points),
    total - base,
  );
  const rows = reasons.map(({ feature, text, points, evidence }, index) => ({
    key: feature,
    text,
    exact: points,
    points: whole[index] ?? 0,
    evidence,
    own: feature !== "average" && feature !== "others",
  }));
  const strongest = rows.filter(({ own }) => own).sort((a, b) => Math.abs(b.exact) - Math.abs(a.exact));
  const shown = ({ exact: _, own: __, ...row }: (typeof rows)[number]): ShownReason => row;
  return {
    up: strongest.filter(({ points }) => points > 0).map(shown),
    down: strongest.filter(({ points }) => points < 0).map(shown),
    faint: strongest.filter(({ points }) => points === 0).map(shown),
    rest: rows.filter(({ own }) => !own).map(shown),
    total,
  };
}

/** Rounds values so that they sum to `total`, their own rounded sum: those that lose most by rounding down gain. */
export function wholePoints(values: readonly number[], total: number): number[] {
  const floors = values.map(Math.floor);
  let left = total - floors.reduce((sum, value) => sum + value, 0);
  const byLoss = values
    .map((value, index) => ({ index, loss: value - Math.floor(value) }))
    .sort((a, b) => b.loss - a.loss);
  for (const { index } of byLoss) {
    if (left <= 0) break;
    floors[index] = (floors[index] ?? 0) + 1;
    left--;
  }
  return floors;
}
