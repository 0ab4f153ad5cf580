import type { BinnedData } from "./binning.ts";
import type { FixedGradients } from "./fixed-point.ts";
import { combine, Gain, type NodeSums, type SplitOptions } from "./gain.ts";
import {
  allocateGather,
  allocateHistogram,
  buildHistogram,
  type GatherBuffer,
  type Histogram,
  subtractHistogram,
} from "./histogram.ts";
import { findBestSplit, type Split } from "./split.ts";

export interface GrowOptions extends SplitOptions {
  maxDepth: number;
  /** When set, nodes are split best gain first until there are this many leaves. */
  maxLeaves: number | undefined;
}

export interface TreeNode {
  sums: NodeSums;
  depth: number;
  /** Range of the node's rows in the tree's row order. */
  start: number;
  end: number;
  /** −G ÷ (H + λ), without the learning rate. */
  value: number;
  branch: { split: Split; left: TreeNode; right: TreeNode } | null;
}

/** A node that may still be split, with what is needed to do it. */
interface OpenNode {
  node: TreeNode;
  histogram: Histogram;
  split: Split;
}

/** Grows one tree at a time on the same binned data, keeping its buffers between trees. */
export class Grower {
  readonly #data: BinnedData;
  readonly #options: GrowOptions;
  readonly #gather: GatherBuffer;
  readonly #spill: Uint32Array;
  readonly #freeHistograms: Histogram[] = [];

  constructor(data: BinnedData, options: GrowOptions) {
    this.#data = data;
    this.#options = options;
    this.#gather = allocateGather(data.rows);
    this.#spill = new Uint32Array(data.rows);
  }

  /** Reorders `rows` so that each leaf's rows are together, in `start` … `end`, in their original order. */
  grow(rows: Uint32Array, features: Uint32Array, gradients: FixedGradients): TreeNode {
    const rule = new Gain(this.#options, gradients);
    const sums = sumRows(rows, gradients);
    const root = makeNode(sums, rule, 0, 0, rows.length);
    const open: OpenNode[] = [];
    const consider = (node: TreeNode, histogram: Histogram): void => {
      const split = findBestSplit(this.#data, features, histogram, node.sums, rule);
      if (split) open.push({ node, histogram, split });
      else this.#freeHistograms.push(histogram);
    };

    if (this.#options.maxDepth > 0) {
      const histogram = this.#takeHistogram();
      buildHistogram(this.#data, features, rows, gradients, this.#gather, histogram);
      consider(root, histogram);
    }
    for (let leaves = 1; leaves < (this.#options.maxLeaves ?? Infinity); leaves++) {
      const next = this.#next(open);
      if (!next) break;
      const { node, histogram, split } = next;
      const [left, right] = this.#divide(node, split, rows, rule);
      node.branch = { split, left, right };
      if (left.depth === this.#options.maxDepth) {
        this.#freeHistograms.push(histogram);
        continue;
      }
      const [smaller, larger] = left.sums.rows <= right.sums.rows ? [left, right] : [right, left];
      const smallHistogram = this.#takeHistogram();
      const smallRows = rows.subarray(smaller.start, smaller.end);
      buildHistogram(this.#data, features, smallRows, gradients, this.#gather, smallHistogram);
      subtractHistogram(histogram, smallHistogram);
      consider(smaller, smallHistogram);
      consider(larger, histogram);
    }
    for (const { histogram } of open) this.#freeHistograms.push(histogram);
    return root;
  }

  /**
   * Without a limit on leaves the order does not change the tree, and the last one opened keeps the fewest
   * histograms alive.
   */
  #next(open: OpenNode[]): OpenNode | undefined {
    if (this.#options.maxLeaves === undefined) return open.pop();
    let best = 0;
    for (let i = 1; i < open.length; i++) if (open[i].split.gain > open[best].split.gain) best = i;
    return open.splice(best, 1)[0];
  }

  /** Stable partition of the node's rows. */
  #divide(node: TreeNode, split: Split, rows: Uint32Array, rule: Gain): [TreeNode, TreeNode] {
    const bins = this.#data.bins[split.feature];
    let kept = node.start;
    let spilled = 0;
    for (let i = node.start; i < node.end; i++) {
      const row = rows[i];
      if (split.leftBins[bins[row]] === 1) rows[kept++] = row;
      else this.#spill[spilled++] = row;
    }
    rows.set(this.#spill.subarray(0, spilled), kept);
    const right = combine(node.sums, split.left, -1);
    return [
      makeNode(split.left, rule, node.depth + 1, node.start, kept),
      makeNode(right, rule, node.depth + 1, kept, node.end),
    ];
  }

  #takeHistogram(): Histogram {
    return this.#freeHistograms.pop() ?? allocateHistogram(this.#data);
  }
}

function makeNode(sums: NodeSums, rule: Gain, depth: number, start: number, end: number): TreeNode {
  return { sums, depth, start, end, value: rule.leafValue(sums), branch: null };
}

function sumRows(rows: Uint32Array, gradients: FixedGradients): NodeSums {
  const sums = { first: 0, second: 0, rows: rows.length };
  for (const row of rows) {
    sums.first += gradients.first[row];
    sums.second += gradients.second[row];
  }
  return sums;
}
