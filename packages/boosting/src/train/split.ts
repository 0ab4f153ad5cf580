import type { FeatureBins } from "./binning.ts";
import type { Steps } from "./gradients.ts";
import { nodeDoubles, splitBytes } from "./layout.ts";
import type { TrainingSpace } from "./training-space.ts";

/** Sums of a node's derivatives, in steps. */
export interface NodeSums {
  first: number;
  second: number;
}

/** What values leaves may have under the monotone constraints above them, in steps of first over second. */
export interface Bounds {
  low: number;
  high: number;
}

export const unbounded: Bounds = { low: -Infinity, high: Infinity };

export interface SplitOptions {
  lambda: number;
  alpha: number;
  gamma: number;
  minChildWeight: number;
  minSamplesLeaf: number;
  /** Added to the second derivatives of a category when categories are put in order. */
  categorySmoothing: number;
  /** Added to lambda in the children of a many-vs-many split. */
  categoryL2: number;
}

export interface Split {
  /** Column of the data. */
  feature: number;
  gain: number;
  /** Numeric: x ≤ threshold goes left. NaN for a categorical split. */
  threshold: number;
  /** 1 for each bin of the feature whose rows go left; its last bin is for missing values. */
  leftBins: Uint8Array;
  left: NodeSums;
}

/** Penalties and limits in one round's steps, as the kernels take them. Powers of two: nothing is rounded. */
export function writeRule(space: TrainingSpace, options: SplitOptions, steps: Steps): void {
  const unit = steps.second;
  space
    .doubles(space.layout.rule, 7)
    .set([
      options.lambda / unit,
      options.alpha / steps.first,
      Math.max(0.5, options.minChildWeight / unit),
      options.minSamplesLeaf,
      options.categorySmoothing / unit,
      options.categoryL2 / unit,
      (options.gamma / steps.first / steps.first) * unit,
    ]);
}

export function writeNode(
  space: TrainingSpace,
  index: number,
  { first, second }: NodeSums,
  rows: number,
  { low, high }: Bounds,
): void {
  const at = space.layout.nodes / 8 + nodeDoubles * index;
  space.f64[at] = first;
  space.f64[at + 1] = second;
  space.f64[at + 2] = rows;
  space.f64[at + 3] = low;
  space.f64[at + 4] = high;
}

/** The best split of node `index` of the batch over the parts it was searched in, or null. */
export function readSplit(
  space: TrainingSpace,
  index: number,
  parts: number,
  chosen: Uint32Array,
  bins: FeatureBins[],
  steps: Steps,
): Split | null {
  const { f64, i32 } = space;
  let best = -1;
  let bestScore = -Infinity;
  for (let part = 0; part < parts; part++) {
    const at = splitAt(space, index, part);
    const score = f64[(at + 296) / 8];
    if (score > bestScore) {
      best = at;
      bestScore = score;
    }
  }
  if (best < 0) return null;
  const gain = f64[best / 8];
  if (gain === -Infinity) return null;
  const left = { first: f64[best / 8 + 1], second: f64[best / 8 + 2] };
  const place = i32[best / 4 + 6];
  const position = i32[best / 4 + 7];
  const missingLeft = i32[best / 4 + 8];
  const feature = chosen[place];
  const about = bins[feature];
  const found = { feature, gain: (gain * steps.first * steps.first) / steps.second, left };
  if (about.kind === "categorical") {
    return { ...found, threshold: NaN, leftBins: space.bytes(best + 40, about.count + 1).slice() };
  }
  const leftBins = new Uint8Array(about.count + 1).fill(1, 0, position + 1);
  leftBins[about.count] = missingLeft;
  return {
    ...found,
    threshold: position < about.cuts.length ? about.cuts[position] : Infinity,
    leftBins,
  };
}

export function splitAt(space: TrainingSpace, index: number, part: number): number {
  return space.layout.splits + splitBytes * (index * space.layout.threads + part);
}
