import type { NodeRecord } from "../forest/forest.ts";
import type { CategoricalBins, FeatureBins } from "./binning.ts";
import type { TreeNode } from "./grower.ts";

/** What a leaf adds to margins, and the weight of the training rows that reached it. */
export interface LeafFigures {
  value: number;
  cover: number;
}

/** A grown tree as a list of nodes, each before its children, in the features' own values instead of bins. */
export function recordsOf(
  root: TreeNode,
  features: FeatureBins[],
  figuresOf: (leaf: TreeNode) => LeafFigures,
): NodeRecord[] {
  const records: NodeRecord[] = [];
  const append = (node: TreeNode): number => {
    const record = emptyRecord();
    const position = records.push(record) - 1;
    if (!node.branch) {
      Object.assign(record, figuresOf(node));
      return position;
    }
    const { split, left, right } = node.branch;
    const bins = features[split.feature];
    record.feature = split.feature;
    record.gain = split.gain;
    if (bins.kind === "numeric") {
      record.threshold = split.threshold;
      record.missingLeft = split.leftBins[bins.count] === 1;
    } else {
      record.codes = listedCodes(bins, split.leftBins);
    }
    record.left = append(left);
    record.right = append(right);
    record.cover = records[record.left].cover + records[record.right].cover;
    return position;
  };
  append(root);
  return records;
}

function emptyRecord(): NodeRecord {
  return {
    feature: -1,
    threshold: NaN,
    missingLeft: false,
    left: -1,
    right: -1,
    value: 0,
    cover: 0,
    gain: 0,
    codes: null,
  };
}

function listedCodes(bins: CategoricalBins, leftBins: Uint8Array): number[] {
  return Array.from(bins.codes).filter((_, bin) => leftBins[bin] === 1);
}
