/** Weights are one a row; without them each is 1. */
type Weights = Float32Array | null | undefined;

/** Mean of −log likelihood; margins are log-odds, labels 0 or 1. */
export function logLoss(margins: Float64Array, labels: Float32Array, weights?: Weights): number {
  return weightedMean(margins.length, weights, (i) => {
    const m = margins[i];
    // log(1 + e^m) − y·m, written so that neither exponent overflows.
    return Math.max(m, 0) - labels[i] * m + Math.log1p(Math.exp(-Math.abs(m)));
  });
}

export function meanSquaredError(margins: Float64Array, labels: Float32Array, weights?: Weights): number {
  return weightedMean(margins.length, weights, (i) => (margins[i] - labels[i]) ** 2);
}

function weightedMean(rows: number, weights: Weights, value: (row: number) => number): number {
  let sum = 0;
  let total = 0;
  for (let i = 0; i < rows; i++) {
    const weight = weights ? weights[i] : 1;
    // A row without weight may have a value without meaning.
    if (weight > 0) sum += weight * value(i);
    total += weight;
  }
  return sum / total;
}

/**
 * Area under the ROC curve: share of (positive, negative) pairs in the right order, ties half; a pair weighs the
 * product of its rows' weights. NaN with one class.
 */
export function auc(margins: Float64Array, labels: Float32Array, weights?: Weights): number {
  const order = Uint32Array.from(margins, (_, i) => i).sort((a, b) => margins[a] - margins[b]);
  let [pairs, below, positives] = [0, 0, 0];
  for (let i = 0; i < order.length; ) {
    const margin = margins[order[i]];
    let [tiedPositives, tiedNegatives] = [0, 0];
    for (; i < order.length && margins[order[i]] === margin; i++) {
      const weight = weights ? weights[order[i]] : 1;
      if (labels[order[i]] > 0.5) tiedPositives += weight;
      else tiedNegatives += weight;
    }
    pairs += tiedPositives * (below + tiedNegatives / 2);
    below += tiedNegatives;
    positives += tiedPositives;
  }
  return pairs / (positives * below);
}
