import type { RawValue } from "../features/raw-value.ts";
import type { Report } from "../report.ts";
import type { Parameters } from "./parameters.ts";
import { TrainingRefused } from "./training-refused.ts";

export interface TrainingTable {
  names: string[];
  /** One list a name; one cell a row. */
  columns: readonly (readonly RawValue[])[];
  /** 1 where the target was reached, else 0. */
  labels: Uint8Array;
  ids?: readonly string[];
  written?: WritingOrder;
}

/** Whether a value was there before the outcome was known. 0: nobody knows. */
export const writing = { unknown: 0, before: 1, after: 2 } as const;

/** For the leak guard; by column name, one of `writing` a row. */
export interface WritingOrder {
  /** Of the value that the table holds. */
  shown: Readonly<Record<string, Uint8Array>>;
  /** Of the value that stands there today, which may be another. */
  standing: Readonly<Record<string, Uint8Array>>;
}

export interface TrainingProgress {
  stage: "fitting" | "training" | "checking";
  /** Of the whole; never falls. */
  fraction: number;
}

export interface TrainingOptions {
  target: { name: string; positive?: string; horizonDays?: number };
  /** Columns that are no features. The target's own column never is one. */
  exclude?: string[];
  /** 0-based rows to test on. Without them: the last 20 % by `time`, else 20 % drawn by `seed`, stratified. */
  testRows?: Uint32Array;
  /** When each row happened: milliseconds since 1970, or any number that orders them; "row" for the table's order. */
  time?: { values: Float64Array } | "row";
  /** Default 42. */
  seed?: number;
  /** Threads at most; they change nothing in the model. Default 1. */
  threads?: number;
  /** Learn from columns although the leak guard is near-certain that they were filled in after the outcome. */
  keepFlagged?: boolean;
  /** The same for these columns only. */
  keep?: readonly string[];
  /** These instead of what a search finds; the best guess holds for those not named. */
  parameters?: Partial<Parameters>;
  /** For the report only: how old leads were, and when each row happened, in ms since 1970. */
  about?: { landmarks?: NonNullable<Report["landmarks"]>; seenAt: Float64Array };
  signal?: AbortSignal;
  onProgress?: (progress: TrainingProgress) => void;
}

const leastOfEachClass = 10;

/** Throws TrainingRefused when the table's parts do not fit together or hold too little. */
export function checkTable(table: TrainingTable, options: TrainingOptions): void {
  const rows = table.labels.length;
  const twice = table.names.find((name, i) => table.names.indexOf(name) !== i);
  if (twice !== undefined) {
    throw new TrainingRefused("DUPLICATE_COLUMN", `Two columns are called “${twice}”: rename one of them.`);
  }
  const uneven = table.columns.findIndex((column) => column.length !== rows);
  if (uneven >= 0 || table.columns.length !== table.names.length) {
    throw new TrainingRefused(
      "UNEVEN_COLUMNS",
      `Column “${table.names[Math.max(0, uneven)] ?? ""}” has not one cell for each of the ${rows} rows.`,
    );
  }
  checkClasses(table.labels, options.target.name);
  if (options.time !== undefined && options.time !== "row" && options.time.values.length !== rows) {
    throw new TrainingRefused("BAD_TIME", `There are ${options.time.values.length} times for ${rows} rows.`);
  }
}

function checkClasses(labels: Uint8Array, target: string): void {
  const positives = labels.reduce((sum, y) => sum + y, 0);
  const negatives = labels.length - positives;
  if (labels.length > 0 && (positives === 0 || negatives === 0)) {
    throw new TrainingRefused(
      "ONE_CLASS",
      `All ${labels.length} rows have the same outcome for “${target}”: both kinds are needed to learn from.`,
    );
  }
  if (Math.min(positives, negatives) < leastOfEachClass) {
    throw new TrainingRefused(
      "TOO_FEW_ROWS",
      `“${target}” has ${positives} rows that reached it and ${negatives} that did not: at least ${leastOfEachClass} of each are needed.`,
    );
  }
}
