import { isMissing, parseNumber, type RawValue } from "@leadlift/scoring/features";
import { CommandError } from "../command-error.ts";

const yes = new Set(
  `yes|y|true|t|1|won|win|closed won|converted|success|successful|positive|sold|deal|booked|paid|purchased|customer|
enrolled|subscribed`.split(/\s*\|\s*/),
);
const no = new Set(
  "no|n|false|f|0|-1|lost|closed lost|failed|failure|negative|none|not converted|unconverted".split("|"),
);

const mostValues = 50;

export interface Target {
  /** the value that counts as success, as the file writes it */
  positive: string;
  /** rows that have a value, ascending */
  rows: Uint32Array;
  /** of these rows: 1 success, 0 not */
  labels: Uint8Array;
  /** rows without a value */
  unlabelled: number;
}

/**
 * Labels from a column's text. Values are compared without case, outer spaces and ways of writing a number.
 * CommandError: nothing in the column, one class, `positive` not there, or no way to tell which value is success.
 */
export function readTarget(column: string, values: readonly RawValue[], positive?: string): Target {
  const keys = values.map((value) => (isMissing(value) ? null : keyOf(String(value))));
  const distinct = new Map<string, { written: string; count: number }>();
  keys.forEach((key, row) => {
    if (key === null) return;
    const seen = distinct.get(key);
    if (seen) seen.count++;
    else distinct.set(key, { written: String(values[row]).trim(), count: 1 });
  });
  const [first] = distinct.values();
  if (!first)
    throw new CommandError(`Column "${column}" is empty in every row, so there is nothing to learn from.`);
  if (distinct.size === 1) {
    throw new CommandError(
      `Column "${column}" says "${clip(first.written)}" in every row that has a value; a model needs both kinds of lead.`,
    );
  }
  const success = positive === undefined ? guess(column, distinct) : given(column, distinct, positive);
  const rows = Uint32Array.from(keys.keys()).filter((row) => keys[row] !== null);
  return {
    positive: distinct.get(success)?.written ?? success,
    rows,
    labels: Uint8Array.from(rows, (row) => (keys[row] === success ? 1 : 0)),
    unlabelled: values.length - rows.length,
  };
}

type Distinct = ReadonlyMap<string, { written: string; count: number }>;

function given(column: string, distinct: Distinct, positive: string): string {
  const key = keyOf(positive);
  if (distinct.has(key)) return key;
  throw new CommandError(`No row has "${positive}" in column "${column}"; it says ${listed(distinct)}.`);
}

function guess(column: string, distinct: Distinct): string {
  const successes = [...distinct.keys()].filter((key) => yes.has(key));
  const others = [...distinct.keys()].filter((key) => !yes.has(key));
  const [success] = successes;
  // Among many numbers, a 1 is a quantity and not a "yes".
  const quantity = distinct.size > 2 && others.every((key) => parseNumber(key) !== null);
  if (success !== undefined && successes.length === 1 && !quantity && distinct.size <= mostValues)
    return success;
  const [other] = others.filter((key) => !no.has(key));
  if (
    distinct.size === 2 &&
    successes.length === 0 &&
    other !== undefined &&
    others.some((key) => no.has(key))
  ) {
    return other;
  }
  throw new CommandError(
    `Say with --positive which value of "${column}" counts as success; it says ${listed(distinct)}.`,
  );
}

function keyOf(text: string): string {
  const trimmed = text.trim().toLowerCase();
  const number = parseNumber(trimmed);
  return number === null ? trimmed : String(number);
}

function listed(distinct: Distinct): string {
  const all = [...distinct.values()].sort((a, b) => b.count - a.count);
  const some = all.slice(0, 6).map(({ written }) => `"${clip(written)}"`);
  return all.length > some.length
    ? `${some.join(", ")} and ${all.length - some.length} more`
    : some.join(", ");
}

function clip(text: string): string {
  return text.length > 40 ? `${text.slice(0, 40)}…` : text;
}
