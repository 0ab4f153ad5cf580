import type { Dataset, FeatureSpec } from "../dataset.ts";
import { type Forest, makeForest, type NodeRecord, tableOf } from "../forest/forest.ts";
import { type FeatureBins, readBins } from "./binning.ts";
import { chooseSteps, gradientPieces, meanLoss, mostRepeats, type Steps } from "./gradients.ts";
import { Grower, type TreeNode } from "./grower.ts";
import { type ChosenColumns, interleavePieces, writeChosen } from "./histogram.ts";
import { itemInts, itemLimit } from "./layout.ts";
import { leafValue } from "./leaf-value.ts";
import { type Loss, losses } from "./loss.ts";
import { countUp, sampleIndices, sampleInto, seededRandom } from "./random.ts";
import { sharedColumn } from "./shared-column.ts";
import { Team } from "./team.ts";
import type { ResolvedOptions } from "./train-options.ts";
import { TrainingSpace } from "./training-space.ts";
import { recordsOf } from "./tree-records.ts";

export interface BoostingInput {
  data: Dataset;
  labels: Float32Array;
  weights: Float32Array | null;
  held: Dataset | null;
  options: ResolvedOptions;
}

/** Cells of data a thread at least: with fewer, starting it and waiting for it costs more than it saves. */
const cellsPerThread = 300_000;

/** The ensemble under construction, and the margins of its training rows and of the held ones. */
export class Boosting {
  readonly baseScore: number;
  readonly margins: Float64Array;
  readonly heldMargins: Float64Array;
  readonly #trees: NodeRecord[][] = [];
  readonly #input: BoostingInput;
  readonly #loss: Loss;
  readonly #space: TrainingSpace;
  readonly #team: Team;
  readonly #grower: Grower;
  readonly #bins: FeatureBins[];
  readonly #random: () => number;
  /** Training rows of weight above 0, ascending. */
  readonly #eligible: Uint32Array;
  /** All other rows, which only ride along to the leaves. */
  readonly #others: Uint32Array;
  /** Whole weights repeat a row's derivatives; other weights are part of them. */
  readonly #repeatedRows: number;
  readonly #wholeWeights: boolean;
  #everyColumn: ChosenColumns | null = null;

  /** `close` must be called when done, even after an error in another method. */
  constructor(input: BoostingInput) {
    const { data, labels, weights, held, options } = input;
    this.#input = input;
    this.#loss = losses[options.objective];
    this.#random = seededRandom(options.seed);
    this.baseScore = this.#loss.baseScore(labels, weights);
    this.#wholeWeights = weights?.every((w) => Number.isInteger(w) && w <= mostRepeats) ?? false;
    this.#repeatedRows = this.#wholeWeights && weights ? weights.reduce((sum, w) => sum + w, 0) : data.rows;
    const every = countUp(data.rows + (held?.rows ?? 0));
    const weightless = (row: number): boolean => row >= data.rows || weights?.[row] === 0;
    this.#others = every.filter(weightless);
    this.#eligible = weights ? every.filter((row) => !weightless(row)) : every.subarray(0, data.rows);

    const threads = Math.max(
      1,
      Math.min(options.threads, Math.floor((data.rows * data.columns.length) / cellsPerThread)),
    );
    const space = TrainingSpace.allocate({
      rows: data.rows,
      heldRows: held?.rows ?? 0,
      width: data.columns.length,
      maxBins: options.maxBins,
      threads,
      openNodes: openNodes(options),
      counted: options.minSamplesLeaf > 1,
      weighted: weights !== null,
    });
    this.#space = space;
    const { layout } = space;
    const all = space.doubles(layout.margins, data.rows + layout.heldRows).fill(this.baseScore);
    this.margins = all.subarray(0, data.rows);
    this.heldMargins = all.subarray(data.rows);
    space.floats(layout.labels, data.rows).set(labels);
    if (weights) {
      space.floats(layout.weights, data.rows).set(weights);
      if (this.#wholeWeights) space.bytes(layout.repeats, data.rows).set(weights);
    }

    const spread = (dataset: Dataset): Float32Array[] =>
      threads > 1 ? dataset.columns.map(sharedColumn) : dataset.columns;
    const kinds = data.features.map(({ kind }) => kind);
    const columns = {
      kinds,
      levels: data.features.map(({ levels }) => levels),
      rows: spread(data),
      held: held ? spread(held) : [],
    };
    this.#team = new Team(space, columns, threads);
    try {
      this.#team.run("binColumn", kinds.length);
      this.differentiate();
    } catch (error) {
      this.#team.close();
      throw error;
    }
    this.#bins = readBins(space, kinds);
    const directions = Int8Array.from(options.monotone);
    this.#grower = new Grower({ space, team: this.#team, bins: this.#bins, directions, options });
  }

  /** Adds the next tree. */
  addTree(): void {
    const { options } = this.#input;
    const steps = this.#quantise();
    const rows = this.#layOutRows();
    const chosen = this.#chooseColumns();
    const riders = this.#space.layout.rows + this.#space.layout.heldRows - rows;
    const root = this.#grower.grow(rows, riders, chosen, steps);
    const leafMargin = (leaf: TreeNode): number =>
      leafValue(leaf.sums, leaf.bounds, options, steps) * options.learningRate;
    this.#addLeaves(root, leafMargin);
    const figuresOf = (leaf: TreeNode) => ({ value: leafMargin(leaf), cover: this.#coverOf(leaf) });
    this.#trees.push(recordsOf(root, this.#bins, figuresOf));
  }

  /** Readies the derivatives for the next tree, and the loss of the trees so far. */
  differentiate(): void {
    this.#space.amounts.set([
      Number(this.#input.options.objective === "logistic"),
      Number(this.#wholeWeights),
    ]);
    this.#team.run("differentiate", gradientPieces(this.#space.layout.rows));
  }

  /** Mean loss of the training rows after the last tree. */
  trainingLoss(): number {
    const { weights, labels } = this.#input;
    return weights ? this.#loss.mean(this.margins, labels, weights) : meanLoss(this.#space);
  }

  /** The first trees as a forest. */
  forest(trees: number): Forest {
    const { data, options } = this.#input;
    return makeForest(tableOf(this.#trees.slice(0, trees)), {
      objective: options.objective,
      baseScore: this.baseScore,
      features: data.features.map((spec, f) => resolvedSpec(spec, data.columns[f])),
    });
  }

  close(): void {
    this.#team.close();
  }

  #quantise(): Steps {
    const steps = chooseSteps(this.#space, this.#repeatedRows);
    this.#space.amounts.set([steps.first, steps.second, Number(this.#wholeWeights)]);
    this.#team.run("quantise", gradientPieces(this.#space.layout.rows));
    return steps;
  }

  /** Puts the rows that the tree is grown on first, all others after them; both ascending. */
  #layOutRows(): number {
    const { layout } = this.#space;
    const order = this.#space.words(layout.order, layout.rows + layout.heldRows);
    const eligible = this.#eligible;
    const { subsample } = this.#input.options;
    order.set(this.#others, eligible.length);
    if (subsample < 1) return sampleInto(order, eligible, subsample, this.#random);
    order.set(eligible);
    return eligible.length;
  }

  #chooseColumns(): ChosenColumns {
    const { data, options } = this.#input;
    const width = data.columns.length;
    const columns = sampleIndices(width, options.colsample, this.#random);
    if (this.#everyColumn) return this.#everyColumn;
    const categorical = this.#bins.map(({ kind }) => kind === "categorical");
    const chosen = writeChosen(this.#space, columns, Int8Array.from(options.monotone), categorical);
    this.#space.amounts[0] = columns.length;
    this.#team.run("interleave", interleavePieces(this.#space.layout.rows));
    if (columns.length === width) this.#everyColumn = chosen;
    return chosen;
  }

  #addLeaves(root: TreeNode, leafMargin: (leaf: TreeNode) => number): void {
    const { items, amounts } = this.#space;
    let count = 0;
    const run = (): void => {
      this.#team.run("addLeaf", count);
      count = 0;
    };
    for (const leaf of leavesOf(root)) {
      const value = leafMargin(leaf);
      for (const { start, end } of [leaf.rows, leaf.riders]) {
        if (start === end) continue;
        items[count * itemInts] = start;
        items[count * itemInts + 1] = end - start;
        amounts[count] = value;
        if (++count === itemLimit) run();
      }
    }
    run();
  }

  #coverOf({ rows: { start, end } }: TreeNode): number {
    const { weights } = this.#input;
    if (!weights) return end - start;
    const order = this.#space.words(this.#space.layout.order + 4 * start, end - start);
    return order.reduce((sum, row) => sum + weights[row], 0);
  }
}

function* leavesOf(node: TreeNode): Generator<TreeNode> {
  if (!node.branch) {
    yield node;
    return;
  }
  yield* leavesOf(node.branch.left);
  yield* leavesOf(node.branch.right);
}

/** Nodes that may be open at a time. */
function openNodes({ maxDepth, maxLeaves }: ResolvedOptions): number {
  const batch = 32;
  if (maxLeaves !== undefined) return maxLeaves + 4;
  return Math.min(2 ** Math.max(0, maxDepth - 1), batch * maxDepth) + batch + 2;
}

/** A categorical feature without levels gets as many as its highest code asks for. */
function resolvedSpec(spec: FeatureSpec, column: Float32Array): FeatureSpec {
  if (spec.kind === "numeric") return { name: spec.name, kind: spec.kind };
  let highest = 0;
  for (const x of column) if (Number.isInteger(x) && x > highest) highest = x;
  return { name: spec.name, kind: spec.kind, levels: spec.levels ?? highest + 1 };
}
