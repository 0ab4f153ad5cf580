import { binDataset } from "./binning.ts";
import { checkDataset, type Dataset, type FeatureSpec, toRowMajor } from "./dataset.ts";
import { TrainingError } from "./errors.ts";
import { allocateFixed, toFixed } from "./fixed-point.ts";
import { type Forest, makeForest, type NodeRecord, type NodeTable, tableOf } from "./forest.ts";
import { Grower, type TreeNode } from "./grower.ts";
import { type Loss, losses } from "./loss.ts";
import { auc } from "./metrics.ts";
import { leafOf } from "./predictor.ts";
import { sampleIndices, seededRandom } from "./random.ts";
import {
  type ResolvedOptions,
  type RoundMetrics,
  resolveOptions,
  type TrainOptions,
} from "./train-options.ts";
import { recordsOf } from "./tree-records.ts";

export interface TrainResult {
  forest: Forest;
  /** Rounds trained. */
  rounds: number;
  /** Rounds kept in the forest: the best by validation with early stopping, else all. */
  bestRound: number;
  /** Metrics after each round. */
  history: RoundMetrics[];
}

export interface LabelledData {
  data: Dataset;
  labels: Float32Array;
}

/**
 * Trains a forest by gradient boosting. Synchronous and CPU-bound: call it from a worker thread.
 * The same data, labels, options and seed give the same forest, bit for bit.
 *
 * @param labels one per row: 0 or 1 for logistic, finite for squared.
 * @param validation rows the trees do not see; needed for early stopping.
 * @throws TrainingError when something cannot be trained on, or `options.signal` was aborted.
 */
export function train(
  data: Dataset,
  labels: Float32Array,
  options: TrainOptions = {},
  validation?: LabelledData,
): TrainResult {
  const resolved = resolveOptions(options);
  const loss = losses[resolved.objective];
  checkLabelled({ data, labels }, loss, "data", "labels");
  loss.checkVariety(labels, "labels");
  if (validation) checkValidation(validation, data, loss, options);
  else if (options.earlyStopping) {
    throw new TrainingError("validation", "Early stopping needs a validation set.");
  }

  const metric = chooseMetric(options, loss);
  const boosting = new Boosting({ data, labels }, resolved, loss);
  const held = validation && heldOut(validation, boosting.baseScore);
  const history: RoundMetrics[] = [];
  let bestRound = 0;
  let bestValue = -Infinity;
  for (let round = 1; round <= resolved.rounds; round++) {
    if (options.signal?.aborted) {
      throw new TrainingError("options.signal", "Training was aborted.", { cause: options.signal.reason });
    }
    const tree = boosting.addTree();
    if (held) addTreeMargins(tree, held.values, held.margins);
    const metrics: RoundMetrics = { train: metric.of(boosting.margins, labels) };
    if (held) metrics.validation = metric.of(held.margins, held.labels);
    history.push(metrics);
    options.onRound?.(round, resolved.rounds, metrics);
    if (!options.earlyStopping || metrics.validation === undefined) {
      bestRound = round;
    } else if (metric.sign * metrics.validation > bestValue) {
      bestRound = round;
      bestValue = metric.sign * metrics.validation;
    } else if (round - bestRound >= options.earlyStopping.rounds) break;
  }
  return { forest: boosting.forest(bestRound), rounds: history.length, bestRound, history };
}

/** The ensemble under construction and the margins of its training rows. */
class Boosting {
  readonly baseScore: number;
  readonly margins: Float64Array;
  readonly #trees: NodeRecord[][] = [];
  readonly #labelled: LabelledData;
  readonly #options: ResolvedOptions;
  readonly #loss: Loss;
  readonly #binned;
  readonly #grower: Grower;
  readonly #gradients;
  readonly #fixed;
  readonly #random: () => number;
  readonly #rowMajor: Float32Array | null;

  constructor(labelled: LabelledData, options: ResolvedOptions, loss: Loss) {
    const { rows } = labelled.data;
    this.#labelled = labelled;
    this.#options = options;
    this.#loss = loss;
    this.baseScore = loss.baseScore(labelled.labels);
    this.margins = new Float64Array(rows).fill(this.baseScore);
    this.#binned = binDataset(labelled.data, options.maxBins);
    this.#grower = new Grower(this.#binned, options);
    this.#gradients = { first: new Float64Array(rows), second: new Float64Array(rows) };
    this.#fixed = allocateFixed(rows);
    this.#random = seededRandom(options.seed);
    this.#rowMajor = options.subsample < 1 ? toRowMajor(labelled.data) : null;
  }

  /** Adds the next tree and returns it alone. */
  addTree(): NodeTable {
    const { rows, columns } = this.#labelled.data;
    this.#loss.differentiate(this.margins, this.#labelled.labels, this.#gradients);
    toFixed(this.#gradients, this.#fixed);
    const sample = sampleIndices(rows, this.#options.subsample, this.#random);
    const features = sampleIndices(columns.length, this.#options.colsample, this.#random);
    const tree = this.#grower.grow(sample, features, this.#fixed);
    const records = recordsOf(tree, this.#binned.features, this.#options.learningRate);
    this.#trees.push(records);
    const table = tableOf([records]);
    if (this.#rowMajor) addTreeMargins(table, this.#rowMajor, this.margins);
    else this.#addLeaves(tree, sample);
    return table;
  }

  forest(trees: number): Forest {
    const { objective } = this.#options;
    return makeForest(tableOf(this.#trees.slice(0, trees)), {
      objective,
      baseScore: this.baseScore,
      features: this.#labelled.data.features.map((spec, f) =>
        resolvedSpec(spec, this.#labelled.data.columns[f]),
      ),
    });
  }

  /** The grower has left each leaf's rows together, so that no tree needs to be walked. */
  #addLeaves(node: TreeNode, rows: Uint32Array): void {
    if (node.branch) {
      this.#addLeaves(node.branch.left, rows);
      this.#addLeaves(node.branch.right, rows);
      return;
    }
    const value = node.value * this.#options.learningRate;
    for (let i = node.start; i < node.end; i++) this.margins[rows[i]] += value;
  }
}

/** Row-major values and margins of rows that the trees are not grown on. */
function heldOut({ data, labels }: LabelledData, baseScore: number) {
  return { labels, values: toRowMajor(data), margins: new Float64Array(data.rows).fill(baseScore) };
}

function addTreeMargins(tree: NodeTable, values: Float32Array, margins: Float64Array): void {
  const width = values.length / margins.length;
  for (let r = 0; r < margins.length; r++) margins[r] += tree.value[leafOf(tree, 0, values, r * width)];
}

/** A categorical feature without levels gets as many as its highest code asks for. */
function resolvedSpec(spec: FeatureSpec, column: Float32Array): FeatureSpec {
  if (spec.kind === "numeric") return { name: spec.name, kind: spec.kind };
  let highest = 0;
  for (const x of column) if (Number.isInteger(x) && x > highest) highest = x;
  return { name: spec.name, kind: spec.kind, levels: spec.levels ?? highest + 1 };
}

function chooseMetric(
  { earlyStopping }: TrainOptions,
  loss: Loss,
): { of: (margins: Float64Array, labels: Float32Array) => number; sign: 1 | -1 } {
  return earlyStopping?.metric === "auc" ? { of: auc, sign: 1 } : { of: loss.mean, sign: -1 };
}

function checkLabelled(
  { data, labels }: LabelledData,
  loss: Loss,
  dataName: string,
  labelsName: string,
): void {
  checkDataset(data, dataName);
  if (labels.length !== data.rows) {
    throw new TrainingError(labelsName, `There are ${labels.length} ${labelsName} for ${data.rows} rows.`);
  }
  loss.checkLabels(labels, labelsName);
}

function checkValidation(validation: LabelledData, data: Dataset, loss: Loss, options: TrainOptions): void {
  checkLabelled(validation, loss, "validation.data", "validation.labels");
  const expected = data.features.map(({ name, kind }) => `${kind} ${name}`).join();
  if (validation.data.features.map(({ name, kind }) => `${kind} ${name}`).join() !== expected) {
    throw new TrainingError(
      "validation.data.features",
      "The validation set's features are not those of the data.",
    );
  }
  if (options.earlyStopping?.metric !== "auc") return;
  if (options.objective === "squared") {
    throw new TrainingError("options.earlyStopping.metric", "AUC needs the logistic objective.");
  }
  loss.checkVariety(validation.labels, "validation.labels");
}
