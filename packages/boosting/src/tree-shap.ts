import type { Forest } from "./forest.ts";
import { checkRow, goesLeft } from "./predictor.ts";
import { gaussLegendre } from "./quadrature.ts";

export interface Explanation {
  /** Mean margin under the training covers. */
  base: number;
  /** One Shapley value a feature, in margin units; base + their sum is the row's margin. */
  contributions: Float64Array;
}

/**
 * Exact path-dependent SHAP values of one row (Lundberg et al. 2018), in time nodes × ⌈depth ÷ 2⌉.
 *
 * For one leaf of value v whose path tests features j, let oⱼ be 1 when the row takes every branch on j, else 0,
 * and zⱼ the product of those branches' shares of the cover. Its game is v · Π (j ∈ S ? oⱼ : zⱼ), and the Shapley
 * value of i is v · (oᵢ − zᵢ) · ∫₀¹ Π_{j≠i} (t·oⱼ + (1−t)·zⱼ) dt (Owen 1972). The integrand is a polynomial in t of
 * degree < depth, so Gauss–Legendre sums it exactly; sums over the leaves below an edge are shared as in Linear
 * TreeSHAP (Yu et al. 2022).
 *
 * @throws ForestFormatError when the row's length is not the number of features.
 */
export function explain(forest: Forest, row: Float32Array): Explanation {
  checkRow(forest, row);
  const explainer = new RowExplainer(forest, row);
  for (const root of forest.roots) explainer.addTree(root);
  return { base: forest.expectedMargin, contributions: explainer.contributions };
}

class RowExplainer {
  readonly contributions: Float64Array;
  readonly #forest: Forest;
  readonly #row: Float32Array;
  readonly #count: number;
  readonly #points: Float64Array;
  readonly #weights: Float64Array;
  /** Per feature, o and z of the path so far; 1 and 1 while it has not been tested. */
  readonly #taken: Float64Array;
  readonly #share: Float64Array;
  /** Per depth and point: the product over the path's features. */
  readonly #products: Float64Array;
  /** Per depth and point: the sum over the leaves below of value · product. */
  readonly #sums: Float64Array;

  constructor(forest: Forest, row: Float32Array) {
    this.contributions = new Float64Array(forest.features.length);
    this.#forest = forest;
    this.#row = row;
    this.#count = Math.max(1, Math.ceil(forest.depth / 2));
    const { points, weights } = gaussLegendre(this.#count);
    this.#points = points;
    this.#weights = weights;
    this.#taken = new Float64Array(forest.features.length).fill(1);
    this.#share = new Float64Array(forest.features.length).fill(1);
    this.#products = new Float64Array((forest.depth + 1) * this.#count).fill(1);
    this.#sums = new Float64Array((forest.depth + 1) * this.#count);
  }

  addTree(root: number): void {
    this.#visit(root, 0);
  }

  /** Leaves the node's sums in level `depth` of #sums. */
  #visit(node: number, depth: number): void {
    const { feature, left, right, value, cover } = this.#forest;
    const at = depth * this.#count;
    const f = feature[node];
    if (f < 0) {
      for (let k = 0; k < this.#count; k++) this.#sums[at + k] = value[node] * this.#products[at + k];
      return;
    }
    const toLeft = goesLeft(this.#forest, node, this.#row[f]);
    for (let k = 0; k < this.#count; k++) this.#sums[at + k] = 0;
    this.#follow(f, left[node], toLeft ? 1 : 0, cover[left[node]] / cover[node], depth);
    this.#follow(f, right[node], toLeft ? 0 : 1, cover[right[node]] / cover[node], depth);
  }

  /**
   * Goes down one edge. Above it feature f had (o, z) = `before`, below it has `after`: for the leaves below, what
   * was credited to f with the former is replaced by the latter.
   */
  #follow(f: number, child: number, taken: number, share: number, depth: number): void {
    const takenBefore = this.#taken[f];
    const shareBefore = this.#share[f];
    const takenAfter = takenBefore * taken;
    const shareAfter = shareBefore * share;
    const at = depth * this.#count;
    const below = at + this.#count;
    for (let k = 0; k < this.#count; k++) {
      const t = this.#points[k];
      this.#products[below + k] =
        (this.#products[at + k] * mix(t, takenAfter, shareAfter)) / mix(t, takenBefore, shareBefore);
    }
    this.#taken[f] = takenAfter;
    this.#share[f] = shareAfter;
    this.#visit(child, depth + 1);
    this.#taken[f] = takenBefore;
    this.#share[f] = shareBefore;

    let credit = 0;
    for (let k = 0; k < this.#count; k++) {
      const t = this.#points[k];
      const after = (takenAfter - shareAfter) / mix(t, takenAfter, shareAfter);
      const before = (takenBefore - shareBefore) / mix(t, takenBefore, shareBefore);
      const sum = this.#sums[below + k];
      credit += this.#weights[k] * sum * (after - before);
      this.#sums[at + k] += sum;
    }
    this.contributions[f] += credit;
  }
}

/** Never 0: t is inside (0, 1), and shares are above 0. */
function mix(t: number, taken: number, share: number): number {
  return t * taken + (1 - t) * share;
}
