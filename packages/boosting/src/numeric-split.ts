import type { NumericBins } from "./binning.ts";
import { binSums, type CandidateSearch, type FeatureSplit, type NodeSums } from "./gain.ts";
import { binWidth } from "./histogram.ts";

/**
 * Candidates: every cut with missing rows on the right, then on the left, and missing rows against the rest.
 * Without missing rows in the node the missing direction is that of the larger child.
 */
export function scanNumeric(
  bins: NumericBins,
  sums: Float64Array,
  total: NodeSums,
  search: CandidateSearch,
): FeatureSplit | null {
  const missing = binSums(sums, bins.count);
  const hasMissing = missing.rows > 0;
  scanCuts(sums, hasMissing ? bins.count : bins.count - 1, { first: 0, second: 0, rows: 0 }, false, search);
  if (hasMissing) scanCuts(sums, bins.count - 1, { ...missing }, true, search);
  if (search.position < 0) return null;

  const missingLeft = hasMissing ? search.missingLeft : search.left.rows * 2 >= total.rows;
  const leftBins = new Uint8Array(bins.count + 1).fill(1, 0, search.position + 1);
  leftBins[bins.count] = Number(missingLeft);
  const threshold = search.position < bins.cuts.length ? bins.cuts[search.position] : Infinity;
  return { leftBins, threshold, left: search.left };
}

/** `left` holds what is left of the first cut besides the bins; it is used up. */
function scanCuts(
  sums: Float64Array,
  cuts: number,
  left: NodeSums,
  missingLeft: boolean,
  search: CandidateSearch,
): void {
  for (let b = 0; b < cuts; b++) {
    const rows = sums[b * binWidth + 2];
    // An empty bin makes the same partition as the cut before it.
    if (rows === 0) continue;
    left.first += sums[b * binWidth];
    left.second += sums[b * binWidth + 1];
    left.rows += rows;
    search.offer(b, left, missingLeft);
  }
}
