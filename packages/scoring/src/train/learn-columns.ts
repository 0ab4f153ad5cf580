import { encodersOf } from "../features/encode-record.ts";
import type { FeatureColumn, FeatureSchema } from "../features/feature-schema.ts";
import type { RawValue } from "../features/raw-value.ts";
import { targetFeatures } from "../features/source.ts";
import type { LearntFeature } from "./encoded-rows.ts";
import { aucInterval } from "./metrics.ts";
import type { Fold } from "./split.ts";
import { encodeTarget } from "./target-encoding.ts";
import { crossFitTexts, fitTextWeights, labelledTexts } from "./text-score.ts";

const leastTexts = 200;
const leastOfEachClass = 20;

interface Settings {
  /** Rows ascend by time. */
  ordered: boolean;
  seed: number;
}

/** A column with what was learnt of it from some rows, and those rows' values as others' labels would have it. */
interface LearntColumn {
  column: FeatureColumn;
  values: Float64Array;
}

/**
 * Adds what is learnt from labels: the words of texts, where they say something, and target-encoded columns.
 *
 * @param train rows, ascending by time when `ordered`.
 */
export function learnColumns(
  { columns: plain }: FeatureSchema,
  columns: Readonly<Record<string, readonly RawValue[]>>,
  labels: Uint8Array,
  train: Uint32Array,
  settings: Settings,
): { schema: FeatureSchema; learnt: LearntFeature[] } {
  const own = Uint8Array.from(train, (row) => labels[row]);
  const cellsOf = (name: string) => Array.from(train, (row) => columns[name][row]);
  const learnt: LearntFeature[] = [];
  const withWords = plain.map((column): FeatureColumn => {
    if (column.kind !== "text") return column;
    const cells = cellsOf(column.name);
    const all = learnWords(column, cells, own, settings);
    if (!tellsApart(all.values, own)) return column;
    const learn: Learn = (some, theirs) => learnWords(column, some, theirs, settings);
    learnt.push(learntFeature(`${column.name} · words`, all.values, cells, own, learn));
    return all.column;
  });
  const rates = targetFeatures.flatMap(({ name, from }): FeatureColumn[] => {
    const source = plain.find((column) => from.includes(column.name) && column.kind === "categorical");
    if (!source || Object.hasOwn(columns, name)) return [];
    const cells = cellsOf(source.name);
    const learn: Learn = (some, theirs) => encodeTarget(name, source.name, some, theirs, settings);
    const all = learn(cells, own);
    learnt.push(learntFeature(name, all.values, cells, own, learn));
    return [all.column];
  });
  return { schema: { columns: [...withWords, ...rates] }, learnt };
}

type Learn = (cells: readonly RawValue[], labels: Uint8Array) => LearntColumn;

/** Values learnt across all rows hint at the labels of a fold that is held out: each fold learns its own. */
function learntFeature(
  name: string,
  values: Float64Array,
  cells: readonly RawValue[],
  labels: Uint8Array,
  learn: Learn,
): LearntFeature {
  // The search comes back to a fold with each of its candidates.
  const known = new Map<Fold, ReturnType<LearntFeature["inFold"]>>();
  return {
    name,
    values: Float32Array.from(values),
    inFold(fold) {
      const before = known.get(fold);
      if (before) return before;
      const learnt = learn(
        Array.from(fold.fit, (row) => cells[row]),
        Uint8Array.from(fold.fit, (row) => labels[row]),
      );
      const read = readerOf(learnt.column);
      const parts = {
        fit: Float32Array.from(learnt.values),
        held: Float32Array.from(fold.held, (row) => read(cells[row])),
      };
      known.set(fold, parts);
      return parts;
    },
  };
}

/** The last of a column's features: of a text its words, of a rate the rate. */
function readerOf(column: FeatureColumn): (cell: RawValue) => number {
  const [encoder] = encodersOf({ columns: [column] });
  const buffer = new Float32Array(encoder.width);
  return (cell) => {
    encoder.encode(cell, undefined, buffer, 0);
    return buffer[encoder.width - 1];
  };
}

function learnWords(
  column: Extract<FeatureColumn, { kind: "text" }>,
  cells: readonly RawValue[],
  labels: Uint8Array,
  settings: Settings,
): LearntColumn {
  const words = fitTextWeights(labelledTexts(cells, labels, labels.keys()), settings.seed);
  return { column: { ...column, words }, values: crossFitTexts(cells, labels, settings) };
}

/** Whether texts tell successes from failures among rows that their weights were not learnt from. */
function tellsApart(scores: Float64Array, labels: Uint8Array): boolean {
  const known = Uint32Array.from(scores.keys()).filter((row) => !Number.isNaN(scores[row]));
  const theirs = Uint8Array.from(known, (row) => labels[row]);
  const positives = theirs.reduce((sum, y) => sum + y, 0);
  if (known.length < leastTexts || Math.min(positives, known.length - positives) < leastOfEachClass)
    return false;
  return (
    aucInterval(
      Float64Array.from(known, (row) => scores[row]),
      theirs,
    ).low > 0.5
  );
}
