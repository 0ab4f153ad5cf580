import type { FunnelRow, GradeRow } from "@leadlift/services/insights/insights";
import type { CostPer } from "@leadlift/services/insights/source-row";

/** Grades with enough behind them to be compared, best first. */
export function comparedGrades(rows: readonly GradeRow[], least = 20): GradeRow[] {
  return rows.filter(({ grade, reached }) => grade !== null && reached.n >= least);
}

/** Whether each grade comes at least as often as the next one; null with fewer than two to compare. */
export function isSteep(rows: readonly GradeRow[]): boolean | null {
  const shares = comparedGrades(rows).map(({ reached }) => reached.share ?? 0);
  if (shares.length < 2) return null;
  return shares.every((share, place) => place === 0 || share <= (shares[place - 1] ?? 1));
}

/** The step before which most are lost, by share; null where nothing can be said. */
export function narrowest(rows: readonly FunnelRow[], least = 20): FunnelRow | null {
  const known = rows.filter(({ ofBefore }) => ofBefore.n >= least && ofBefore.share !== null);
  return known.reduce<FunnelRow | null>(
    (worst, row) => ((row.ofBefore.share ?? 1) < (worst?.ofBefore.share ?? 1) ? row : worst),
    null,
  );
}

/** Rupees as typed ("450", "1,200.50", "₹ 90") in paise; null where it is no amount that can be kept. */
export function paiseOf(typed: string): number | null {
  const bare = typed.replace(/[₹,\s]/g, "");
  if (!/^\d{1,8}(\.\d{1,2})?$/.test(bare)) return null;
  const paise = Math.round(Number(bare) * 100);
  return paise <= 1_000_000_000 ? paise : null;
}

/** What stands beside a cost: nothing known, no result yet, or from what to what it may be. */
export function costState(
  { paise, low, high }: CostPer,
  costed: number,
): "none" | "nobody" | "orMore" | "between" {
  if (costed === 0) return "none";
  if (paise === null || low === null) return "nobody";
  return high === null ? "orMore" : "between";
}
