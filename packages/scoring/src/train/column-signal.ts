import { dateOf, numberOf } from "../features/encode-record.ts";
import { type ColumnProfile, categoryKey } from "../features/profile-column.ts";
import { isMissing, type RawValue } from "../features/raw-value.ts";
import { choicesIn, separatorOf } from "../features/split-choices.ts";
import { crossFitTexts } from "./text-score.ts";

/** Bins of many-valued columns hold at least this many rows, and there are at most that many bins. */
const leastInBin = 25;
const mostBins = 32;
const folds = 5;
/** Rows' worth of the other folds' mean in each value's rate. */
const smoothing = 10;

/** How well a column's values rank the outcome of rows that their rates were not learnt from. */
export interface Ranking {
  /** Area under the ROC curve and its lower 95 % bound (Hanley & McNeil 1982). */
  auc: number;
  low: number;
  rows: number;
  positives: number;
}

/** A set of a column's cells: in how many rows of each class it is. */
export interface Holding {
  /** What the cells have in common: nothing, something, one value, any value but that one. */
  what: { is: "missing" | "filled" } | { is: "value" | "other"; value: string };
  positives: number;
  negatives: number;
}

/** What one column alone knows of the outcome. */
export interface ColumnSignal {
  all: Ranking;
  /** Rows in which it is filled. */
  filled: Ranking;
  /** Share of the outcome's entropy that it explains; out of fold, so that useless columns are at 0 or below. */
  explained: number;
  missing: Holding;
  /** Missing, filled, its frequent values, and everything but its most frequent value. */
  holdings: Holding[];
}

/**
 * Measures a column alone: each row's value is rated by the other four of five folds.
 *
 * @param cells and labels of the training rows.
 */
export function columnSignal(
  profile: ColumnProfile,
  cells: readonly RawValue[],
  labels: Uint8Array,
): ColumnSignal {
  const { codes, values } = codesOf(profile, cells, labels);
  const groups = countGroups(codes, values.length, labels);
  const missing = holdingOf(groups, [0], { is: "missing" });
  return {
    ...rate(groups),
    missing,
    holdings: [missing, ...holdingsOf(groups, values), ...holdingsOfChoices(cells, labels)],
  };
}

interface Codes {
  /** 0: missing. */
  codes: Int32Array;
  /** What stands behind a code; null for 0 and for ranges. */
  values: (string | null)[];
}

function codesOf(profile: ColumnProfile, cells: readonly RawValue[], labels: Uint8Array): Codes {
  if (profile.kind === "text" && !separatorOf(cells)) {
    return codesOfNumbers([...crossFitTexts(cells, labels, { ordered: false, seed: 0 })]);
  }
  const numbers = numberReader(profile);
  return numbers ? codesOfNumbers(cells.map(numbers)) : codesOfNames(cells);
}

function numberReader(profile: ColumnProfile): ((cell: RawValue) => number) | null {
  switch (profile.kind) {
    case "numeric":
      return (cell) => numberOf(cell, profile.decimal ?? ".");
    case "date":
      return (cell) => dateOf(cell, profile.dateFormats ?? [])?.getTime() ?? Number.NaN;
    default:
      return null;
  }
}

function codesOfNames(cells: readonly RawValue[]): Codes {
  const codeOf = new Map<string, number>();
  const values: (string | null)[] = [null];
  const codes = Int32Array.from(cells, (cell) => {
    if (isMissing(cell)) return 0;
    const key = categoryKey(cell);
    const known = codeOf.get(key);
    if (known !== undefined) return known;
    codeOf.set(key, values.length);
    return values.push(String(cell).trim().slice(0, 60)) - 1;
  });
  return { codes, values };
}

/** Few values stand for themselves; of many, only those that fill a bin alone do. */
function codesOfNumbers(numbers: readonly number[]): Codes {
  const sorted = Float64Array.from(numbers.filter((x) => !Number.isNaN(x))).sort();
  const bins = Math.min(mostBins, Math.max(2, Math.floor(sorted.length / leastInBin)));
  const edges: number[] = [];
  let distinct = 0;
  sorted.forEach((x, i) => {
    if (i === 0 || x !== sorted[i - 1]) distinct++;
  });
  for (let bin = 1; bin < bins; bin++) {
    const edge = sorted[Math.floor((sorted.length * bin) / bins)];
    if (edge !== edges.at(-1)) edges.push(edge);
  }
  const own = distinct <= bins ? new Set(sorted) : twice(sorted, bins);
  const values: (string | null)[] = Array.from({ length: edges.length + 2 }, () => null);
  const codeOf = new Map<number, number>();
  for (const x of own) codeOf.set(x, values.push(String(x)) - 1);
  const codes = Int32Array.from(numbers, (x) =>
    Number.isNaN(x) ? 0 : (codeOf.get(x) ?? 1 + edgesUpTo(edges, x)),
  );
  return { codes, values };
}

/** Values that stand at two bins' starts in a row. */
function twice(sorted: Float64Array, bins: number): Set<number> {
  const own = new Set<number>();
  for (let bin = 1; bin <= bins; bin++) {
    const edge = sorted[Math.min(sorted.length - 1, Math.floor((sorted.length * bin) / bins))];
    if (edge === sorted[Math.floor((sorted.length * (bin - 1)) / bins)]) own.add(edge);
  }
  return own;
}

function edgesUpTo(edges: readonly number[], x: number): number {
  let [low, high] = [0, edges.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (edges[middle] <= x) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Rows of each class by code and fold; a code's folds lie beside each other. */
interface Groups {
  positives: Float64Array;
  negatives: Float64Array;
}

function countGroups(codes: Int32Array, kinds: number, labels: Uint8Array): Groups {
  const positives = new Float64Array(kinds * folds);
  const negatives = new Float64Array(kinds * folds);
  codes.forEach((code, row) => {
    const group = code * folds + foldOf(row);
    if (labels[row] === 1) positives[group]++;
    else negatives[group]++;
  });
  return { positives, negatives };
}

/** Spread evenly, whatever period the rows have. */
function foldOf(row: number): number {
  return ((Math.imul(row ^ (row >>> 15), 0x2c1b3c6d) >>> 12) ^ (row >>> 3)) % folds;
}

function rate({ positives, negatives }: Groups): Pick<ColumnSignal, "all" | "filled" | "explained"> {
  const ofFold = Array.from({ length: folds }, (_, fold) => {
    const every = (counts: Float64Array) =>
      counts.reduce((sum, n, group) => (group % folds === fold ? sum + n : sum), 0);
    return { positives: every(positives), negatives: every(negatives) };
  });
  const all = { positives: sumOf(positives), negatives: sumOf(negatives) };
  const rated: RatedGroup[] = [];
  let loss = 0;
  let chance = 0;
  for (let first = 0; first < positives.length; first += folds) {
    const own = sumOf(positives.subarray(first, first + folds));
    const others = sumOf(negatives.subarray(first, first + folds));
    for (let fold = 0; fold < folds; fold++) {
      const [p, n] = [positives[first + fold], negatives[first + fold]];
      if (p + n === 0) continue;
      const base =
        (all.positives - ofFold[fold].positives + 0.5) /
        (all.positives + all.negatives - ofFold[fold].positives - ofFold[fold].negatives + 1);
      const rate = (own - p + smoothing * base) / (own + others - p - n + smoothing);
      rated.push({ rate, positives: p, negatives: n, filled: first > 0 });
      loss -= p * Math.log(rate) + n * Math.log1p(-rate);
      chance -= p * Math.log(base) + n * Math.log1p(-base);
    }
  }
  rated.sort((a, b) => a.rate - b.rate);
  return {
    all: rankingOf(rated),
    filled: rankingOf(rated.filter(({ filled }) => filled)),
    explained: 1 - loss / chance,
  };
}

interface RatedGroup {
  rate: number;
  positives: number;
  negatives: number;
  filled: boolean;
}

/** Groups by ascending rate. */
function rankingOf(groups: readonly RatedGroup[]): Ranking {
  let [positives, negatives, right] = [0, 0, 0];
  for (let start = 0; start < groups.length; ) {
    let end = start;
    let [p, n] = [0, 0];
    for (; end < groups.length && groups[end].rate === groups[start].rate; end++) {
      p += groups[end].positives;
      n += groups[end].negatives;
    }
    right += p * (negatives + n / 2);
    positives += p;
    negatives += n;
    start = end;
  }
  const rows = positives + negatives;
  if (positives === 0 || negatives === 0) return { auc: 0.5, low: 0, rows, positives };
  const auc = right / positives / negatives;
  const ofPositives = auc / (2 - auc) - auc ** 2;
  const ofNegatives = (2 * auc ** 2) / (1 + auc) - auc ** 2;
  const variance =
    (auc * (1 - auc) + (positives - 1) * ofPositives + (negatives - 1) * ofNegatives) / positives / negatives;
  return { auc, low: auc - 1.96 * Math.sqrt(Math.max(0, variance)), rows, positives };
}

function holdingsOf(groups: Groups, values: Codes["values"]): Holding[] {
  const codes = values.flatMap((value, code) => (value === null ? [] : [{ code, value }]));
  const held = codes.map(({ code, value }) => holdingOf(groups, [code], { is: "value", value }));
  const everything = Array.from({ length: values.length - 1 }, (_, i) => i + 1);
  const filled = holdingOf(groups, everything, { is: "filled" });
  const largest = held.reduce((most, one, i) => (rowsOf(one) > rowsOf(held[most]) ? i : most), 0);
  if (held.length === 0 || values.length < 3) return [filled, ...held];
  const { code: usual, value } = codes[largest];
  const others = everything.filter((code) => code !== usual);
  return [filled, ...held, holdingOf(groups, others, { is: "other", value })];
}

/** Of a multi-select, one a choice. */
function holdingsOfChoices(cells: readonly RawValue[], labels: Uint8Array): Holding[] {
  const separator = separatorOf(cells);
  if (!separator) return [];
  const held = new Map<string, { positives: number; negatives: number }>();
  cells.forEach((cell, row) => {
    for (const choice of choicesIn(cell, separator)) {
      const counts = held.get(choice) ?? { positives: 0, negatives: 0 };
      held.set(choice, counts);
      if (labels[row] === 1) counts.positives++;
      else counts.negatives++;
    }
  });
  return [...held].map(([value, counts]) => ({ what: { is: "value", value }, ...counts }));
}

function rowsOf({ positives, negatives }: Holding): number {
  return positives + negatives;
}

function holdingOf(groups: Groups, codes: readonly number[], what: Holding["what"]): Holding {
  let [positives, negatives] = [0, 0];
  for (const code of codes) {
    positives += sumOf(groups.positives.subarray(code * folds, (code + 1) * folds));
    negatives += sumOf(groups.negatives.subarray(code * folds, (code + 1) * folds));
  }
  return { what, positives, negatives };
}

function sumOf(values: Float64Array): number {
  return values.reduce((sum, x) => sum + x, 0);
}
