import { basename } from "node:path";
import type { Artefact } from "@leadlift/scoring/train";
import type { Table } from "@leadlift/services/csv/read-table";
import { Command, InvalidArgumentError } from "commander";
import { CommandError } from "../command-error.ts";
import { readLeads } from "../data/leads-file.ts";
import { columnNamed } from "../data/near-names.ts";
import { readTarget, type Target } from "../data/target.ts";
import { readTestRows } from "../data/test-rows.ts";
import { readTimes } from "../data/time-column.ts";
import { makeFolder, writeModelFolder } from "../model-folder.ts";
import { progressLine } from "../progress-line.ts";
import { reportPage } from "../report/page.ts";

interface TrainFlags {
  target: string;
  positive?: string;
  id?: string;
  time?: string;
  exclude: string[];
  keepFlagged: boolean;
  testRows?: string;
  seed: number;
  threads: number;
  out: string;
  json: boolean;
}

export function trainCommand(): Command {
  return new Command("train")
    .description("learn from a CSV of leads whose outcome is known")
    .argument("<leads.csv>", "comma, semicolon or tab; UTF-8 or Windows-1252")
    .requiredOption("--target <column>", "the column that says how it ended")
    .option("--positive <value>", "its value that counts as success (default: guessed among yes, 1, won, …)")
    .option("--id <column>", "names each lead; never a feature, and repeated in the output of score")
    .option("--time <column>", "test on the last 20 % by this column; #row: by their order in the file")
    .option("--exclude <a,b>", "columns to leave out; may be given again", collect, [])
    .option(
      "--keep-flagged",
      "learn from columns that are almost certainly filled in after the outcome",
      false,
    )
    .option("--test-rows <file>", "test on these data rows: 0-based numbers, one a line")
    .option("--seed <n>", "of everything random", wholeNumber(0), 42)
    .option("--threads <n>", "", wholeNumber(1), 2)
    .requiredOption("--out <folder>", "where model.onnx, manifest.json, report.json and report.html go")
    .option("--json", "print one JSON object", false)
    .action(train);
}

async function train(file: string, flags: TrainFlags): Promise<void> {
  const line = progressLine();
  line.show("Reading …");
  const table = await readLeads(file);
  const question = await ask(table, flags);
  await makeFolder(flags.out);
  const artefact = await learn(question, flags, (percent) => line.show(`Training … ${percent} %`));
  line.clear();
  // Leaks come first in the trainer's: whoever reads on must know whether the figures are to be believed.
  const warnings = [...artefact.warnings, ...flagHint(artefact), ...question.warnings];
  await writeModelFolder(flags.out, {
    onnx: artefact.onnx,
    manifest: artefact.manifest,
    report: { ...artefact.report, published: artefact.published, whyNot: artefact.whyNot ?? null, warnings },
    page: reportPage(artefact.report, {
      file: basename(file),
      target: flags.target,
      positive: question.target.positive,
      published: artefact.published,
      whyNot: artefact.whyNot ?? null,
      warnings,
      trainedAt: new Date(),
    }),
    idColumn: flags.id ?? null,
  });
  process.stdout.write(flags.json ? asJson(artefact, warnings) : asText(artefact, warnings, flags.out));
}

/** What is to be learnt: the rows that have a value in the target column, and which of them test it. */
interface Question {
  target: Target;
  names: string[];
  columns: string[][];
  exclude: string[];
  ids: string[] | null;
  testRows: Uint32Array | null;
  time: { values: Float64Array } | "row" | null;
  /** when rows happened, in ms, where that is known of all */
  moments: Float64Array | null;
  warnings: string[];
}

async function ask(table: Table, flags: TrainFlags): Promise<Question> {
  const { names } = table;
  const at = columnNamed(names, flags.target, "--target");
  if (names.length < 2)
    throw new CommandError(`The file has no column besides "${flags.target}" to learn from.`);
  const exclude = flags.exclude.map((name) => names[columnNamed(names, name, "--exclude")] ?? name);
  const cells = (name: string, option: string) => table.columns[columnNamed(names, name, option)] ?? [];
  const idCells = flags.id === undefined ? null : cells(flags.id, "--id");
  const timeCells = flags.time === undefined || flags.time === "#row" ? null : cells(flags.time, "--time");
  const target = readTarget(flags.target, table.columns[at] ?? [], flags.positive);
  const warnings: string[] = [];
  if (target.unlabelled > 0) {
    warnings.push(`${target.unlabelled} rows have nothing in "${flags.target}" and were left out.`);
  }
  if (flags.positive === undefined) {
    warnings.push(
      `"${target.positive}" in "${flags.target}" counts as success; --positive names another value.`,
    );
  }
  const keep = (values: readonly string[]) => Array.from(target.rows, (row) => values[row] ?? "");
  const times = timeCells && readTimes(flags.time ?? "", keep(timeCells));
  if (times && times.unknown > 0) {
    warnings.push(
      `${times.unknown} rows have no readable time in "${flags.time}" and count as the earliest.`,
    );
  }
  return {
    target,
    names: names.filter((_, i) => i !== at),
    columns: table.columns.filter((_, i) => i !== at).map(keep),
    exclude: flags.id === undefined ? exclude : [...exclude, flags.id],
    ids: idCells && keep(idCells),
    testRows:
      flags.testRows === undefined ? null : await testRowsOf(flags.testRows, table.lines.length, target),
    time: times ? { values: times.values } : flags.time === "#row" ? "row" : null,
    moments: times?.moments ?? null,
    warnings,
  };
}

/** From row numbers of the file to places among the rows that have a label. */
async function testRowsOf(path: string, rows: number, target: Target): Promise<Uint32Array> {
  const wanted = new Set(await readTestRows(path, rows));
  const places = Uint32Array.from(target.rows.keys()).filter((place) => wanted.has(target.rows[place] ?? -1));
  if (places.length === 0)
    throw new CommandError(`None of the rows in ${path} has a value in the target column.`);
  if (places.length === target.rows.length) {
    throw new CommandError(
      `${path} names every row that has a value in the target column; none is left to learn from.`,
    );
  }
  return places;
}

async function learn(
  question: Question,
  flags: TrainFlags,
  onPercent: (percent: number) => void,
): Promise<Artefact> {
  const { target, names, columns, ids, testRows, time, moments, exclude } = question;
  // Loaded late: what is wrong with a file is said without waiting for ONNX Runtime.
  const { TrainingRefused, trainModelInThread } = await import("@leadlift/scoring/train");
  try {
    return await trainModelInThread(
      { names, columns, labels: target.labels, ...(ids ? { ids } : {}) },
      {
        target: { name: flags.target, positive: target.positive },
        exclude,
        ...(testRows ? { testRows } : {}),
        ...(time ? { time } : {}),
        ...(moments ? { about: { seenAt: moments } } : {}),
        seed: flags.seed,
        threads: flags.threads,
        keepFlagged: flags.keepFlagged,
        onProgress: ({ fraction }) => onPercent(Math.round(100 * fraction)),
      },
    );
  } catch (error) {
    if (error instanceof TrainingRefused) throw new CommandError(error.sentence);
    throw error;
  }
}

function flagHint({ report }: Artefact): string[] {
  return report.leaks.some(({ kept }) => !kept)
    ? ["--keep-flagged learns from the columns that were left out as leaks, too."]
    : [];
}

function asJson({ report, published, whyNot }: Artefact, warnings: string[]): string {
  const { rows, features, positives, auc, prAuc, brier, ece } = report;
  const { precisionAt20, liftAt10, liftAt20, trainSeconds } = report;
  const metrics = { auc, prAuc, brier, ece, precisionAt20, liftAt10, liftAt20, trainSeconds };
  const reason = published ? {} : { reason: whyNot ?? "" };
  return `${JSON.stringify({ rows, features, positives, ...metrics, published, ...reason, warnings })}\n`;
}

function asText({ report, published, whyNot }: Artefact, warnings: string[], out: string): string {
  const lines = [
    `${report.rows} rows, ${report.positives} positive; ${report.features} features; ${report.trainSeconds.toFixed(1)} s`,
    `AUC ${report.auc.toFixed(4)} · lift at 20 % ${report.liftAt20.toFixed(2)} · precision at 20 % ${(100 * report.precisionAt20).toFixed(1)} % · Brier ${report.brier.toFixed(4)} (${report.testRows} test rows)`,
    ...(published ? [] : [`Not published: ${whyNot ?? ""}`]),
    ...warnings.map((warning) => `Note: ${warning}`),
    `Written to ${out}; open ${out}/report.html to see more.`,
  ];
  return `${lines.join("\n")}\n`;
}

function collect(value: string, before: string[]): string[] {
  return [
    ...before,
    ...value
      .split(",")
      .map((name) => name.trim())
      .filter((name) => name !== ""),
  ];
}

function wholeNumber(least: number): (text: string) => number {
  return (text) => {
    const value = Number(text);
    if (Number.isSafeInteger(value) && value >= least) return value;
    throw new InvalidArgumentError(`It must be a whole number, ${least} or more.`);
  };
}
