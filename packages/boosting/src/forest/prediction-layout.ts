import type { Forest } from "./forest.ts";

/** A forest laid out for prediction: four words a node, siblings side by side, trees level by level. */
export interface PredictionLayout {
  /**
   * Word 0: offset of the tested value among a row's; ~offset in categorical splits. 1: threshold (float32); where
   * the split's set starts. 2: first word of the left child, the right one's is 4 further. 3: words of the set.
   * A leaf tests a value that always goes left, to the leaf itself: steps too many do no harm.
   */
  nodes: Int32Array;
  /** The same memory. */
  thresholds: Float32Array;
  /** Value of each node: of leaf n (its first word) at n ÷ 4. */
  leaves: Float64Array;
  sets: Uint32Array;
  trees: TreeLayout[];
  /** Values of a row: each feature's with missing as NaN, which goes right, and as −Infinity, left; and −Infinity. */
  rowValues: number;
}

export interface TreeLayout {
  /** First word of the root. */
  root: number;
  depth: number;
  /** Some splits are on categories. */
  categorical: boolean;
  /** Most rows get to their leaf in much fewer steps than the depth. */
  skewed: boolean;
}

const layouts = new WeakMap<Forest, PredictionLayout>();

/** Kept as long as the forest is. */
export function predictionLayout(forest: Forest): PredictionLayout {
  let layout = layouts.get(forest);
  if (!layout) {
    layout = layOut(forest);
    layouts.set(forest, layout);
  }
  return layout;
}

function layOut(forest: Forest): PredictionLayout {
  const { feature, threshold, missingLeft, left, right, value, setStart, setWords, sets, features } = forest;
  const nodes = new Int32Array(feature.length * 4);
  const thresholds = new Float32Array(nodes.buffer);
  const leaves = new Float64Array(feature.length);
  let end = 0;
  const layTree = (root: number): TreeLayout => {
    const start = end;
    const order = [root];
    let inLevel = 1;
    let depth = 0;
    let categorical = false;
    let passed = 0;
    for (let i = 0; i < order.length; i++) {
      const node = order[i];
      const at = (start + i) * 4;
      const f = feature[node];
      if (f < 0) {
        nodes[at] = features.length * 2;
        nodes[at + 2] = at;
        leaves[start + i] = value[node];
      } else {
        passed += forest.cover[node];
        nodes[at + 2] = (start + order.length) * 4;
        order.push(left[node], right[node]);
        if (setWords[node] > 0) {
          categorical = true;
          nodes[at] = ~(f * 2);
          nodes[at + 1] = setStart[node];
          nodes[at + 3] = setWords[node];
        } else {
          nodes[at] = f * 2 + missingLeft[node];
          thresholds[at + 1] = threshold[node];
        }
      }
      inLevel--;
      if (inLevel === 0 && i + 1 < order.length) {
        inLevel = order.length - i - 1;
        depth++;
      }
    }
    end += order.length;
    // Each split adds one step to the rows that pass it.
    const steps = passed / forest.cover[root];
    return { root: start * 4, depth, categorical, skewed: depth > 2 + 2 * steps };
  };
  const trees = Array.from(forest.roots, layTree);
  return { nodes, thresholds, leaves, sets, trees, rowValues: features.length * 2 + 1 };
}
