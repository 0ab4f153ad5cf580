import type { FeatureColumn } from "../features/feature-schema.ts";
import { categoryKey } from "../features/profile-column.ts";
import { isMissing, type RawValue } from "../features/raw-value.ts";
import { crossFolds } from "./cross-folds.ts";

/** Rows' worth of the overall rate in each level's (Micci-Barreca 2001). */
const smoothing = 20;
const mostLevels = 500;

type TargetColumn = Extract<FeatureColumn, { kind: "target" }>;

/** Success rates by level, as rows are seen. */
class Rates {
  readonly #counts = new Map<string, { rows: number; positives: number }>();
  #rows = 0;
  #positives = 0;

  add(key: string | null, label: number): void {
    this.#rows++;
    this.#positives += label;
    if (key === null) return;
    const count = this.#counts.get(key) ?? { rows: 0, positives: 0 };
    this.#counts.set(key, { rows: count.rows + 1, positives: count.positives + label });
  }

  get prior(): number {
    return (this.#positives + 0.5) / (this.#rows + 1);
  }

  of(key: string): number {
    const { rows, positives } = this.#counts.get(key) ?? { rows: 0, positives: 0 };
    return (positives + smoothing * this.prior) / (rows + smoothing);
  }

  /** The most frequent levels first. */
  levels(): string[] {
    return [...this.#counts]
      .sort(([a, m], [b, n]) => n.rows - m.rows || (a < b ? -1 : 1))
      .slice(0, mostLevels)
      .map(([key]) => key);
  }
}

/**
 * A category as the smoothed rate of success of its rows. Training rows get the rate of rows that came before them
 * where there is time, else of the other folds': none has seen its own label. New rows get that of all training rows.
 *
 * @param cells and labels of the training rows, ascending by time when `ordered`.
 * @returns values: one a training row; NaN where the cell is empty.
 */
export function encodeTarget(
  name: string,
  from: string,
  cells: readonly RawValue[],
  labels: Uint8Array,
  { ordered, seed }: { ordered: boolean; seed: number },
): { column: TargetColumn; values: Float64Array } {
  const keys = cells.map((cell) => (isMissing(cell) ? null : categoryKey(cell)));
  const all = new Rates();
  const values = new Float64Array(cells.length).fill(Number.NaN);
  const write = (row: number, rates: Rates) => {
    const key = keys[row];
    if (key !== null) values[row] = rates.of(key);
  };
  keys.forEach((key, row) => {
    if (ordered) write(row, all);
    all.add(key, labels[row]);
  });
  for (const { fit, held } of ordered ? [] : crossFolds(cells.length, false, seed)) {
    const others = new Rates();
    for (const row of fit) others.add(keys[row], labels[row]);
    for (const row of held) write(row, others);
  }
  const levels = all.levels();
  const rates = levels.map((level) => all.of(level));
  return { column: { name, kind: "target", from, levels, rates, prior: all.prior }, values };
}
