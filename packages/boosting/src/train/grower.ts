import { balances } from "./balance.ts";
import type { FeatureBins } from "./binning.ts";
import { leftRows, type Range, writeDivision } from "./division.ts";
import type { Steps } from "./gradients.ts";
import { type ChosenColumns, type HistogramOf, writeSearch, writeShape } from "./histogram.ts";
import { childBounds } from "./leaf-value.ts";
import {
  type Bounds,
  type NodeSums,
  readSplit,
  type Split,
  type SplitOptions,
  unbounded,
  writeNode,
  writeRule,
} from "./split.ts";
import type { Team } from "./team.ts";
import type { TrainingSpace } from "./training-space.ts";

export interface GrowOptions extends SplitOptions {
  maxDepth: number;
  /** When set, nodes are split best gain first until there are this many leaves. */
  maxLeaves: number | undefined;
}

export interface TreeNode {
  sums: NodeSums;
  depth: number;
  /** Rows it was grown on, as places in the tree's row order; and rows that are only carried along. */
  rows: Range;
  riders: Range;
  bounds: Bounds;
  branch: { split: Split; left: TreeNode; right: TreeNode } | null;
}

/** A node that may still be split. Its histogram is in `slot`, or was given up and is −1. */
interface OpenNode {
  node: TreeNode;
  slot: number;
  split: Split;
}

export interface GrowerParts {
  space: TrainingSpace;
  team: Team;
  bins: FeatureBins[];
  /** Monotone direction of each feature: −1, 0, 1. */
  directions: Int8Array;
  options: GrowOptions;
}

/** What clearing, subtracting and searching a histogram costs, in rows added to it. */
const searchOverhead = 1000;

/** Grows the trees of one training. */
export class Grower {
  readonly #parts: GrowerParts;
  readonly #freeSlots: number[];

  constructor(parts: GrowerParts) {
    this.#parts = parts;
    this.#freeSlots = Array.from({ length: parts.space.layout.slots }, (_, slot) => slot);
  }

  /**
   * Grows a tree on the rows at the first `rows` places of `layout.order`, and carries the `riders` after them to
   * its leaves. Leaves the rows and the riders of each leaf together, each in their original order.
   */
  grow(rows: number, riders: number, chosen: ChosenColumns, steps: Steps): TreeNode {
    writeRule(this.#parts.space, this.#parts.options, steps);
    return new TreeGrowth(this.#parts, this.#freeSlots, chosen, steps).grow(rows, riders);
  }
}

class TreeGrowth {
  readonly #parts: GrowerParts;
  readonly #freeSlots: number[];
  readonly #chosen: ChosenColumns;
  readonly #steps: Steps;
  readonly #open: OpenNode[] = [];
  /** Parts that the last search was made in. */
  #searchParts = 1;

  constructor(parts: GrowerParts, freeSlots: number[], chosen: ChosenColumns, steps: Steps) {
    this.#parts = parts;
    this.#freeSlots = freeSlots;
    this.#chosen = chosen;
    this.#steps = steps;
  }

  grow(rows: number, riders: number): TreeNode {
    const { options, space } = this.#parts;
    const root: TreeNode = {
      sums: { first: 0, second: 0 },
      depth: 0,
      rows: { start: 0, end: rows },
      riders: { start: rows, end: rows + riders },
      bounds: unbounded,
      branch: null,
    };
    const slot = this.#takeSlot();
    writeNode(space, 0, root.sums, rows, root.bounds);
    writeSearch(space, 0, {
      smaller: { slot, start: 0, rows, searched: options.maxDepth > 0 },
      larger: null,
      subtracts: false,
    });
    this.#search([rows], true);
    const [first, second] = space.doubles(space.layout.nodes, 2);
    root.sums = { first, second };
    if (options.maxDepth > 0) this.#consider(root, slot, 0);
    else this.#freeSlots.push(slot);

    const mostLeaves = options.maxLeaves ?? Infinity;
    const batch = options.maxLeaves === undefined ? space.layout.batch : 1;
    for (let leaves = 1; leaves < mostLeaves && this.#open.length > 0; ) {
      const nodes = this.#next(batch);
      this.#split(nodes);
      leaves += nodes.length;
    }
    for (const { slot: kept } of this.#open) if (kept >= 0) this.#freeSlots.push(kept);
    return root;
  }

  /**
   * Without a limit on leaves the order does not change the tree, and those opened last have the fewest histograms
   * alive below them.
   */
  #next(batch: number): OpenNode[] {
    const open = this.#open;
    if (this.#parts.options.maxLeaves === undefined) return open.splice(Math.max(0, open.length - batch));
    let best = 0;
    for (let i = 1; i < open.length; i++) if (open[i].split.gain > open[best].split.gain) best = i;
    return open.splice(best, 1);
  }

  /** Divides the nodes' rows among their children, and looks for the children's splits. */
  #split(nodes: OpenNode[]): void {
    // The longest work first: what is left at the end is short, and threads finish together.
    nodes.sort((a, b) => sizeOf(b.node) - sizeOf(a.node));
    this.#divide(nodes);
    const growing = nodes.filter(({ node }) => node.depth + 1 < this.#parts.options.maxDepth);
    for (const { slot, node } of nodes) {
      if (slot >= 0 && node.depth + 1 >= this.#parts.options.maxDepth) this.#freeSlots.push(slot);
    }
    if (growing.length === 0) return;
    const { space } = this.#parts;
    const pairs = growing.map(({ node, slot }, i) => {
      const [smaller, larger] = childrenBySize(node);
      const subtracts = slot >= 0;
      const slots = [this.#takeSlot(), subtracts ? slot : this.#takeSlot()];
      writeNode(space, 2 * i, smaller.sums, sizeOf(smaller), smaller.bounds);
      writeNode(space, 2 * i + 1, larger.sums, sizeOf(larger), larger.bounds);
      writeSearch(space, i, {
        smaller: this.#histogramOf(smaller, slots[0]),
        larger: this.#histogramOf(larger, slots[1]),
        subtracts,
      });
      return { smaller, larger, slots };
    });
    this.#search(
      pairs.map(({ smaller }) => sizeOf(smaller)),
      false,
    );
    pairs.forEach(({ smaller, larger, slots }, i) => {
      this.#consider(smaller, slots[0], 2 * i);
      this.#consider(larger, slots[1], 2 * i + 1);
    });
  }

  #histogramOf(node: TreeNode, slot: number): HistogramOf {
    return { slot, start: node.rows.start, rows: sizeOf(node), searched: this.#splittable(node) };
  }

  #splittable(node: TreeNode): boolean {
    return sizeOf(node) >= 2 * this.#parts.options.minSamplesLeaf;
  }

  /**
   * Big nodes are searched by all threads, some columns each; of many small ones each thread takes whole nodes, since
   * fetching a row costs more than one of its columns.
   *
   * @param sizes rows of each item's smaller child
   */
  #search(sizes: number[], root: boolean): void {
    const { space, team } = this.#parts;
    const chosen = this.#chosen;
    const whole = balances(
      sizes.map((rows) => rows + searchOverhead),
      team.size,
      1.3,
    );
    this.#searchParts = whole ? 1 : Math.min(team.size, chosen.columns.length);
    writeShape(space, { items: sizes.length, chosen, root, parts: this.#searchParts });
    team.run("searchSplits", sizes.length * this.#searchParts);
  }

  /** Opens the node if a split was found for it at `index` of the batch; else its histogram is not needed again. */
  #consider(node: TreeNode, slot: number, index: number): void {
    const { space, bins } = this.#parts;
    const split = this.#splittable(node)
      ? readSplit(space, index, this.#searchParts, this.#chosen.columns, bins, this.#steps)
      : null;
    if (split) this.#open.push({ node, slot, split });
    else this.#freeSlots.push(slot);
  }

  #divide(nodes: OpenNode[]): void {
    const { space, team } = this.#parts;
    const tables = space.bytes(space.layout.tables, 256 * nodes.length);
    const ranges: Range[] = [];
    nodes.forEach(({ node, split }, i) => {
      tables.set(split.leftBins, 256 * i);
      for (const range of [node.rows, node.riders]) {
        writeDivision(space, ranges.length, range, split.feature, i);
        ranges.push(range);
      }
    });
    if (balances(ranges.map(lengthOf), team.size, 1.3)) {
      team.run("divideItem", ranges.length);
    } else {
      const slices = ranges.length * space.layout.threads;
      team.run("divideSlice", slices);
      team.run("collectSlice", slices);
    }
    nodes.forEach(({ node, split }, i) => {
      const middle = node.rows.start + leftRows(space, 2 * i);
      const ridersMiddle = node.riders.start + leftRows(space, 2 * i + 1);
      node.branch = { split, ...this.#children(node, split, middle, ridersMiddle) };
    });
  }

  #children(node: TreeNode, split: Split, middle: number, ridersMiddle: number) {
    const { left: sums } = split;
    const depth = node.depth + 1;
    const right = { first: node.sums.first - sums.first, second: node.sums.second - sums.second };
    const { directions, options } = this.#parts;
    const bounds = childBounds(
      node.bounds,
      directions[split.feature],
      { left: sums, right },
      options,
      this.#steps,
    );
    return {
      left: {
        sums,
        depth,
        rows: { start: node.rows.start, end: middle },
        riders: { start: node.riders.start, end: ridersMiddle },
        bounds: bounds.left,
        branch: null,
      },
      right: {
        sums: right,
        depth,
        rows: { start: middle, end: node.rows.end },
        riders: { start: ridersMiddle, end: node.riders.end },
        bounds: bounds.right,
        branch: null,
      },
    };
  }

  /** When none is free, the node that will be split last gives up its histogram. */
  #takeSlot(): number {
    const slot = this.#freeSlots.pop();
    if (slot !== undefined) return slot;
    const holders = this.#open.filter((node) => node.slot >= 0);
    const last =
      this.#parts.options.maxLeaves === undefined
        ? holders[0]
        : holders.reduce((least, node) => (node.split.gain < least.split.gain ? node : least));
    const taken = last.slot;
    last.slot = -1;
    return taken;
  }
}

function childrenBySize(node: TreeNode): [smaller: TreeNode, larger: TreeNode] {
  if (!node.branch) throw new Error("The node has not been split.");
  const { left, right } = node.branch;
  return sizeOf(left) <= sizeOf(right) ? [left, right] : [right, left];
}

function sizeOf({ rows }: TreeNode): number {
  return lengthOf(rows);
}

function lengthOf({ start, end }: Range): number {
  return end - start;
}
