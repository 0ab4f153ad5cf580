import { predictMargins } from "@leadlift/boosting";
import { calibratedLogit, sigmoid } from "../calibration.ts";
import { featureByName } from "../features/catalogue.ts";
import type { FeatureSchema } from "../features/feature-schema.ts";
import { fitFeatures } from "../features/fit-features.ts";
import { type ColumnProfile, profileColumn } from "../features/profile-column.ts";
import type { RawValue } from "../features/raw-value.ts";
import type { Manifest } from "../model/manifest.ts";
import type { Report } from "../report.ts";
import { columnFindings, columnWarnings, leakWarnings, list } from "./column-findings.ts";
import { type EncodedRows, encodeRows } from "./encoded-rows.ts";
import { evaluate, noBetterThanChance } from "./evaluate.ts";
import { findLeaks } from "./leak-guard.ts";
import { learn } from "./learn.ts";
import { learnColumns } from "./learn-columns.ts";
import { makeArtefact } from "./make-artefact.ts";
import { measureLift } from "./measure-lift.ts";
import { type Split, splitRows } from "./split.ts";
import { TrainingRefused } from "./training-refused.ts";
import {
  checkTable,
  type TrainingOptions,
  type TrainingProgress,
  type TrainingTable,
} from "./training-table.ts";
import { topFeatures } from "./weigh-columns.ts";
import { momentsOf, windowOf } from "./window-of.ts";

export interface Artefact {
  onnx: Uint8Array;
  manifest: Manifest;
  report: Report;
  /** Rows that the report's figures are of. */
  testRows: Uint32Array;
  /** Whether it may be used: false when it ranks no better than chance. */
  published: boolean;
  whyNot?: string;
  /** Sentences for the person who gave the table. */
  warnings: string[];
}

/**
 * Learns a model from a table. Test rows are set apart first and read once, at the end; every choice is made on
 * inner folds of the others. The same table, options and seed give the same ONNX file.
 *
 * CPU-bound: `trainModelInThread` keeps the event loop free.
 *
 * @throws TrainingRefused when the table cannot be learnt from; the signal's reason when aborted.
 */
export async function trainModel(table: TrainingTable, options: TrainingOptions): Promise<Artefact> {
  const started = performance.now();
  const progress = progressTo(options.onProgress);
  checkTable(table, options);
  const split = splitRows(table.labels, options);
  const offered = usableColumns(table, options);
  const leaks = leaksIn(offered, table, split, options);
  const columns = withoutLeaks(offered, leaks);

  const { schema, train, test } = fitRows(columns, table.labels, split, options);
  progress("fitting", 1);
  const learnt = await learn(schema, train, options, (share) => progress("training", share));

  const margins = predictMargins(learnt.forest, test.data);
  const probabilities = margins.map((m) => sigmoid(calibratedLogit(learnt.calibration, m)));
  const evaluation = evaluate(probabilities, test.labels);
  const whyNot = noBetterThanChance({ scores: margins, labels: test.labels }, learnt.outOfFold);
  progress("checking", 0.5);

  const findings = columnFindings(
    Object.entries(offered).map(([name, cells]) => profileColumn(name, cells)),
    schema,
    leaks,
  );
  const { onnx, manifest } = await makeArtefact(learnt, evaluation, columns, split, options);
  const lift = await measureLift(learnt, test, margins, options);
  progress("checking", 1);
  const report: Report = {
    ...evaluation,
    rows: table.labels.length,
    trainRows: split.train.length,
    testRows: split.test.length,
    positives: table.labels.reduce((sum, y) => sum + y, 0),
    features: train.data.features.length,
    topFeatures: topFeatures(learnt.weights, schema),
    columns: findings,
    leaks,
    lift,
    landmarks: options.about?.landmarks ?? null,
    window: windowOf(split, options),
    split: { kind: split.kind, testShare: split.test.length / table.labels.length },
    trainSeconds: (performance.now() - started) / 1000,
  };
  const warnings = [
    ...leakWarnings(leaks),
    ...unknownExclusions(table, options),
    ...columnWarnings(findings, leaks),
  ];
  const published = whyNot === null;
  return {
    onnx,
    manifest,
    report,
    testRows: split.test,
    published,
    warnings,
    ...(published ? {} : { whyNot }),
  };
}

type Columns = Readonly<Record<string, readonly RawValue[]>>;

function usableColumns(table: TrainingTable, { exclude = [], target }: TrainingOptions): Columns {
  const left = new Set([...exclude, target.name]);
  return Object.fromEntries(
    table.names.flatMap((name, i) => (left.has(name) ? [] : [[name, table.columns[i]] as const])),
  );
}

function leaksIn(
  columns: Columns,
  { labels, written }: TrainingTable,
  { train }: Split,
  { keepFlagged = false, keep = [] }: TrainingOptions,
): Report["leaks"] {
  const table = { names: Object.keys(columns), columns: Object.values(columns), labels };
  const found = findLeaks(written ? { ...table, written } : table, train);
  const asked = new Set(keep);
  return found.map((leak) => ({
    ...leak,
    kept: keepFlagged || leak.level === "suspected" || asked.has(leak.column),
  }));
}

/** Throws TrainingRefused when nothing but leaks is left. */
function withoutLeaks(columns: Columns, leaks: Report["leaks"]): Columns {
  const out = new Set(leaks.filter(({ kept }) => !kept).map(({ column }) => column));
  const kept = Object.entries(columns).filter(([name]) => !out.has(name));
  if (kept.length === 0 && out.size > 0) {
    throw new TrainingRefused(
      "NO_USABLE_COLUMNS",
      `Nothing is left to learn from: ${list([...out])} would give the outcome away. ${leakWarnings(leaks)[0]}`,
    );
  }
  return Object.fromEntries(kept);
}

function unknownExclusions({ names }: TrainingTable, { exclude = [] }: TrainingOptions): string[] {
  const unknown = exclude.filter((name) => !names.includes(name));
  return unknown.length === 0 ? [] : [`There is no column to exclude called ${list(unknown)}.`];
}

function fitRows(
  columns: Columns,
  labels: Uint8Array,
  split: Split,
  { time, seed = 42 }: TrainingOptions,
): { schema: FeatureSchema; train: EncodedRows; test: EncodedRows } {
  const profiles: ColumnProfile[] = Object.entries(columns).map(([name, cells]) =>
    profileColumn(
      name,
      Array.from(split.train, (row) => cells[row]),
    ),
  );
  const asOf = asOfRows(time);
  const fitted = fitFeatures(profiles, columns, split.train, asOf !== undefined, isWinsorised);
  if (fitted.columns.length === 0) {
    throw new TrainingRefused(
      "NO_USABLE_COLUMNS",
      "No column can be learnt from: each is empty, an id, or the same in every row.",
    );
  }
  const ordered = time !== undefined;
  const { schema, learnt } = learnColumns(fitted, columns, labels, split.train, { ordered, seed });
  return {
    schema,
    train: encodeRows(schema, columns, labels, split.train, asOf, learnt),
    test: encodeRows(schema, columns, labels, split.test, asOf),
  };
}

function isWinsorised(name: string): boolean {
  return featureByName(name)?.winsorise ?? false;
}

function asOfRows(time: TrainingOptions["time"]): ((row: number) => Date) | undefined {
  const moments = momentsOf(time);
  return moments && ((row) => new Date(moments[row]));
}

const stages = { fitting: [0, 0.05], training: [0.05, 0.95], checking: [0.95, 1] } as const;

function progressTo(onProgress: TrainingOptions["onProgress"]) {
  return (stage: TrainingProgress["stage"], share: number): void => {
    const [from, to] = stages[stage];
    onProgress?.({ stage, fraction: from + (to - from) * share });
  };
}
