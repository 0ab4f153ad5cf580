import { binWidth } from "./histogram.ts";

/** Fixed-point sums of a set of rows. */
export interface NodeSums {
  first: number;
  second: number;
  rows: number;
}

export interface SplitOptions {
  lambda: number;
  gamma: number;
  minChildWeight: number;
  minSamplesLeaf: number;
  /** Added to the second derivatives of a category when categories are put in order. */
  categorySmoothing: number;
  /** Added to lambda in the children of a many-vs-many split. */
  categoryL2: number;
}

export interface FeatureSplit {
  /** 1 for each bin of the feature whose rows go left; the last one is the missing bin. */
  leftBins: Uint8Array;
  /** Numeric: x ≤ threshold goes left. NaN for a categorical split. */
  threshold: number;
  left: NodeSums;
}

/** Gains below this share of the children's scores are rounding, not gain. */
const relativeEpsilon = 1e-12;

/** What a split or a leaf is worth, in one round's fixed-point steps. */
export class Gain {
  readonly options: SplitOptions;
  readonly firstStep: number;
  readonly secondStep: number;

  constructor(options: SplitOptions, steps: { firstStep: number; secondStep: number }) {
    this.options = options;
    this.firstStep = steps.firstStep;
    this.secondStep = steps.secondStep;
  }

  /** Leaf value of least second-order loss, −G ÷ (H + λ) (Chen & Guestrin 2016, eq. 5). */
  leafValue(sums: NodeSums): number {
    return (-sums.first * this.firstStep) / (sums.second * this.secondStep + this.options.lambda);
  }

  /**
   * G²_left ÷ (H_left + λ) + G²_right ÷ (H_right + λ) − G² ÷ (H + λ), twice the loss reduction of eq. 7 there;
   * −Infinity when a child is too small or the gain is only rounding.
   */
  ofSplit(left: NodeSums, total: NodeSums, extraLambda: number): number {
    const { lambda, minChildWeight, minSamplesLeaf } = this.options;
    if (left.rows < minSamplesLeaf || total.rows - left.rows < minSamplesLeaf) return -Infinity;
    const leftWeight = left.second * this.secondStep;
    const rightWeight = (total.second - left.second) * this.secondStep;
    if (leftWeight < minChildWeight || rightWeight < minChildWeight) return -Infinity;
    const leftFirst = left.first * this.firstStep;
    const rightFirst = (total.first - left.first) * this.firstStep;
    const childLambda = lambda + extraLambda;
    const children =
      (leftFirst * leftFirst) / (leftWeight + childLambda) +
      (rightFirst * rightFirst) / (rightWeight + childLambda);
    const first = total.first * this.firstStep;
    const gain = children - (first * first) / (total.second * this.secondStep + lambda);
    return gain > relativeEpsilon * children ? gain : -Infinity;
  }
}

/** Keeps the best candidate of one feature's scan, if any beats the floor; the first one met wins a tie. */
export class CandidateSearch {
  readonly #rule: Gain;
  readonly #total: NodeSums;
  gain: number;
  /** Position of the best candidate as its scan numbers them; −1 while none beats the floor. */
  position = -1;
  missingLeft = false;
  left: NodeSums = { first: 0, second: 0, rows: 0 };

  constructor(rule: Gain, total: NodeSums, floor: number) {
    this.#rule = rule;
    this.#total = total;
    this.gain = floor;
  }

  offer(position: number, left: NodeSums, missingLeft: boolean, extraLambda = 0): void {
    const gain = this.#rule.ofSplit(left, this.#total, extraLambda);
    if (gain <= this.gain) return;
    this.gain = gain;
    this.position = position;
    this.missingLeft = missingLeft;
    this.left = { ...left };
  }
}

export function binSums(sums: Float64Array, bin: number): NodeSums {
  const at = bin * binWidth;
  return { first: sums[at], second: sums[at + 1], rows: sums[at + 2] };
}

/** a + sign · b */
export function combine(a: NodeSums, b: NodeSums, sign: 1 | -1): NodeSums {
  return {
    first: a.first + sign * b.first,
    second: a.second + sign * b.second,
    rows: a.rows + sign * b.rows,
  };
}
