import { createWriteStream } from "node:fs";
import { rename, rm } from "node:fs/promises";
import { pipeline } from "node:stream/promises";
import { type RawRecord, sourceOf } from "@leadlift/scoring/features";
import type { Scored } from "@leadlift/scoring/model";
import { wordReason } from "@leadlift/scoring/words";
import { type CsvCell, writeRows } from "@leadlift/services/csv/write-rows";
import { Command } from "commander";
import { CommandError } from "../command-error.ts";
import { type LeadRows, openLeads } from "../data/leads-file.ts";
import { columnNamed } from "../data/near-names.ts";
import { type OpenFolder, openModelFolder } from "../model-folder.ts";
import { progressLine } from "../progress-line.ts";
import { reasonOf } from "../system-fault.ts";

const batchSize = 1000;
const reasonsPerSide = 5;

interface ScoreFlags {
  model: string;
  out: string;
}

export function scoreCommand(): Command {
  return new Command("score")
    .description("score every lead of a CSV, with reasons in points")
    .argument("<leads.csv>")
    .requiredOption("--model <folder>", "what train has written")
    .requiredOption("--out <scored.csv>", "id (or row, 0-based), state, probability, score, grade, reasons")
    .action(score);
}

async function score(file: string, flags: ScoreFlags): Promise<void> {
  const folder = await openModelFolder(flags.model);
  try {
    const leads = await openLeads(file);
    const idAt = folder.idColumn === null ? null : columnNamed(leads.names, folder.idColumn, "id");
    noteMissing(leads.names, folder);
    const header = [folder.idColumn ?? "row", "state", "probability", "score", "grade", "reasons"];
    await writeWhole(flags.out, writeRows(header, scoredRows(leads, folder, idAt)));
  } finally {
    await folder.model.close();
  }
}

/** The file appears under its name when it is complete. */
async function writeWhole(path: string, text: AsyncIterable<string>): Promise<void> {
  const part = `${path}.part`;
  try {
    await pipeline(text, createWriteStream(part, "utf8"));
    await rename(part, path);
  } catch (error) {
    await rm(part, { force: true });
    if (error instanceof Error && "syscall" in error) {
      throw new CommandError(`${path} cannot be written: ${reasonOf(error)}.`);
    }
    throw error;
  }
}

async function* scoredRows(
  { names, rows }: LeadRows,
  { model }: OpenFolder,
  idAt: number | null,
): AsyncGenerator<CsvCell[]> {
  const line = progressLine();
  let done = 0;
  for await (const batch of batches(rows, batchSize)) {
    const scored = await model.score(
      batch.map((cells) => recordOf(names, cells)),
      { reasons: reasonsPerSide },
    );
    for (const [i, one] of scored.entries()) {
      yield [idAt === null ? done + i : batch[i]?.[idAt], ...outputCells(one)];
    }
    done += batch.length;
    line.show(`Scored ${done} leads`);
  }
  line.clear();
}

function outputCells({ state, probability, score, grade, reasons }: Scored): CsvCell[] {
  const worded = reasons?.map((reason) => ({ ...reason, text: wordReason(reason).text }));
  return [state, probability, score, grade, worded && JSON.stringify(worded)];
}

function recordOf(names: readonly string[], cells: readonly string[]): RawRecord {
  return Object.fromEntries(names.map((name, i) => [name, cells[i] ?? null]));
}

async function* batches(rows: AsyncIterable<string[]>, size: number): AsyncGenerator<string[][]> {
  let batch: string[][] = [];
  for await (const cells of rows) {
    batch.push(cells);
    if (batch.length < size) continue;
    yield batch;
    batch = [];
  }
  if (batch.length > 0) yield batch;
}

/** Some columns may be missing values; without any of them there is nothing to go by. */
function noteMissing(names: readonly string[], { model }: OpenFolder): void {
  const wanted = [...new Set(model.manifest.schema.columns.map(sourceOf))];
  const missing = wanted.filter((name) => !names.includes(name));
  if (missing.length === 0) return;
  const listed = missing
    .slice(0, 5)
    .map((name) => `"${name}"`)
    .join(", ");
  const more = missing.length > 5 ? ` and ${missing.length - 5} more` : "";
  if (missing.length === wanted.length) {
    throw new CommandError(`The file has none of the columns that the model knows: ${listed}${more}.`);
  }
  process.stderr.write(
    `Columns that the model knows and the file lacks count as not known: ${listed}${more}.\n`,
  );
}
