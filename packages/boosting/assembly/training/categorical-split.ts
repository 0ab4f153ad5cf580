import { bestFirst, bestMissingLeft, bestPosition, bestScore, bestSecond, offer, take } from "./candidate";
import { categoryL2, categorySmoothing, lambda, totalFirst, totalRows, totalSecond } from "./gain";

/** Up to this many categories each is tried against the rest; above, subsets in gradient order (S4, S5). */
const oneVersusRestLimit: i32 = 4;

/**
 * Writes the bins that go left into `goesLeft` (256 bytes) when it finds a better split than there was: listed
 * categories go left, everything else right (S6).
 *
 * @param scratch room for 256 × 12 bytes
 */
export function scanCategorical(
  feature: i32,
  sums: usize,
  bins: i32,
  counts: usize,
  scratch: usize,
  goesLeft: usize,
): void {
  const present = scratch + 2048;
  const missing = sums + ((<usize>bins) << 4);
  const hasMissing = load<f64>(missing, 8) > 0;
  const missingRows: f64 = counts ? <f64>load<u32>(counts + ((<usize>bins) << 2)) : 0;
  let size = 0;
  for (let bin = 0; bin < bins; bin++) {
    if (load<f64>(sums + ((<usize>bin) << 4), 8) > 0) store<u32>(present + (size++ << 2), bin);
  }
  const before = bestScore;
  if (bins <= oneVersusRestLimit) {
    scanEach(feature, sums, counts, present, size, missing, hasMissing, missingRows);
    if (bestScore > before)
      listBins(present, size, bestPosition, bestPosition + 1, goesLeft, hasMissing, feature);
    return;
  }
  sortByGradient(sums, present, scratch, size);
  scanPrefixes(feature, sums, counts, present, size, missing, hasMissing, missingRows);
  if (bestScore > before) listBins(present, size, 0, bestPosition + 1, goesLeft, hasMissing, feature);
}

/** Candidate k is category k against the rest; candidate `size` is all categories against missing. */
function scanEach(
  feature: i32,
  sums: usize,
  counts: usize,
  present: usize,
  size: i32,
  missing: usize,
  hasMissing: bool,
  missingRows: f64,
): void {
  const missingFirst = load<f64>(missing);
  const missingSecond = load<f64>(missing, 8);
  for (let k = 0; k < size; k++) {
    const bin = load<u32>(present + (k << 2));
    const first = load<f64>(sums + ((<usize>bin) << 4));
    const second = load<f64>(sums + ((<usize>bin) << 4), 8);
    const rows = rowsOf(counts, bin);
    offer(feature, k, false, first, second, rows, lambda);
    if (hasMissing) {
      offer(feature, k, true, first + missingFirst, second + missingSecond, rows + missingRows, lambda);
    }
  }
  if (hasMissing) {
    const first = totalFirst - missingFirst;
    offer(feature, size, false, first, totalSecond - missingSecond, totalRows - missingRows, lambda);
  }
}

/**
 * Candidate k is the first k + 1 categories in gradient order. Without smoothing one of these is the best of all
 * subsets (Fisher 1958); the smoothing and the extra lambda are those of LightGBM (Ke et al. 2017).
 */
function scanPrefixes(
  feature: i32,
  sums: usize,
  counts: usize,
  present: usize,
  size: i32,
  missing: usize,
  hasMissing: bool,
  missingRows: f64,
): void {
  const missingFirst = load<f64>(missing);
  const missingSecond = load<f64>(missing, 8);
  const penalty = lambda + categoryL2;
  let first: f64 = 0;
  let second: f64 = 0;
  let rows: f64 = 0;
  for (let k = 0; k < size; k++) {
    const bin = load<u32>(present + (k << 2));
    first += load<f64>(sums + ((<usize>bin) << 4));
    second += load<f64>(sums + ((<usize>bin) << 4), 8);
    rows += rowsOf(counts, bin);
    offer(feature, k, false, first, second, rows, penalty);
    if (hasMissing) {
      offer(feature, k, true, first + missingFirst, second + missingSecond, rows + missingRows, penalty);
    }
  }
}

/**
 * The chosen categories are present[from … to − 1], or all of them when `from` is past the last. Which side is
 * listed decides where missing rows go: without any in the node, with the heavier side (S3).
 */
function listBins(
  present: usize,
  size: i32,
  from: i32,
  to: i32,
  goesLeft: usize,
  hasMissing: bool,
  feature: i32,
): void {
  const all = from === size;
  const listChosen = hasMissing ? !bestMissingLeft : bestSecond * 2 <= totalSecond;
  memory.fill(goesLeft, 0, 256);
  for (let k = 0; k < size; k++) {
    const chosen = all || (k >= from && k < to);
    if (chosen === listChosen) store<u8>(goesLeft + <usize>load<u32>(present + (k << 2)), 1);
  }
  if (!listChosen) {
    take(bestScore, feature, bestPosition, bestMissingLeft, totalFirst - bestFirst, totalSecond - bestSecond);
  }
}

/** Shell sort by G ÷ (H + smoothing), ties by bin. */
function sortByGradient(sums: usize, present: usize, ratios: usize, size: i32): void {
  for (let k = 0; k < size; k++) {
    const at = sums + ((<usize>load<u32>(present + (k << 2))) << 4);
    store<f64>(ratios + (k << 3), load<f64>(at) / (load<f64>(at, 8) + categorySmoothing));
  }
  let gap = size > 57 ? 57 : size > 23 ? 23 : size > 10 ? 10 : size > 4 ? 4 : 1;
  for (; gap > 0; gap = gap === 57 ? 23 : gap === 23 ? 10 : gap === 10 ? 4 : gap === 4 ? 1 : 0) {
    for (let i = gap; i < size; i++) {
      const ratio = load<f64>(ratios + (i << 3));
      const bin = load<u32>(present + (i << 2));
      let j = i;
      for (; j >= gap; j -= gap) {
        const other = load<f64>(ratios + ((j - gap) << 3));
        const otherBin = load<u32>(present + ((j - gap) << 2));
        if (other < ratio || (other === ratio && otherBin < bin)) break;
        store<f64>(ratios + (j << 3), other);
        store<u32>(present + (j << 2), otherBin);
      }
      store<f64>(ratios + (j << 3), ratio);
      store<u32>(present + (j << 2), bin);
    }
  }
}

function rowsOf(counts: usize, bin: u32): f64 {
  return counts ? <f64>load<u32>(counts + ((<usize>bin) << 2)) : 0;
}
