import type { Forest } from "./forest.ts";

/** One entry a feature, over all splits on it. */
export interface Importance {
  /** Sum of gains. */
  gain: Float64Array;
  /** Number of splits. */
  count: Float64Array;
  /** Sum of the training rows that reached the splits. */
  cover: Float64Array;
}

export function importance(forest: Forest): Importance {
  const width = forest.features.length;
  const sums = {
    gain: new Float64Array(width),
    count: new Float64Array(width),
    cover: new Float64Array(width),
  };
  forest.feature.forEach((feature, node) => {
    if (feature < 0) return;
    sums.gain[feature] += forest.gain[node];
    sums.count[feature] += 1;
    sums.cover[feature] += forest.cover[node];
  });
  return sums;
}
