import type { Forest } from "../forest/forest.ts";

/** What is known of each node before any row, one entry a node. */
export interface PathTable {
  /** The nearest split further up that tests the same feature; −1 when there is none, and in leaves. */
  above: Int32Array;
  /** Child of `above` on the way here. */
  toward: Int32Array;
  /** Share of the cover that the branches on the node's feature further up leave: 1 when there are none. */
  share: Float64Array;
  /** Distinct features tested on the way here. */
  distinct: Int32Array;
}

/** Parents come before their children, so one forward pass sees them first. */
export function pathTable({ feature, left, right, cover }: Forest): PathTable {
  const size = feature.length;
  const parent = new Int32Array(size).fill(-1);
  const above = new Int32Array(size).fill(-1);
  const toward = new Int32Array(size).fill(-1);
  const share = new Float64Array(size).fill(1);
  const distinct = new Int32Array(size);
  for (let node = 0; node < size; node++) {
    if (parent[node] >= 0) distinct[node] = distinct[parent[node]] + (above[parent[node]] < 0 ? 1 : 0);
    if (feature[node] < 0) continue;
    parent[left[node]] = node;
    parent[right[node]] = node;
    let child = node;
    let ancestor = parent[node];
    while (ancestor >= 0 && feature[ancestor] !== feature[node]) {
      child = ancestor;
      ancestor = parent[ancestor];
    }
    if (ancestor < 0) continue;
    above[node] = ancestor;
    toward[node] = child;
    share[node] = (share[ancestor] * cover[child]) / cover[ancestor];
  }
  return { above, toward, share, distinct };
}
