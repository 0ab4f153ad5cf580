import { featureNames } from "../features/catalogue.ts";
import { type ColumnProfile, profileColumn } from "../features/profile-column.ts";
import { isMissing, type RawValue } from "../features/raw-value.ts";
import { type ColumnSignal, columnSignal, type Holding } from "./column-signal.ts";
import { wilsonInterval } from "./metrics.ts";
import { type TrainingTable, type WritingOrder, writing } from "./training-table.ts";

export interface LeakFinding {
  column: string;
  /** Near-certain and not learnt from, or kept but doubted. */
  level: "left out" | "suspected";
  rule: "only after the outcome" | "separates alone" | "missing is the outcome" | "written after";
  /** One sentence with its numbers. */
  evidence: string;
}

/** Fewer rows of either class than this say nothing about leaks. */
const leastOfEachClass = 20;
/** No honest column of a lead is known to rank like this alone; its lower 95 % bound must be near it as well. */
const certain = { auc: 0.95, low: 0.93, missing: 0.9, oneSided: 20, writtenAfter: 0.5, habit: 0.8 };
/** Strong for one column; suspected where the others are far behind, or where its name says that it comes after. */
const strong = {
  auc: 0.785,
  low: 0.72,
  named: 0.7,
  namedLow: 0.66,
  alone: 0.9,
  missing: 0.75,
  oneSided: 10,
  ahead: 1.35,
  writtenAfter: 0.05,
  habit: 0.3,
};
/** Least share of a class that a one-sided value is held by. */
const leastHeld = 0.3;
/** Fewer values than this, of which it is known when they were written, say nothing. */
const leastWritten = 20;
/** A habit of writing late matters where so many of the values to learn from may have come that way. */
const leastUndated = 0.05;
/** Leaks come in groups, such as a rating and its reason: that many at most may stand ahead of the others together. */
const largestGroup = 3;

const namedAfter =
  /(^|[^a-z])(clos(e|ed|ing)|won|lost|reasons?|outcome|results?|disposition|remarks?|feedback|invoiced?|paid|payment|churn(ed)?|convert(ed)?|conversion|quality|rating|page ?values?|call ?duration|duration)([^a-z]|$)/;

/**
 * Names the columns that know the outcome because they were filled in after it. Looks at training rows only; each
 * column is judged alone, by rates that were learnt from other rows. Without 20 rows of either class it says nothing.
 *
 * @param rows 0-based training rows.
 */
export function findLeaks(
  table: Pick<TrainingTable, "names" | "columns" | "labels"> & { written?: WritingOrder },
  rows: Uint32Array,
): LeakFinding[] {
  const labels = Uint8Array.from(rows, (row) => table.labels[row]);
  const positives = labels.reduce((sum, y) => sum + y, 0);
  const classes = { positives, negatives: labels.length - positives };
  if (Math.min(classes.positives, classes.negatives) < leastOfEachClass) return [];
  const signals = table.names.flatMap((name, i) => {
    const cells = Array.from(rows, (row) => table.columns[i][row]);
    const profile = profileColumn(name, cells);
    if (profile.kind === "id" || profile.kind === "empty" || profile.constant) return [];
    return [{ name, ...measure(profile, cells, labels, classes) }];
  });
  const out = signals.flatMap((signal) => {
    const found = certainLeak(signal) ?? writtenAfter(table, signal.name, rows, "left out");
    return found ? [found] : [];
  });
  const left = new Set(out.map(({ column }) => column));
  const rest = signals
    .filter(({ name }) => !left.has(name))
    .sort((a, b) => b.signal.explained - a.signal.explained);
  const ahead = aheadOfOthers(rest);
  const suspected = rest.flatMap((signal, place) => {
    const found =
      doubtfulLeak(signal, place < ahead ? (rest[ahead] ?? null) : undefined) ??
      writtenAfter(table, signal.name, rows, "suspected");
    return found ? [found] : [];
  });
  return [...out, ...suspected];
}

interface Measured {
  name: string;
  signal: ColumnSignal;
  /** The better of all rows and the filled ones, where those are enough. */
  best: { auc: number; low: number; where: "" | ", where it is filled," };
  /** Being filled, as a column of its own. */
  filling: { auc: number; words: string };
  oneSided: OneSided | null;
}

interface Classes {
  positives: number;
  negatives: number;
}

/** The set of cells whose shares of the two classes differ most. */
interface OneSided {
  what: Holding["what"];
  /** The class that holds it. */
  of: "positives" | "negatives";
  share: number;
  otherShare: number;
  /** Lower 95 % bound of share ÷ upper bound of otherShare. */
  ratio: number;
}

function measure(
  profile: ColumnProfile,
  cells: readonly RawValue[],
  labels: Uint8Array,
  classes: Classes,
): Omit<Measured, "name"> {
  const signal = columnSignal(profile, cells, labels);
  const { all, filled, missing } = signal;
  const enough =
    Math.min(filled.positives, filled.rows - filled.positives) >= leastOfEachClass &&
    filled.rows >= 0.1 * all.rows;
  const byFilled = enough && filled.rows < all.rows && filled.auc > all.auc;
  return {
    signal,
    best: byFilled
      ? { auc: filled.auc, low: filled.low, where: ", where it is filled," }
      : { auc: all.auc, low: all.low, where: "" },
    filling: fillingOf(missing, classes),
    oneSided: mostOneSided(signal.holdings, classes),
  };
}

function fillingOf(missing: Holding, classes: Classes): Measured["filling"] {
  const ofPositives = 1 - missing.positives / classes.positives;
  const ofNegatives = 1 - missing.negatives / classes.negatives;
  const gap = ofPositives - ofNegatives;
  const [of, share, otherShare] =
    gap > 0
      ? (["positives", ofPositives, ofNegatives] as const)
      : (["negatives", ofNegatives, ofPositives] as const);
  return {
    auc: 0.5 + Math.abs(gap) / 2,
    words: holdingWords({ what: { is: "filled" }, of, share, otherShare }),
  };
}

/** "Anything but 0" is said only where no plainer set of cells says enough. */
function mostOneSided(holdings: readonly Holding[], classes: Classes): OneSided | null {
  const ranked = holdings
    .flatMap((holding) => oneSidedBy(holding, classes))
    .sort((a, b) => b.ratio - a.ratio);
  const [plain] = ranked.filter(({ what }) => what.is !== "other");
  return plain && plain.ratio >= strong.oneSided ? plain : (ranked[0] ?? null);
}

function oneSidedBy(holding: Holding, classes: Classes): OneSided[] {
  return (["positives", "negatives"] as const).flatMap((of) => {
    const other = of === "positives" ? "negatives" : "positives";
    const share = holding[of] / classes[of];
    const otherShare = holding[other] / classes[other];
    if (share < leastHeld) return [];
    const ratio = wilsonInterval(share, classes[of]).low / wilsonInterval(otherShare, classes[other]).high;
    return [{ what: holding.what, of, share, otherShare, ratio }];
  });
}

function certainLeak({ name, best, filling, oneSided }: Measured): LeakFinding | null {
  const found = (rule: LeakFinding["rule"], evidence: string): LeakFinding => ({
    column: name,
    level: "left out",
    rule,
    evidence,
  });
  const onOneSide = oneSided !== null && oneSided.ratio >= certain.oneSided;
  if (onOneSide && oneSided.what.is !== "missing" && oneSided.what.is !== "filled") {
    return found("only after the outcome", holdingWords(oneSided));
  }
  if (onOneSide) return found("missing is the outcome", holdingWords(oneSided));
  if (filling.auc >= certain.missing) return found("missing is the outcome", filling.words);
  if (best.auc >= certain.auc && best.low >= certain.low) {
    return found("separates alone", rankingWords(best));
  }
  return null;
}

/** How many of the columns, by descending power, are together far ahead of the next one. */
function aheadOfOthers(ranked: readonly Measured[]): number {
  for (let group = Math.min(largestGroup, ranked.length - 1); group >= 1; group--) {
    const last = ranked[group - 1].signal.explained;
    if (last > strong.ahead * Math.max(0, ranked[group].signal.explained) && isStrong(ranked[group - 1])) {
      return group;
    }
  }
  return 0;
}

/** A feature computed as of a moment knows nothing later, and may well be the strongest. */
function isStrong({ name, best }: Measured): boolean {
  if (featureNames.includes(name)) return false;
  return best.auc >= strong.auc && best.low >= strong.low;
}

/** @param next the strongest column behind this one's group; undefined when it is in no such group. */
function doubtfulLeak(measured: Measured, next: Measured | null | undefined): LeakFinding | null {
  const { name, best, filling, oneSided } = measured;
  const found = (rule: LeakFinding["rule"], evidence: string): LeakFinding => ({
    column: name,
    level: "suspected",
    rule,
    evidence,
  });
  if (oneSided && oneSided.ratio >= strong.oneSided) {
    return found("only after the outcome", holdingWords(oneSided));
  }
  if (filling.auc >= strong.missing) return found("missing is the outcome", filling.words);
  if (next && isStrong(measured)) {
    const far = `the strongest column besides it, “${next.name}”, ${pairs(next.best.auc)}`;
    return found("separates alone", `${rankingWords(best)}; ${far}`);
  }
  if (best.low >= strong.alone) return found("separates alone", rankingWords(best));
  if (best.auc >= strong.named && best.low >= strong.namedLow && namedAfter.test(words(name))) {
    return found("only after the outcome", `its name speaks of what comes after, and ${rankingWords(best)}`);
  }
  return null;
}

/** "PageValues" → "page values" */
function words(name: string): string {
  return name
    .replace(/([a-z\d])([A-Z])/g, "$1 $2")
    .replace(/[_\-.]+/g, " ")
    .toLowerCase();
}

function writtenAfter(
  { names, columns, written }: Parameters<typeof findLeaks>[0],
  column: string,
  rows: Uint32Array,
  level: LeakFinding["level"],
): LeakFinding | null {
  if (!written) return null;
  const cells = columns[names.indexOf(column)];
  const filled = rows.filter((row) => !isMissing(cells[row]));
  const least = level === "left out" ? certain : strong;
  const found = (evidence: string): LeakFinding => ({ column, level, rule: "written after", evidence });

  const shown = ordersOf(written.shown, column, filled);
  const dated = shown.before + shown.after;
  if (dated >= leastWritten && shown.after >= least.writtenAfter * dated) {
    return found(
      `${percent(shown.after / dated)} of its values (${shown.after} of ${dated}) were last written after the outcome was known`,
    );
  }

  const standing = ordersOf(written.standing, column, rows);
  const known = standing.before + standing.after;
  const undated = filled.length - dated;
  if (known < leastWritten || undated < Math.max(leastWritten, leastUndated * filled.length)) return null;
  if (wilsonInterval(standing.after / known, known).low < least.habit) return null;
  const habit = `in ${percent(standing.after / known)} of the leads whose changes are on record (${standing.after} of ${known}) it was last written after the outcome was known`;
  return found(`${habit}, and of ${undated} of the ${filled.length} values to learn from nobody knows when`);
}

function ordersOf(of: WritingOrder["shown"], column: string, rows: Uint32Array) {
  const orders = Object.hasOwn(of, column) ? of[column] : undefined;
  const counts = { before: 0, after: 0 };
  for (const row of rows) {
    if (orders?.[row] === writing.before) counts.before++;
    else if (orders?.[row] === writing.after) counts.after++;
  }
  return counts;
}

function rankingWords({ auc, where }: Measured["best"]): string {
  return `alone${where} it ${pairs(auc)}`;
}

function pairs(auc: number): string {
  return `ranks ${percent(auc)} of pairs of a success and a failure rightly`;
}

function holdingWords({ what, of, share, otherShare }: Omit<OneSided, "ratio">): string {
  const holds = {
    missing: () => "it is empty in",
    filled: () => "it is filled in",
    value: () => `it is “${"value" in what ? what.value : ""}” in`,
    other: () => `it is something other than “${"value" in what ? what.value : ""}” in`,
  }[what.is]();
  const [own, others] = of === "positives" ? ["successes", "failures"] : ["failures", "successes"];
  return `${holds} ${percent(share)} of the ${own} and ${percent(otherShare)} of the ${others}`;
}

/** Never "100 %" or "0 %" unless it is all or none. */
function percent(share: number): string {
  if (share === 0 || share === 1) return `${100 * share} %`;
  return `${Math.min(99.9, Math.max(0.1, 100 * share)).toFixed(1)} %`;
}
