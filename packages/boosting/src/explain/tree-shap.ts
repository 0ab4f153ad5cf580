import type { Dataset } from "../dataset.ts";
import type { Forest } from "../forest/forest.ts";
import { checkColumns, checkRow } from "../forest/predictor.ts";
import { wasmModule } from "../wasm-module.ts";
import { type ShapProgram, shapProgram, slotStart } from "./tree-shap-program.ts";

export interface Explanation {
  /** Mean margin under the training covers. */
  base: number;
  /** One Shapley value a feature, in margin units; base + their sum is the row's margin. */
  contributions: Float64Array;
}

export interface Explanations {
  /** Mean margin under the training covers. */
  base: number;
  /** Row-major [rows × features], in margin units: feature f of row r is at r · features + f. */
  contributions: Float64Array;
}

/**
 * Exact path-dependent SHAP values of one row (Lundberg et al. 2018), in time nodes × ⌈depth ÷ 4⌉.
 *
 * For one leaf of value v whose path tests features j, let oⱼ be 1 when the row takes every branch on j, else 0,
 * and zⱼ the product of those branches' shares of the cover. Its game is v · Π (j ∈ S ? oⱼ : zⱼ), and the Shapley
 * value of i is v · (oᵢ − zᵢ) · ∫₀¹ Π_{j≠i} (t·oⱼ + (1−t)·zⱼ) dt (Owen 1972). The integrand is a polynomial in t of
 * degree < depth, so Gauss–Legendre sums it exactly. Sums over the leaves below a node are shared, as in Linear
 * TreeSHAP (Yu et al. 2022).
 *
 * Each factor is (1−t)·zⱼ · (1 + oⱼ·s ÷ zⱼ) with s = t ÷ (1−t): the first part depends on no row, the second is 1
 * for every feature the row has left. So a node's sum is left + right + s · (the side the row takes) ÷ z, and
 * only that side's product grows.
 *
 * The forest is laid out for this on first use, and that is kept as long as the forest is.
 *
 * @throws ForestFormatError when the row's length is not the number of features, or when a tree's covers are more
 * than 1e60 apart.
 */
export function explain(forest: Forest, row: Float32Array): Explanation {
  checkRow(forest, row);
  const contributions = new Float64Array(forest.features.length);
  const explainer = explainerOf(forest);
  explainer.set(0, row);
  explainer.explain(1, contributions, 0);
  return { base: forest.expectedMargin, contributions };
}

/**
 * Exact SHAP values of all rows of a data set whose columns are in the forest's feature order; the same bits as
 * row by row. Memory beside the result does not grow with the rows.
 *
 * @throws ForestFormatError as `explain`, and when the data has another number of columns.
 */
export function explainAll(forest: Forest, data: Dataset): Explanations {
  checkColumns(forest, data);
  const width = forest.features.length;
  const contributions = new Float64Array(data.rows * width);
  eachBlock(forest, data, (explainer, from, rows) => explainer.explain(rows, contributions, from * width));
  return { base: forest.expectedMargin, contributions };
}

/** Loads rows from, from + 1, … into an explainer of the forest, block by block. */
export function eachBlock(
  forest: Forest,
  { rows, columns }: Dataset,
  visit: (explainer: Explainer, from: number, rows: number) => void,
): void {
  const explainer = explainerOf(forest);
  const row = new Float32Array(columns.length);
  for (let from = 0; from < rows; from += explainer.capacity) {
    const count = Math.min(explainer.capacity, rows - from);
    for (let r = 0; r < count; r++) {
      for (let f = 0; f < columns.length; f++) row[f] = columns[f][from + r];
      explainer.set(r, row);
    }
    visit(explainer, from, count);
  }
}

const explainers = new WeakMap<Forest, Explainer>();

function explainerOf(forest: Forest): Explainer {
  let explainer = explainers.get(forest);
  if (!explainer) {
    explainer = new Explainer(forest);
    explainers.set(forest, explainer);
  }
  return explainer;
}

type SetGroup = (points: number, root: number, dead: number) => void;
type ExplainRows = (
  trees: number,
  count: number,
  pairs: number,
  values: number,
  valueBytes: number,
  credits: number,
  creditBytes: number,
  rows: number,
) => void;

/** Rows worked on together, and the most memory they may take when there are many features. */
const blockRows = 16;
const blockBytes = 2 ** 22;
const pageBytes = 2 ** 16;

/** A forest in a memory of its own, with room for a block of rows. */
export class Explainer {
  /** Rows that can be set before they are explained. */
  readonly capacity: number;
  readonly #program: ShapProgram;
  readonly #width: number;
  readonly #values: number;
  readonly #credits: number;
  readonly #f32: Float32Array;
  readonly #f64: Float64Array;
  readonly #setGroup: SetGroup;
  readonly #explainRows: ExplainRows;

  constructor(forest: Forest) {
    const program = shapProgram(forest);
    const { image, imageStart, valueBytes, creditBytes } = program;
    this.#program = program;
    this.#width = forest.features.length;
    const rowBytes = valueBytes + creditBytes;
    this.capacity = Math.max(1, Math.min(blockRows, Math.floor(blockBytes / rowBytes)));
    this.#values = imageStart + image.length;
    this.#credits = this.#values + this.capacity * valueBytes;
    const pages = Math.ceil((this.#credits + this.capacity * creditBytes) / pageBytes);
    const memory = new WebAssembly.Memory({ initial: pages, maximum: pages });
    new Uint8Array(memory.buffer).set(image, imageStart);
    this.#f32 = new Float32Array(memory.buffer);
    this.#f64 = new Float64Array(memory.buffer);
    const { exports } = new WebAssembly.Instance(wasmModule("shap"), { env: { memory } });
    this.#setGroup = exports.setGroup as SetGroup;
    this.#explainRows = exports.explainRows as ExplainRows;
  }

  /** Every value is there twice: as it is, for missing values to go right, and with −Infinity for them, to go left. */
  set(r: number, row: Float32Array): void {
    const at = (this.#values + r * this.#program.valueBytes) / 4;
    for (let f = 0; f < row.length; f++) {
      const x = row[f];
      this.#f32[at + 2 * f] = x;
      this.#f32[at + 2 * f + 1] = Number.isNaN(x) ? -Infinity : x;
    }
  }

  /** Writes the contributions of the first `rows` rows to `into`, row-major from `offset`, where zeros must be. */
  explain(rows: number, into: Float64Array, offset: number): void {
    const { groups, dead, valueBytes, creditBytes } = this.#program;
    const start = this.#credits / 8;
    for (const { pairs, count, trees, points, weights } of groups) {
      this.#f64.fill(0, start, start + (rows * creditBytes) / 8);
      this.#setGroup(points, slotStart, dead);
      this.#explainRows(trees, count, pairs, this.#values, valueBytes, this.#credits, creditBytes, rows);
      for (let r = 0; r < rows; r++) {
        let at = start + (r * creditBytes) / 8;
        const to = offset + r * this.#width;
        for (let f = 0; f < this.#width; f++) {
          let sum = 0;
          for (let k = 0; k < 2 * pairs; k++) sum += weights[k] * this.#f64[at++];
          into[to + f] += sum;
        }
      }
    }
  }
}
