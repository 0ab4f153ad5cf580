import { codesOf, type Forest } from "../forest/forest.ts";

/** `nodes_modes` of ai.onnx.ml TreeEnsemble, version 5: x ≤ split, and x in a list. */
export const modes = { lessOrEqual: 0, member: 6 } as const;

/**
 * A forest in the layout of the operator: inner nodes and leaves numbered apart, each in the order of the forest's
 * table; "left" is the true branch. An id is that of a leaf where the list beside it has a 1.
 */
export interface TreeEnsemble {
  /** Inner node that each tree starts with. A tree of one leaf has a node whose two branches are that leaf. */
  roots: number[];
  features: number[];
  modes: number[];
  splits: number[];
  missingTrue: number[];
  trueIds: number[];
  trueLeaves: number[];
  falseIds: number[];
  falseLeaves: number[];
  leafValues: number[];
  /** The codes of each member node in the order of the nodes, each list ended by NaN. */
  members: number[];
}

export function ensembleOf(forest: Forest): TreeEnsemble {
  const { feature, left, right, value } = forest;
  const ids = numberNodes(forest);
  const isRoot = rootFlags(forest);
  const ensemble = emptyEnsemble();
  const addBranches = (whenTrue: number, whenFalse: number): void => {
    ensemble.trueIds.push(ids[whenTrue]);
    ensemble.trueLeaves.push(Number(feature[whenTrue] < 0));
    ensemble.falseIds.push(ids[whenFalse]);
    ensemble.falseLeaves.push(Number(feature[whenFalse] < 0));
  };
  for (let node = 0; node < feature.length; node++) {
    if (isRoot[node]) ensemble.roots.push(ensemble.features.length);
    if (feature[node] >= 0) {
      addTest(ensemble, forest, node);
      addBranches(left[node], right[node]);
      continue;
    }
    ensemble.leafValues.push(value[node]);
    if (isRoot[node]) {
      addStandIn(ensemble);
      addBranches(node, node);
    }
  }
  return ensemble;
}

/** Ids by node. The place of a lone leaf's stand-in among the inner nodes is left free. */
function numberNodes(forest: Forest): Int32Array {
  const isRoot = rootFlags(forest);
  let [inner, leaves] = [0, 0];
  return forest.feature.map((feature, node) => {
    if (feature >= 0) return inner++;
    inner += isRoot[node];
    return leaves++;
  });
}

function rootFlags({ roots, feature }: Forest): Uint8Array {
  const flags = new Uint8Array(feature.length);
  for (const root of roots) flags[root] = 1;
  return flags;
}

function emptyEnsemble(): TreeEnsemble {
  return {
    roots: [],
    features: [],
    modes: [],
    splits: [],
    missingTrue: [],
    trueIds: [],
    trueLeaves: [],
    falseIds: [],
    falseLeaves: [],
    leafValues: [],
    members: [],
  };
}

function addTest(ensemble: TreeEnsemble, forest: Forest, node: number): void {
  const codes = codesOf(forest, node);
  ensemble.features.push(forest.feature[node]);
  ensemble.modes.push(codes ? modes.member : modes.lessOrEqual);
  ensemble.splits.push(codes ? 0 : forest.threshold[node]);
  ensemble.missingTrue.push(codes ? 0 : forest.missingLeft[node]);
  if (!codes) return;
  for (const code of codes) ensemble.members.push(code);
  ensemble.members.push(NaN);
}

/** A test whose outcome does not matter. */
function addStandIn(ensemble: TreeEnsemble): void {
  ensemble.features.push(0);
  ensemble.modes.push(modes.lessOrEqual);
  ensemble.splits.push(0);
  ensemble.missingTrue.push(0);
}
