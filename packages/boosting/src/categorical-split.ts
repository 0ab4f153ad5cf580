import type { CategoricalBins } from "./binning.ts";
import {
  binSums,
  type CandidateSearch,
  combine,
  type FeatureSplit,
  type NodeSums,
  type SplitOptions,
} from "./gain.ts";
import { binWidth } from "./histogram.ts";

/** Up to this many categories each is tried against the rest; above, subsets in gradient order. */
const oneVersusRestLimit = 4;

/**
 * Listed categories go left; missing, unseen and those absent from this node go right. The missing direction is
 * learned by choosing which of the two sides is listed; without missing rows in the node it is the smaller one.
 */
export function scanCategorical(
  bins: CategoricalBins,
  sums: Float64Array,
  total: NodeSums,
  search: CandidateSearch,
  options: SplitOptions,
  secondStep: number,
): FeatureSplit | null {
  const missing = binSums(sums, bins.count);
  const present = presentBins(bins, sums);
  const oneVersusRest = bins.count <= oneVersusRestLimit;
  if (oneVersusRest) scanEach(present, sums, missing, total, search);
  else {
    sortByGradient(present, sums, options.categorySmoothing / secondStep);
    scanPrefixes(present, sums, missing, search, options.categoryL2);
  }
  if (search.position < 0) return null;

  const chosen = oneVersusRest
    ? present.filter((_, k) => k === search.position || search.position === present.length)
    : present.slice(0, search.position + 1);
  const listChosen = missing.rows > 0 ? !search.missingLeft : search.left.rows * 2 <= total.rows;
  const listed = listChosen ? chosen : present.filter((bin) => !chosen.includes(bin));
  const leftBins = new Uint8Array(bins.count + 1);
  for (const bin of listed) leftBins[bin] = 1;
  return { leftBins, threshold: NaN, left: listChosen ? search.left : combine(total, search.left, -1) };
}

function presentBins(bins: CategoricalBins, sums: Float64Array): number[] {
  const present: number[] = [];
  for (let b = 0; b < bins.count; b++) if (sums[b * binWidth + 2] > 0) present.push(b);
  return present;
}

/** Candidate k is category k against the rest; candidate n is all categories against missing. */
function scanEach(
  present: number[],
  sums: Float64Array,
  missing: NodeSums,
  total: NodeSums,
  search: CandidateSearch,
): void {
  present.forEach((bin, k) => {
    const one = binSums(sums, bin);
    search.offer(k, one, false);
    if (missing.rows > 0) search.offer(k, combine(one, missing, 1), true);
  });
  if (missing.rows > 0) search.offer(present.length, combine(total, missing, -1), false);
}

/**
 * Candidate k is the first k + 1 categories in gradient order. Without smoothing one of these is the best of all
 * subsets (Fisher 1958); the smoothing and the extra lambda are those of LightGBM (Ke et al. 2017).
 */
function scanPrefixes(
  present: number[],
  sums: Float64Array,
  missing: NodeSums,
  search: CandidateSearch,
  extraLambda: number,
): void {
  let left: NodeSums = { first: 0, second: 0, rows: 0 };
  present.forEach((bin, k) => {
    left = combine(left, binSums(sums, bin), 1);
    search.offer(k, left, false, extraLambda);
    if (missing.rows > 0) search.offer(k, combine(left, missing, 1), true, extraLambda);
  });
}

function sortByGradient(present: number[], sums: Float64Array, smoothing: number): void {
  const ratio = (bin: number): number => sums[bin * binWidth] / (sums[bin * binWidth + 1] + smoothing);
  present.sort((a, b) => ratio(a) - ratio(b) || a - b);
}
