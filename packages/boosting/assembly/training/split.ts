import {
  bestFeature,
  bestFirst,
  bestMissingLeft,
  bestPosition,
  bestScore,
  bestSecond,
  foundGain,
  startSearch,
} from "./candidate";
import { scanCategorical } from "./categorical-split";
import { readNode, readRule, setDirection, totalSecond } from "./gain";
import { scanNumeric } from "./numeric-split";

/**
 * The split of greatest gain over the given features, written to `out` (src/train/split.ts reads it): f64 gain
 * (−Infinity without one), f64 first and f64 second of the left side, i32 feature, i32 position, i32 whether missing
 * goes left, i32 whether it is categorical, 256 bytes that say which bins go left if it is, and f64 score.
 *
 * @param features 12 bytes each: i32 bins, i32 1 for categorical, i32 monotone direction
 * @param offsets u32 a feature: where its bins begin in `histogram`, in bytes
 * @param counts rows a bin, at a quarter of the same offsets, or 0
 * @param scratch room for 256 × 12 bytes
 */
export function findBestSplit(
  features: usize,
  offsets: usize,
  from: i32,
  to: i32,
  histogram: usize,
  counts: usize,
  node: usize,
  rule: usize,
  scratch: usize,
  out: usize,
): void {
  readRule(rule);
  readNode(node);
  startSearch();
  let categorical = false;
  let missingLeft = false;
  for (let f = from; f < to; f++) {
    const about = features + <usize>(f * 12);
    const bins = load<i32>(about);
    const offset = <usize>load<u32>(offsets + ((<usize>f) << 2));
    const own = counts ? counts + (offset >> 2) : 0;
    setDirection(load<i32>(about, 8));
    if (load<i32>(about, 4)) {
      scanCategorical(f, histogram + offset, bins, own, scratch, out + 40);
    } else {
      scanNumeric(f, histogram + offset, bins, own);
    }
    if (bestFeature === f) {
      categorical = load<i32>(about, 4) !== 0;
      const missing = load<f64>(histogram + offset + ((<usize>bins) << 4), 8);
      // Where no row of the node is missing, missing values go with the heavier child (S3).
      missingLeft = missing > 0 ? bestMissingLeft : bestSecond * 2 >= totalSecond;
    }
  }
  store<f64>(out, foundGain());
  store<f64>(out, bestFirst, 8);
  store<f64>(out, bestSecond, 16);
  store<i32>(out, bestFeature, 24);
  store<i32>(out, bestPosition, 28);
  store<i32>(out, missingLeft ? 1 : 0, 32);
  store<i32>(out, categorical ? 1 : 0, 36);
  store<f64>(out, bestFeature < 0 ? -Infinity : bestScore, 296);
}

/** Sums over a feature's bins: first, second, into `out`. Those of the node, whichever the feature. */
export function sumBins(sums: usize, bins: i32, out: usize): void {
  let total = f64x2.splat(0);
  for (let bin = 0; bin < bins; bin++, sums += 16) total = f64x2.add(total, v128.load(sums));
  v128.store(out, total);
}
