import type { Forest } from "../forest/forest.ts";
import type { PathTable } from "./tree-shap-paths.ts";

/** The order in which a tree's nodes are worked on. */
export interface TreePlan {
  /** Splits on categories. */
  codes: number[];
  /** Leaves beside a split. */
  loneLeaves: number[];
  /**
   * Splits with a split below, parents first, in runs of one kind: those whose feature is new on the path, those
   * whose feature is tested further up, and so on in turn. Runs have no branch to mispredict.
   */
  runs: number[][];
  /** Splits of two leaves whose feature is new on the path. */
  firstEnds: number[];
  /** Splits of two leaves whose feature is tested further up. */
  againEnds: number[];
  /** Nodes that have a slot, siblings side by side, the root first: all but the leaves of the two lists above. */
  slots: number[];
  /** Distinct features on the longest such path. */
  distinct: number;
}

/** Null for a tree of one leaf. */
export function planTree(forest: Forest, { above, distinct }: PathTable, root: number): TreePlan | null {
  const { feature, left, right, setWords } = forest;
  if (feature[root] < 0) return null;
  const plan: TreePlan = {
    codes: [],
    loneLeaves: [],
    runs: [],
    firstEnds: [],
    againEnds: [],
    slots: [root],
    distinct: 0,
  };
  const ready: [first: number[], again: number[]] = [[], []];
  const place = (node: number): void => {
    if (feature[node] < 0) {
      plan.loneLeaves.push(node);
      plan.distinct = Math.max(plan.distinct, distinct[node]);
      return;
    }
    if (setWords[node] > 0) plan.codes.push(node);
    const again = above[node] >= 0;
    if (feature[left[node]] >= 0 || feature[right[node]] >= 0) ready[again ? 1 : 0].push(node);
    else {
      (again ? plan.againEnds : plan.firstEnds).push(node);
      plan.distinct = Math.max(plan.distinct, distinct[left[node]]);
    }
  };
  place(root);
  for (let kind: 0 | 1 = 0; ready[0].length + ready[1].length > 0; kind = kind === 0 ? 1 : 0) {
    const run = ready[kind];
    ready[kind] = [];
    // Grows while it is walked: children of the same kind join the run.
    for (const node of run) {
      plan.slots.push(left[node], right[node]);
      place(left[node]);
      place(right[node]);
      run.push(...ready[kind].splice(0));
    }
    plan.runs.push(run);
  }
  return plan;
}
