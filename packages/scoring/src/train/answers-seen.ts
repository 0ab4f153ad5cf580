import { booleanOf, numberOf } from "../features/encode-record.ts";
import { type FeatureColumn, type FeatureSchema, sourceOf } from "../features/feature-schema.ts";
import { categoryKey } from "../features/profile-column.ts";
import { isMissing, type RawValue } from "../features/raw-value.ts";
import type { Answer, AnswerSeen } from "../model/next-question.ts";

const mostAnswers = 10;
/** Answers of fewer rows may be one person's. */
const leastRows = 5;

/**
 * What training rows answered, by column: the ten commonest categories, or the middles of a number's tenths. Columns
 * without two answers, dates, texts and lists are left out.
 */
export function answersSeen(
  schema: FeatureSchema,
  columns: Readonly<Record<string, readonly RawValue[]>>,
  rows: Uint32Array,
): Record<string, AnswerSeen[]> {
  const seen = new Map<string, AnswerSeen[]>();
  for (const column of schema.columns) {
    const name = sourceOf(column);
    if (seen.has(name)) continue;
    const cells = columns[name];
    const answers = shared(
      answersOf(
        column,
        Array.from(rows, (row) => cells[row]),
      ),
    );
    if (answers.length > 1) seen.set(name, answers);
  }
  return Object.fromEntries(seen);
}

type Counted = [value: Answer, rows: number][];

function answersOf(column: FeatureColumn, cells: readonly RawValue[]): Counted {
  switch (column.kind) {
    case "numeric":
      return numbers(cells.map((cell) => numberOf(cell, column.decimal)).filter((x) => !Number.isNaN(x)));
    case "boolean":
      return commonest(cells.map(booleanOf).flatMap((x) => (Number.isNaN(x) ? [] : [x === 1])));
    case "categorical":
    case "target":
      return commonest(cells.flatMap((cell) => (isMissing(cell) ? [] : [categoryKey(cell)])));
    default:
      return [];
  }
}

function commonest(values: readonly Answer[]): Counted {
  const counts = new Map<Answer, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return [...counts].sort((one, other) => other[1] - one[1]).slice(0, mostAnswers);
}

/** A few different numbers are answers as they are; of many, the median of each tenth. */
function numbers(values: number[]): Counted {
  const few = commonest(values);
  if (new Set(values).size <= mostAnswers) return few;
  const sorted = Float64Array.from(values).sort();
  const middles = Array.from(
    { length: mostAnswers },
    (_, tenth) => sorted[Math.floor(((tenth + 0.5) * sorted.length) / mostAnswers)],
  );
  return commonest(middles).map(([value, tenths]) => [value, (tenths * sorted.length) / mostAnswers]);
}

function shared(counted: Counted): AnswerSeen[] {
  const common = counted.filter(([, rows]) => rows >= leastRows);
  const all = common.reduce((sum, [, rows]) => sum + rows, 0);
  return common.map(([value, rows]) => ({ value, share: rows / all }));
}
