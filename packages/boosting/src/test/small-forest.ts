import { makeForest, type NodeRecord, tableOf } from "../forest/forest.ts";

/** A leaf, and an inner node with the next two nodes for children, to be spread into records of one's own. */
export const leafNode: NodeRecord = {
  feature: -1,
  threshold: NaN,
  missingLeft: false,
  left: -1,
  right: -1,
  value: 0,
  cover: 1,
  gain: 0,
  codes: null,
};
export const innerNode: NodeRecord = { ...leafNode, left: 1, right: 2, cover: 2, gain: 0.75 };

const leaves = [
  { ...leafNode, value: -0.5 },
  { ...leafNode, value: 0.25 },
];

/** A numeric split, a categorical one, and a tree of one leaf. */
export const smallForest = makeForest(
  tableOf([
    [{ ...innerNode, feature: 0, threshold: 1.5, missingLeft: true }, ...leaves],
    [{ ...innerNode, feature: 1, codes: [0, 40] }, ...leaves],
    [{ ...leafNode, value: 0.125 }],
  ]),
  {
    objective: "logistic",
    baseScore: 0.1,
    features: [
      { name: "x", kind: "numeric" },
      { name: "c", kind: "categorical", levels: 50 },
    ],
  },
);
