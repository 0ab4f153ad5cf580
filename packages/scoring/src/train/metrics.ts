/** Row indices by descending score; equal scores in row order. */
function ranking(scores: Float64Array): Uint32Array {
  return Uint32Array.from(scores, (_, i) => i).sort((a, b) => scores[b] - scores[a] || a - b);
}

/** Area under the ROC curve: share of (positive, negative) pairs in the right order, ties half. NaN with one class. */
export function auc(scores: Float64Array, labels: Uint8Array): number {
  const { ofPositives } = placements(scores, labels);
  return mean(ofPositives);
}

/** 95 % interval of the AUC (DeLong, DeLong & Clarke-Pearson 1988), within [0, 1]. */
export function aucInterval(scores: Float64Array, labels: Uint8Array): { low: number; high: number } {
  const { ofPositives, ofNegatives } = placements(scores, labels);
  const middle = mean(ofPositives);
  const error = Math.sqrt(
    variance(ofPositives) / ofPositives.length + variance(ofNegatives) / ofNegatives.length,
  );
  return { low: Math.max(0, middle - 1.96 * error), high: Math.min(1, middle + 1.96 * error) };
}

/** AUC of `scores` above that of `others` on the same rows, with its 95 % interval (DeLong et al. 1988, paired). */
export function aucGain(
  scores: Float64Array,
  others: Float64Array,
  labels: Uint8Array,
): { auc: number; low: number; high: number } {
  const [one, other] = [rowPlacements(scores, labels), rowPlacements(others, labels)];
  const differences = [1, 0].map((y) => {
    const rows = Uint32Array.from(labels.keys()).filter((row) => labels[row] === y);
    return Float64Array.from(rows, (row) => one[row] - other[row]);
  });
  const gain = mean(differences[0]);
  const error = Math.sqrt(differences.reduce((sum, each) => sum + variance(each) / each.length, 0));
  return { auc: gain, low: gain - 1.96 * error, high: gain + 1.96 * error };
}

/** `placements` in the order of the rows. */
function rowPlacements(scores: Float64Array, labels: Uint8Array): Float64Array {
  const placed = new Float64Array(labels.length);
  const { ofPositives, ofNegatives } = placements(scores, labels);
  for (const [y, shares] of [ofNegatives, ofPositives].entries()) {
    const rows = Uint32Array.from(labels.keys()).filter((row) => labels[row] === y);
    // Equal scores have equal placements, so any order among them will do.
    rows
      .sort((a, b) => scores[a] - scores[b])
      .forEach((row, i) => {
        placed[row] = shares[i];
      });
  }
  return placed;
}

/** For each positive the share of negatives below it, and for each negative the share of positives above it. */
function placements(scores: Float64Array, labels: Uint8Array) {
  const positives = scores.filter((_, i) => labels[i] === 1).sort();
  const negatives = scores.filter((_, i) => labels[i] !== 1).sort();
  return {
    ofPositives: shareBelow(positives, negatives),
    ofNegatives: shareBelow(negatives, positives).map((share) => 1 - share),
  };
}

/** Both sorted ascending; equal ones count half. */
function shareBelow(values: Float64Array, others: Float64Array): Float64Array {
  let below = 0;
  let upTo = 0;
  return values.map((value) => {
    while (below < others.length && others[below] < value) below++;
    upTo = Math.max(upTo, below);
    while (upTo < others.length && others[upTo] === value) upTo++;
    return (below + upTo) / 2 / others.length;
  });
}

function mean(values: Float64Array): number {
  return values.reduce((sum, x) => sum + x, 0) / values.length;
}

function variance(values: Float64Array): number {
  const middle = mean(values);
  return values.reduce((sum, x) => sum + (x - middle) ** 2, 0) / Math.max(1, values.length - 1);
}

/** Average precision: Σ (recallₖ − recallₖ₋₁) · precisionₖ over distinct scores. */
export function averagePrecision(scores: Float64Array, labels: Uint8Array): number {
  const order = ranking(scores);
  const positives = labels.reduce((sum, y) => sum + y, 0);
  let [found, before, area] = [0, 0, 0];
  order.forEach((row, i) => {
    found += labels[row];
    if (i + 1 < order.length && scores[order[i + 1]] === scores[row]) return;
    area += ((found - before) / positives) * (found / (i + 1));
    before = found;
  });
  // Of a perfect ranking the sum rounds to a little more than 1.
  return Math.min(1, area);
}

export function brier(probabilities: Float64Array, labels: Uint8Array): number {
  return probabilities.reduce((sum, p, i) => sum + (p - labels[i]) ** 2, 0) / probabilities.length;
}

/** Mean of −log likelihood; probabilities are kept 1e-12 away from 0 and 1. */
export function logLoss(probabilities: Float64Array, labels: Uint8Array): number {
  const sum = probabilities.reduce((total, p, i) => {
    const own = labels[i] === 1 ? p : 1 - p;
    return total - Math.log(Math.min(1 - 1e-12, Math.max(1e-12, own)));
  }, 0);
  return sum / probabilities.length;
}

/** Rows by ascending probability in bins whose sizes differ by one at most, the larger ones first. */
function equalBins(probabilities: Float64Array, bins: number): Uint32Array[] {
  const order = Uint32Array.from(probabilities, (_, i) => i).sort(
    (a, b) => probabilities[a] - probabilities[b] || a - b,
  );
  const size = Math.floor(order.length / bins);
  const larger = order.length % bins;
  let start = 0;
  return Array.from({ length: bins }, (_, bin) => {
    const end = start + size + (bin < larger ? 1 : 0);
    const rows = order.subarray(start, end);
    start = end;
    return rows;
  });
}

export interface CalibrationBin {
  predicted: number;
  observed: number;
  n: number;
  /** 95 % Wilson interval of observed. */
  low: number;
  high: number;
}

export function calibrationBins(
  probabilities: Float64Array,
  labels: Uint8Array,
  bins = 10,
): CalibrationBin[] {
  return equalBins(probabilities, bins)
    .filter((rows) => rows.length > 0)
    .map((rows) => {
      const n = rows.length;
      const predicted = rows.reduce((sum, row) => sum + probabilities[row], 0) / n;
      const observed = rows.reduce((sum, row) => sum + labels[row], 0) / n;
      return { predicted: Math.min(1, predicted), observed, n, ...wilsonInterval(observed, n) };
    });
}

/** Expected calibration error: |observed − predicted| averaged over bins, weighted by their rows. */
export function expectedCalibrationError(probabilities: Float64Array, labels: Uint8Array, bins = 10): number {
  const sum = calibrationBins(probabilities, labels, bins).reduce(
    (total, bin) => total + bin.n * Math.abs(bin.observed - bin.predicted),
    0,
  );
  return sum / probabilities.length;
}

/** 95 % interval of a share seen in n cases (Wilson 1927). */
export function wilsonInterval(share: number, n: number): { low: number; high: number } {
  const z = 1.96;
  const middle = (share + z ** 2 / (2 * n)) / (1 + z ** 2 / n);
  const half = (z / (1 + z ** 2 / n)) * Math.sqrt((share * (1 - share)) / n + z ** 2 / (4 * n ** 2));
  return { low: Math.max(0, middle - half), high: Math.min(1, middle + half) };
}

/**
 * Positives among the best-ranked share of the rows (at least one row). Where equal scores straddle the edge, the
 * expectation over their orders.
 */
export function positivesAt(
  scores: Float64Array,
  labels: Uint8Array,
  shares: readonly number[],
): { rows: number; positives: number }[] {
  const order = ranking(scores);
  const found = new Float64Array(order.length + 1);
  for (let start = 0; start < order.length; ) {
    let end = start;
    let positives = 0;
    while (end < order.length && scores[order[end]] === scores[order[start]])
      positives += labels[order[end++]];
    for (let i = start; i < end; i++)
      found[i + 1] = found[start] + (positives * (i + 1 - start)) / (end - start);
    start = end;
  }
  return shares.map((share) => {
    const rows = Math.min(order.length, Math.max(1, Math.round(order.length * share)));
    return { rows, positives: found[rows] };
  });
}
