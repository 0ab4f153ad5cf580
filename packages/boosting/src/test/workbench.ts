import type { Dataset } from "../dataset.ts";
import { binColumn, type FeatureBins, readBins } from "../train/binning.ts";
import { type ChosenColumns, writeChosen } from "../train/histogram.ts";
import { nodeDoubles } from "../train/layout.ts";
import {
  type Bounds,
  readSplit,
  type Split,
  type SplitOptions,
  splitAt,
  unbounded,
  writeNode,
  writeRule,
} from "../train/split.ts";
import { TrainingSpace } from "../train/training-space.ts";

export interface WorkbenchOptions {
  weights?: Float32Array;
  held?: Dataset;
  maxBins?: number;
  monotone?: readonly number[];
}

/** Where rows' derivatives come from, as whole numbers: (first, second) of each row. */
export type Derivatives = readonly (readonly [first: number, second: number])[];

/** The memory of one training and its kernels, without the training: for tests of what is below `train`. */
export class Workbench {
  readonly space: TrainingSpace;
  readonly bins: FeatureBins[];
  readonly chosen: ChosenColumns;
  readonly #rows: number;
  readonly #heldRows: number;

  constructor(data: Dataset, { weights, held, maxBins = 255, monotone }: WorkbenchOptions = {}) {
    const width = data.columns.length;
    this.#rows = data.rows;
    this.#heldRows = held?.rows ?? 0;
    this.space = TrainingSpace.allocate({
      rows: data.rows,
      heldRows: this.#heldRows,
      width,
      maxBins,
      threads: 1,
      openNodes: 4,
      counted: true,
      weighted: weights !== undefined,
    });
    const { layout, kernels } = this.space;
    if (weights) this.space.floats(layout.weights, data.rows).set(weights);
    const kinds = data.features.map(({ kind }) => kind);
    const columns = {
      kinds,
      levels: data.features.map(({ levels }) => levels),
      rows: data.columns,
      held: held?.columns ?? [],
    };
    for (let f = 0; f < width; f++) binColumn(this.space, f, 0, columns);
    this.bins = readBins(this.space, kinds);
    this.chosen = writeChosen(
      this.space,
      Uint32Array.from(kinds, (_, f) => f),
      Int8Array.from(kinds, (_, f) => monotone?.[f] ?? 0),
      kinds.map((kind) => kind === "categorical"),
    );
    const { columns: from, rowBins, chosen } = layout;
    kernels.interleave(from, data.rows + this.#heldRows, chosen, width, 0, data.rows, rowBins);
  }

  /** Bins of a feature's training rows. */
  binsOf(feature: number): Uint8Array {
    return this.space.bytes(this.#column(feature), this.#rows);
  }

  heldBinsOf(feature: number): Uint8Array {
    return this.space.bytes(this.#column(feature) + this.#rows, this.#heldRows);
  }

  /** The sums of the rows over the bins of features from … to − 1, (first, second) a bin; and the counts. */
  scan(derivatives: Derivatives, rows: readonly number[], slot = 0, from = 0, to = this.bins.length) {
    const { layout, kernels } = this.space;
    this.space.ints(layout.pairs, 2 * this.#rows).set(derivatives.flat());
    this.space.words(layout.order, rows.length).set(rows);
    const { sums, counts } = this.histogram(slot);
    sums.fill(0);
    counts.fill(0);
    const bins = layout.rowBins + from;
    const offsets = layout.offsets + 4 * from;
    const [stride, width] = [this.bins.length, to - from];
    kernels.buildHistogram(
      bins,
      stride,
      offsets,
      width,
      layout.order,
      rows.length,
      layout.pairs,
      sums.byteOffset,
    );
    kernels.countRows(bins, stride, offsets, width, layout.order, rows.length, counts.byteOffset);
    return { sums, counts };
  }

  /** The part of a slot that `scan` fills. */
  histogram(slot: number): { sums: Float64Array; counts: Uint32Array } {
    const { layout } = this.space;
    const { bytes } = this.chosen;
    return {
      sums: this.space.doubles(layout.pool + slot * bytes, bytes / 8),
      counts: this.space.words(layout.counts + (slot * bytes) / 4, bytes / 16),
    };
  }

  /** The best split of a node of all rows, or null. */
  search(derivatives: Derivatives, options: SplitOptions, bounds: Bounds = unbounded): Split | null {
    const { layout, kernels } = this.space;
    const { sums, counts } = this.scan(
      derivatives,
      derivatives.map((_, row) => row),
    );
    const total = derivatives.reduce((sum, [first, second]) => [sum[0] + first, sum[1] + second], [0, 0]);
    const steps = { first: 1, second: 1 };
    writeRule(this.space, options, steps);
    writeNode(this.space, 0, { first: total[0], second: total[1] }, derivatives.length, bounds);
    kernels.findBestSplit(
      layout.features,
      layout.offsets,
      0,
      this.bins.length,
      sums.byteOffset,
      options.minSamplesLeaf > 1 ? counts.byteOffset : 0,
      layout.nodes + 8 * nodeDoubles * 0,
      layout.rule,
      layout.scratch,
      splitAt(this.space, 0, 0),
    );
    return readSplit(this.space, 0, 1, this.chosen.columns, this.bins, steps);
  }

  #column(feature: number): number {
    return this.space.layout.columns + feature * (this.#rows + this.#heldRows);
  }
}
