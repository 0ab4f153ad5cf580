import type { Report } from "../report.ts";
import { seededRandom, shuffle } from "./random.ts";
import { TrainingRefused } from "./training-refused.ts";
import type { TrainingOptions } from "./training-table.ts";

export interface Split {
  kind: Report["split"]["kind"];
  /** Ascending by time when there is time, else by row. */
  train: Uint32Array;
  test: Uint32Array;
}

/** Positions within the training rows. */
export interface Fold {
  fit: Uint32Array;
  held: Uint32Array;
}

const testShare = 0.2;
const randomFolds = 4;
const timeBlocks = 5;
const firstHeldBlock = 2;

/** Sets the test rows apart. Throws TrainingRefused when a part would hold one class only. */
export function splitRows(labels: Uint8Array, options: TrainingOptions): Split {
  const order = rowsInOrder(labels.length, options.time);
  const { kind, test } = chooseTest(order, labels, options);
  const held = new Uint8Array(labels.length);
  for (const row of test) held[row] = 1;
  const train = order.filter((row) => held[row] === 0);
  for (const [part, rows] of [
    ["test", test],
    ["training", train],
  ] as const) {
    const positives = rows.reduce((sum, row) => sum + labels[row], 0);
    if (positives === 0 || positives === rows.length) {
      throw new TrainingRefused(
        "ONE_CLASS",
        `The ${rows.length} ${part} rows all have the same outcome: choose other test rows or another order.`,
      );
    }
  }
  return { kind, train, test };
}

function rowsInOrder(rows: number, time: TrainingOptions["time"]): Uint32Array {
  const order = Uint32Array.from({ length: rows }, (_, i) => i);
  if (time === undefined || time === "row") return order;
  const { values } = time;
  if (values.some((value) => !Number.isFinite(value))) {
    const row = values.findIndex((value) => !Number.isFinite(value));
    throw new TrainingRefused("BAD_TIME", `Row ${row + 1} has no time to be ordered by.`);
  }
  return order.sort((a, b) => values[a] - values[b] || a - b);
}

function chooseTest(
  order: Uint32Array,
  labels: Uint8Array,
  { testRows, time, seed = 42 }: TrainingOptions,
): Pick<Split, "kind" | "test"> {
  if (testRows) {
    const test = Uint32Array.from(new Set(testRows)).sort();
    const beyond = test.find((row) => row >= labels.length);
    if (beyond !== undefined || test.length === 0 || test.length === labels.length) {
      throw new TrainingRefused(
        "BAD_TEST_ROWS",
        beyond === undefined
          ? "The test rows must be some, but not all, of the rows."
          : `Test row ${beyond} is beyond the last row, ${labels.length - 1}.`,
      );
    }
    return { kind: "given", test };
  }
  if (time !== undefined) {
    return { kind: "time", test: order.slice(order.length - Math.round(order.length * testShare)) };
  }
  const random = seededRandom(seed);
  const drawn = [0, 1].flatMap((y) => {
    const rows = shuffle(
      order.filter((row) => labels[row] === y),
      random,
    );
    return [...rows.subarray(0, Math.max(1, Math.round(rows.length * testShare)))];
  });
  return { kind: "random", test: Uint32Array.from(drawn).sort() };
}

/**
 * Inner folds of the training rows, whose labels are given in the split's order: stratified, or with `ordered` later
 * blocks each held out from all earlier ones.
 */
export function innerFolds(labels: Uint8Array, ordered: boolean, seed: number): Fold[] {
  if (ordered) {
    const folds = timeFolds(labels.length);
    if (folds.every(({ fit, held }) => hasBoth(labels, fit) && hasBoth(labels, held))) return folds;
  }
  const random = seededRandom(seed + 1);
  const foldOf = new Uint8Array(labels.length);
  for (const y of [0, 1]) {
    const rows = Uint32Array.from({ length: labels.length }, (_, i) => i).filter((i) => labels[i] === y);
    shuffle(rows, random).forEach((row, i) => {
      foldOf[row] = i % randomFolds;
    });
  }
  return Array.from({ length: randomFolds }, (_, fold) => ({
    fit: positions(foldOf, (f) => f !== fold),
    held: positions(foldOf, (f) => f === fold),
  }));
}

function timeFolds(rows: number): Fold[] {
  const blockOf = Uint8Array.from({ length: rows }, (_, i) => Math.floor((i * timeBlocks) / rows));
  return Array.from({ length: timeBlocks - firstHeldBlock }, (_, i) => ({
    fit: positions(blockOf, (block) => block < firstHeldBlock + i),
    held: positions(blockOf, (block) => block === firstHeldBlock + i),
  }));
}

function positions(marks: Uint8Array, chosen: (mark: number) => boolean): Uint32Array {
  return Uint32Array.from({ length: marks.length }, (_, i) => i).filter((i) => chosen(marks[i]));
}

function hasBoth(labels: Uint8Array, rows: Uint32Array): boolean {
  const positives = rows.reduce((sum, row) => sum + labels[row], 0);
  return positives > 0 && positives < rows.length;
}
