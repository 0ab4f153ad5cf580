import { bestScore, offer, take } from "./candidate";
import { alpha, bounded, direction, lambda, minChildWeight, totalFirst, totalSecond } from "./gain";

/**
 * Candidates: every cut with missing rows on the right, then on the left, and missing rows against the rest (S2).
 *
 * @param sums the feature's bins, the last one for missing values
 * @param counts rows a bin as u32, or 0 when leaves of one row are allowed
 */
export function scanNumeric(feature: i32, sums: usize, bins: i32, counts: usize): void {
  const missing = sums + ((<usize>bins) << 4);
  const missingFirst = load<f64>(missing);
  const missingSecond = load<f64>(missing, 8);
  const hasMissing = missingSecond > 0;
  if (counts || bounded || direction !== 0) {
    const missingRows: f64 = counts ? load<u32>(counts + ((<usize>bins) << 2)) : 0;
    scanWatched(feature, sums, hasMissing ? bins : bins - 1, counts, 0, 0, 0, false);
    if (hasMissing) {
      scanWatched(feature, sums, bins - 1, counts, missingFirst, missingSecond, missingRows, true);
    }
    return;
  }
  scanFree(feature, sums, hasMissing ? bins : bins - 1, 0, 0, false);
  if (hasMissing) scanFree(feature, sums, bins - 1, missingFirst, missingSecond, true);
}

/** No limits but the children's weights: both sides of a cut are weighed in one vector. */
function scanFree(
  feature: i32,
  sums: usize,
  cuts: i32,
  leftFirst: f64,
  leftSecond: f64,
  missingLeft: bool,
): void {
  const total = f64x2.replace_lane(f64x2.splat(totalFirst), 1, totalSecond);
  const penalty = f64x2.splat(lambda);
  const shrink = f64x2.splat(alpha);
  const least = f64x2.splat(minChildWeight);
  const zero = f64x2.splat(0);
  let left = f64x2.replace_lane(f64x2.splat(leftFirst), 1, leftSecond);
  let best = bestScore;
  let position = -1;
  let bestLeft = left;
  for (let bin = 0; bin < cuts; bin++, sums += 16) {
    const sum = v128.load(sums);
    // An empty bin makes the same partition as the cut before it.
    if (f64x2.extract_lane(sum, 1) === 0) continue;
    left = f64x2.add(left, sum);
    const right = f64x2.sub(total, left);
    const firsts = v128.shuffle<f64>(left, right, 0, 2);
    const seconds = v128.shuffle<f64>(left, right, 1, 3);
    const size = f64x2.pmax(f64x2.sub(f64x2.abs(firsts), shrink), zero);
    const scores = f64x2.div(f64x2.mul(size, size), f64x2.add(seconds, penalty));
    const score = f64x2.extract_lane(scores, 0) + f64x2.extract_lane(scores, 1);
    if (score > best && i64x2.all_true(f64x2.ge(seconds, least))) {
      best = score;
      position = bin;
      bestLeft = left;
    }
  }
  if (position < 0) return;
  take(
    best,
    feature,
    position,
    missingLeft,
    f64x2.extract_lane(bestLeft, 0),
    f64x2.extract_lane(bestLeft, 1),
  );
}

/** With bounds on leaf values, a direction to keep, or rows to count. */
function scanWatched(
  feature: i32,
  sums: usize,
  cuts: i32,
  counts: usize,
  first: f64,
  second: f64,
  rows: f64,
  missingLeft: bool,
): void {
  for (let bin = 0; bin < cuts; bin++, sums += 16) {
    const weight = load<f64>(sums, 8);
    if (weight === 0) continue;
    first += load<f64>(sums);
    second += weight;
    if (counts) rows += <f64>load<u32>(counts + ((<usize>bin) << 2));
    offer(feature, bin, missingLeft, first, second, rows, lambda);
  }
}
