import { mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { ModelRejected, openModel, type ScoringModel } from "@leadlift/scoring/model";
import { z } from "zod";
import { CommandError } from "./command-error.ts";
import { reasonOf } from "./system-fault.ts";

const files = { onnx: "model.onnx", manifest: "manifest.json", report: "report.json", page: "report.html" };

/** What `train` notes for `score` and `evaluate`. */
const noteSchema = z.object({ idColumn: z.string().nullable() });

export interface ModelFiles {
  onnx: Uint8Array;
  manifest: object;
  report: object;
  page: string;
  idColumn: string | null;
}

/** CommandError when the folder cannot be made. */
export async function makeFolder(folder: string): Promise<void> {
  await mkdir(folder, { recursive: true }).catch((error) => {
    throw new CommandError(`The output folder ${folder} cannot be made: ${reasonOf(error)}.`);
  });
}

/** The manifest goes last: a folder that has one is complete. */
export async function writeModelFolder(folder: string, model: ModelFiles): Promise<void> {
  const report = { ...model.report, idColumn: model.idColumn };
  await rm(join(folder, files.manifest), { force: true });
  await writeFile(join(folder, files.onnx), model.onnx);
  await writeFile(join(folder, files.report), `${JSON.stringify(report, null, 2)}\n`);
  await writeFile(join(folder, files.page), model.page);
  await writeFile(join(folder, files.manifest), `${JSON.stringify(model.manifest)}\n`);
}

export interface OpenFolder {
  model: ScoringModel;
  /** null: rows go by their number */
  idColumn: string | null;
}

/** CommandError when a file is missing or the model does not pass its checks. */
export async function openModelFolder(folder: string): Promise<OpenFolder> {
  const onnx = await read(folder, files.onnx);
  const manifest = parse(folder, files.manifest, await read(folder, files.manifest));
  const note = noteSchema.safeParse(parse(folder, files.report, await read(folder, files.report)));
  try {
    return { model: await openModel(onnx, manifest), idColumn: note.data?.idColumn ?? null };
  } catch (error) {
    if (error instanceof ModelRejected) throw new CommandError(`${folder}: ${error.sentence}`);
    throw error;
  }
}

async function read(folder: string, name: string): Promise<Uint8Array> {
  return readFile(join(folder, name)).catch((error) => {
    throw new CommandError(`The model folder ${folder} has no readable ${name}: ${reasonOf(error)}.`);
  });
}

function parse(folder: string, name: string, bytes: Uint8Array): unknown {
  try {
    return JSON.parse(Buffer.from(bytes).toString("utf8"));
  } catch {
    throw new CommandError(`${join(folder, name)} is not JSON; train the model again.`);
  }
}
