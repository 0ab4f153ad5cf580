import type { Dataset } from "../dataset.ts";
import type { Forest } from "../forest/forest.ts";
import { checkColumns } from "../forest/predictor.ts";
import { eachBlock } from "./tree-shap.ts";

/** One entry a feature, over all splits on it. */
export interface Importance {
  /** Sum of gains. */
  gain: Float64Array;
  /** Number of splits. */
  count: Float64Array;
  /** Sum of the weights of the training rows that reached the splits. */
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

/**
 * Mean |SHAP value| of each feature over the rows of a data set, in margin units (Lundberg et al. 2020); zeros when
 * it has no rows. Memory does not grow with the rows.
 *
 * @throws ForestFormatError when the data has another number of columns, or as `explain`.
 */
export function meanAbsoluteShap(forest: Forest, data: Dataset): Float64Array {
  checkColumns(forest, data);
  const width = forest.features.length;
  const means = new Float64Array(width);
  eachBlock(forest, data, (explainer, _from, rows) => {
    const block = new Float64Array(rows * width);
    explainer.explain(rows, block, 0);
    block.forEach((value, i) => {
      means[i % width] += Math.abs(value) / data.rows;
    });
  });
  return means;
}
