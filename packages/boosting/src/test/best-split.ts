import type { Dataset } from "../dataset.ts";
import type { Bounds, SplitOptions } from "../train/split.ts";
import type { Derivatives } from "./workbench.ts";

/** No penalty, no limit. */
export const freeSplit: SplitOptions = {
  lambda: 0,
  alpha: 0,
  gamma: 0,
  minChildWeight: 0,
  minSamplesLeaf: 1,
  categorySmoothing: 0,
  categoryL2: 0,
};

export interface Question {
  data: Dataset;
  derivatives: Derivatives;
  options: SplitOptions;
  monotone: readonly number[];
  bounds: Bounds;
}

/** One way to part the rows. */
export interface Candidate {
  feature: number;
  left: boolean[];
  gain: number;
}

interface Side {
  first: number;
  second: number;
  rows: number;
}

/** The value of least loss that a leaf of these sums may have. */
export function bestValue({ first, second }: Side, penalty: number, { options, bounds }: Question): number {
  const free = (-Math.sign(first) * Math.max(Math.abs(first) - options.alpha, 0)) / (second + penalty);
  return Math.min(Math.max(free, bounds.low), bounds.high);
}

/** Twice the second-order loss of a leaf (Chen & Guestrin 2016, eq. 4, with an L1 penalty). */
function lossAt(value: number, { first, second }: Side, penalty: number, { options }: Question): number {
  return 2 * first * value + (second + penalty) * value * value + 2 * options.alpha * Math.abs(value);
}

/** What the node is worth as a leaf: the size of sums that rounding may be part of. */
export function nodeScore(question: Question): number {
  const every = sideOf(question, () => true);
  const { lambda } = question.options;
  return -lossAt(bestValue(every, lambda, question), every, lambda, question);
}

/** Every candidate that the limits and constraints allow, by brute force, whatever it gains. */
export function candidates(question: Question): Candidate[] {
  const { data, options, monotone } = question;
  const before = -nodeScore(question);
  return data.columns.flatMap((column, feature) =>
    waysToPart(question, feature).flatMap(({ isLeft, penalty }) => {
      const left = Array.from(column, isLeft);
      const sides = [sideOf(question, (r) => left[r]), sideOf(question, (r) => !left[r])];
      if (sides.some(({ rows }) => rows < options.minSamplesLeaf)) return [];
      if (sides.some(({ second }) => second < options.minChildWeight)) return [];
      const values = sides.map((side) => bestValue(side, penalty, question));
      if (monotone[feature] * (values[1] - values[0]) < 0) return [];
      const after = sides.reduce((sum, side, i) => sum + lossAt(values[i], side, penalty, question), 0);
      return [{ feature, left, gain: before - after }];
    }),
  );
}

function sideOf({ derivatives }: Question, has: (row: number) => boolean): Side {
  const side = { first: 0, second: 0, rows: 0 };
  derivatives.forEach(([first, second], row) => {
    if (!has(row)) return;
    side.first += first;
    side.second += second;
    side.rows += 1;
  });
  return side;
}

interface Way {
  isLeft: (x: number) => boolean;
  penalty: number;
}

function waysToPart(question: Question, feature: number): Way[] {
  const { data, options } = question;
  const column = [...data.columns[feature]];
  const present = [...new Set(column.filter((x) => !Number.isNaN(x)))];
  const withMissing = (has: (x: number) => boolean, penalty: number): Way[] =>
    [false, true].map((missing) => ({ isLeft: (x) => (Number.isNaN(x) ? missing : has(x)), penalty }));
  if (data.features[feature].kind === "numeric") {
    return present.flatMap((cut) => withMissing((x) => x <= cut, options.lambda));
  }
  if (present.length <= 4) {
    const each = present.flatMap((code) => withMissing((x) => x === code, options.lambda));
    return [...each, { isLeft: (x) => !Number.isNaN(x), penalty: options.lambda }];
  }
  const ratioOf = (code: number): number => {
    const { first, second } = sideOf(question, (r) => column[r] === code);
    return first / (second + options.categorySmoothing);
  };
  const ordered = present
    .map((code) => ({ code, ratio: ratioOf(code) }))
    .sort((a, b) => a.ratio - b.ratio || a.code - b.code)
    .map(({ code }) => code);
  const penalty = options.lambda + options.categoryL2;
  return ordered.flatMap((_, k) => withMissing((x) => ordered.slice(0, k + 1).includes(x), penalty));
}
