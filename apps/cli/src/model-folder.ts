import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { ModelRejected, openModel, type ScoringModel } from "@leadlift/scoring/model";
import { z } from "zod";
import { CommandError } from "./command-error.ts";

const files = { onnx: "model.onnx", manifest: "manifest.json", report: "report.json", page: "report.html" };

/** What `train` adds to the manifest for `score` and `evaluate`. */
const commandSchema = z.object({
  command: z.object({ idColumn: z.string().nullable() }).default({ idColumn: null }),
});

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
  const manifest = { ...model.manifest, command: { idColumn: model.idColumn } };
  await writeFile(join(folder, files.onnx), model.onnx);
  await writeFile(join(folder, files.report), `${JSON.stringify(model.report, null, 2)}\n`);
  await writeFile(join(folder, files.page), model.page);
  await writeFile(join(folder, files.manifest), `${JSON.stringify(manifest)}\n`);
}

export interface OpenFolder {
  model: ScoringModel;
  idColumn: string | null;
}

/** CommandError when a file is missing or the model does not pass its checks. */
export async function openModelFolder(folder: string): Promise<OpenFolder> {
  const onnx = await read(folder, files.onnx);
  const manifest = parse(folder, await read(folder, files.manifest));
  try {
    const model = await openModel(onnx, manifest);
    const { command } = commandSchema.parse(manifest);
    return { model, idColumn: command.idColumn };
  } catch (error) {
    if (error instanceof ModelRejected) throw new CommandError(error.sentence);
    throw error;
  }
}

async function read(folder: string, name: string): Promise<Uint8Array> {
  return readFile(join(folder, name)).catch((error) => {
    throw new CommandError(`The model folder ${folder} has no readable ${name}: ${reasonOf(error)}.`);
  });
}

function parse(folder: string, bytes: Uint8Array): unknown {
  try {
    return JSON.parse(Buffer.from(bytes).toString("utf8"));
  } catch {
    throw new CommandError(`${join(folder, files.manifest)} is not JSON; train the model again.`);
  }
}

const reasons: Record<string, string> = {
  ENOENT: "it does not exist",
  EACCES: "access is not allowed",
  EEXIST: "a file of that name is in the way",
  ENOTDIR: "a file is in the way",
  EISDIR: "it is a folder",
  ENOSPC: "the disk is full",
  EROFS: "the disk is read-only",
};

/** A system fault in a few words. */
export function reasonOf(error: unknown): string {
  const code = error instanceof Error && "code" in error ? String(error.code) : "unknown fault";
  return reasons[code] ?? code;
}
