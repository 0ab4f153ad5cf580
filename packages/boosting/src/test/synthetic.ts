import type { Dataset } from "../dataset.ts";
import { sigmoid } from "../train/loss.ts";
import { seededRandom } from "../train/random.ts";
import type { LabelledData } from "../train/training-input.ts";

/** Lead-like rows with a known truth: three numbers (a tenth missing), two codes, noise; and 0/1 labels from it. */
export function syntheticLeads(rows: number, seed: number): { data: Dataset; labels: Float32Array } {
  const random = seededRandom(seed);
  const uniform = (): Float32Array =>
    Float32Array.from({ length: rows }, () => (random() < 0.1 ? NaN : random() * 4 - 2));
  const codes = (levels: number): Float32Array =>
    Float32Array.from({ length: rows }, () => Math.floor(random() * levels));
  const columns = [uniform(), uniform(), uniform(), codes(12), codes(3), uniform()];
  const effects = Float64Array.from({ length: 12 }, () => random() * 4 - 2);
  const labels = new Float32Array(rows);
  for (let r = 0; r < rows; r++) {
    const [a, b, c] = columns.map((column) => column[r]);
    const fromNumbers = (a > 0.5 ? 1.5 : -0.5) + (Number.isNaN(b) ? 1.5 : b) + (c > 0 && a > 0 ? 1 : 0);
    labels[r] = random() < sigmoid(fromNumbers + effects[columns[3][r]]) ? 1 : 0;
  }
  const kinds = ["numeric", "numeric", "numeric", "categorical", "categorical", "numeric"] as const;
  return { data: { rows, features: kinds.map((kind, f) => ({ name: `f${f}`, kind })), columns }, labels };
}

/** Rows from … to − 1. */
export function someRows({ data, labels }: LabelledData, from: number, to: number): LabelledData {
  const columns = data.columns.map((column) => column.slice(from, to));
  return { data: { ...data, rows: to - from, columns }, labels: labels.slice(from, to) };
}

/** A data set of one numeric column. */
export function oneNumber(values: ArrayLike<number>): Dataset {
  const column = Float32Array.from(values);
  return { rows: column.length, features: [{ name: "x", kind: "numeric" }], columns: [column] };
}

/** A data set of one categorical column. */
export function oneCode(values: ArrayLike<number>, levels: number): Dataset {
  const column = Float32Array.from(values);
  return { rows: column.length, features: [{ name: "x", kind: "categorical", levels }], columns: [column] };
}
