/** Mean of −log likelihood; margins are log-odds, labels 0 or 1. */
export function logLoss(margins: Float64Array, labels: Float32Array): number {
  let sum = 0;
  for (let i = 0; i < margins.length; i++) {
    const m = margins[i];
    // log(1 + e^m) − y·m, written so that neither exponent overflows.
    sum += Math.max(m, 0) - labels[i] * m + Math.log1p(Math.exp(-Math.abs(m)));
  }
  return sum / margins.length;
}

export function meanSquaredError(margins: Float64Array, labels: Float32Array): number {
  let sum = 0;
  for (let i = 0; i < margins.length; i++) sum += (margins[i] - labels[i]) ** 2;
  return sum / margins.length;
}

/** Area under the ROC curve: share of (positive, negative) pairs in the right order, ties half. NaN with one class. */
export function auc(margins: Float64Array, labels: Float32Array): number {
  const positives = margins.filter((_, i) => labels[i] > 0.5).sort();
  const negatives = margins.filter((_, i) => labels[i] <= 0.5).sort();
  let pairs = 0;
  let below = 0;
  let upTo = 0;
  for (const margin of positives) {
    while (below < negatives.length && negatives[below] < margin) below++;
    upTo = Math.max(upTo, below);
    while (upTo < negatives.length && negatives[upTo] === margin) upTo++;
    pairs += (below + upTo) / 2;
  }
  return pairs / (positives.length * negatives.length);
}
