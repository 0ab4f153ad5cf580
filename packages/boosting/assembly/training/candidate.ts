import {
  childrenScore,
  gamma,
  lambda,
  leafScore,
  minSamplesLeaf,
  setDirection,
  totalFirst,
  totalRows,
  totalSecond,
} from "./gain";

/** The best split of the node found so far; the first one met wins a tie. */
export let bestScore: f64 = 0;
export let bestFeature: i32 = -1;
/** Position of the candidate as its scan numbers them. */
export let bestPosition: i32 = -1;
export let bestMissingLeft: bool = false;
export let bestFirst: f64 = 0;
export let bestSecond: f64 = 0;

let parentScore: f64 = 0;

/** Gains below this share of the children's score are rounding, not gain. */
const relativeEpsilon: f64 = 1e-12;

/** Candidates must beat the node's own score by more than gamma. */
export function startSearch(): void {
  setDirection(0);
  parentScore = leafScore(totalFirst, totalSecond, lambda);
  bestScore = parentScore + gamma;
  bestFeature = -1;
}

export function foundGain(): f64 {
  const gain = bestScore - parentScore;
  return bestFeature >= 0 && gain > relativeEpsilon * Math.abs(bestScore) ? gain : -Infinity;
}

export function take(
  score: f64,
  feature: i32,
  position: i32,
  missingLeft: bool,
  first: f64,
  second: f64,
): void {
  bestScore = score;
  bestFeature = feature;
  bestPosition = position;
  bestMissingLeft = missingLeft;
  bestFirst = first;
  bestSecond = second;
}

/** Offers rows of these sums as the left side; `rows` counts them where leaves must hold several, else is ignored. */
export function offer(
  feature: i32,
  position: i32,
  missingLeft: bool,
  first: f64,
  second: f64,
  rows: f64,
  penalty: f64,
): bool {
  if (minSamplesLeaf > 1 && (rows < minSamplesLeaf || totalRows - rows < minSamplesLeaf)) return false;
  const score = childrenScore(first, second, totalFirst - first, totalSecond - second, penalty);
  if (!(score > bestScore)) return false;
  take(score, feature, position, missingLeft, first, second);
  return true;
}
