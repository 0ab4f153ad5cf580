import type { BinnedData } from "./binning.ts";
import { scanCategorical } from "./categorical-split.ts";
import { CandidateSearch, type FeatureSplit, type Gain, type NodeSums } from "./gain.ts";
import { binWidth, type Histogram } from "./histogram.ts";
import { scanNumeric } from "./numeric-split.ts";

export interface Split extends FeatureSplit {
  feature: number;
  gain: number;
}

/** The split of greatest gain over the given features, or null when none gains more than gamma. */
export function findBestSplit(
  data: BinnedData,
  features: Uint32Array,
  histogram: Histogram,
  total: NodeSums,
  rule: Gain,
): Split | null {
  let best: Split | null = null;
  for (const feature of features) {
    const bins = data.features[feature];
    const sums = histogram.subarray(data.offsets[feature] * binWidth, data.offsets[feature + 1] * binWidth);
    const floor: number = best ? best.gain : rule.options.gamma;
    const search = new CandidateSearch(rule, total, floor);
    const found =
      bins.kind === "numeric"
        ? scanNumeric(bins, sums, total, search)
        : scanCategorical(bins, sums, total, search, rule.options, rule.secondStep);
    if (found) best = { feature, gain: search.gain, ...found };
  }
  return best;
}
