import { createReadStream } from "node:fs";
import { readFile, stat } from "node:fs/promises";
import { basename } from "node:path";
import { createInterface } from "node:readline/promises";
import { setTimeout as wait } from "node:timers/promises";
import { type Context, systemContext } from "@leadlift/services/context";
import {
  contentSchema,
  type ImportContent,
  type ImportKind,
  importKinds,
} from "@leadlift/services/import/content";
import { getImport, type ImportDetail } from "@leadlift/services/import/get";
import { type ImportPreview, previewImport } from "@leadlift/services/import/preview";
import { startImport } from "@leadlift/services/import/start";
import { receiveUpload } from "@leadlift/services/import/upload";
import { findOrganisation } from "@leadlift/services/organisation/find";
import { Command, Option } from "commander";
import { CommandError } from "../command-error.ts";
import { progressLine } from "../progress-line.ts";
import { withPlatform } from "../with-platform.ts";

const askEveryMs = 500;
const patienceMs = 15_000;

interface ImportFlags {
  org: string;
  kind?: ImportKind;
  mapping?: string;
  yes?: boolean;
}

export function importCommand(): Command {
  return new Command("import")
    .description("import leads, past activities or listings from a CSV file into an organisation")
    .argument("<file>")
    .requiredOption("--org <slug>", "the organisation's short name")
    .addOption(new Option("--kind <kind>", "what the file holds; guessed without it").choices(importKinds))
    .option("--mapping <file>", "JSON with what each column means, instead of the proposal")
    .option("--yes", "import without asking")
    .action(importFile);
}

async function importFile(file: string, flags: ImportFlags): Promise<void> {
  const given =
    flags.mapping === undefined ? undefined : await readMapping(flags.mapping, flags.kind ?? "leads");
  const said = given?.kind ?? flags.kind;
  const size = await sizeOf(file);
  await withPlatform(async (platform) => {
    const { orgId } = await findOrganisation(platform, flags.org);
    const ctx = await systemContext(platform, orgId, "command line");
    const progress = progressLine();
    const { importId, sameFile } = await receiveUpload(ctx, {
      filename: basename(file),
      contentLength: size,
      ...(said && { kind: said }),
      bytes: watched(createReadStream(file, { highWaterMark: 256 * 1024 }), (bytes) =>
        progress.show(`Reading ${percent(bytes, size)}`),
      ),
    });
    progress.clear();
    const preview = await previewImport(ctx, { importId });
    const content = given ?? contentSchema.parse({ kind: preview.kind, mapping: preview.proposal });
    say(describe(preview, content));
    if (sameFile) say(`This file was imported before, on ${sameFile.at.toLocaleString("en-IN")}.`);
    if (!flags.yes && !(await agreed())) {
      say("Nothing was imported.");
      return;
    }
    await startImport(ctx, { importId, ...content });
    const done = await follow(ctx, importId, (text) => progress.show(text));
    progress.clear();
    report(done);
  });
}

async function readMapping(file: string, kind: ImportKind): Promise<ImportContent> {
  let text: string;
  try {
    text = await readFile(file, "utf8");
  } catch {
    throw new CommandError(`The mapping ${file} cannot be read.`);
  }
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw new CommandError(`The mapping ${file} is not JSON.`);
  }
  const parsed = contentSchema.safeParse({ kind, mapping: value });
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw new CommandError(
    `The mapping ${file} is wrong at ${issue?.path.slice(1).join(".") || "its top"}: ${issue?.message}.`,
  );
}

async function sizeOf(file: string): Promise<number> {
  const found = await stat(file).catch(() => null);
  if (!found) throw new CommandError(`There is no file ${file}.`);
  if (!found.isFile()) throw new CommandError(`${file} is not a file.`);
  return found.size;
}

async function* watched(
  bytes: AsyncIterable<Uint8Array>,
  onBytes: (count: number) => void,
): AsyncGenerator<Uint8Array> {
  let count = 0;
  for await (const chunk of bytes) {
    count += chunk.length;
    onBytes(count);
    yield chunk;
  }
}

function describe({ columns, warnings, dialect }: ImportPreview, content: ImportContent): string {
  const targets = new Map<number, ImportContent["mapping"]["columns"][number]["target"]>(
    content.mapping.columns.map(({ column, target }) => [column, target]),
  );
  const lines = columns.map(({ column, header }) => {
    const target = targets.get(column);
    if (target?.to === "field") return `  ${header} → ${target.field}`;
    return `  ${header} → ${target?.to === "attribute" ? `attribute ${target.key} (${target.kind})` : "left out"}`;
  });
  if (content.kind === "activities") {
    const { type, types } = content.mapping;
    if (type !== null) lines.push(`  every row is ${type}`);
    for (const [value, meaning] of Object.entries(types)) {
      lines.push(`  "${value}" is ${meaning === "leave" ? "left out" : meaning}`);
    }
  }
  const delimiter = dialect.delimiter === "\t" ? "tab" : dialect.delimiter;
  return [
    `${content.kind}, ${dialect.encoding}, columns separated by ${delimiter}`,
    ...lines,
    ...warnings,
  ].join("\n");
}

async function agreed(): Promise<boolean> {
  if (!process.stdin.isTTY) throw new CommandError("Nobody can be asked here; add --yes to import.");
  const asking = createInterface({ input: process.stdin, output: process.stderr });
  try {
    return /^y(es)?$/i.test((await asking.question("Import like this? (y/N) ")).trim());
  } finally {
    asking.close();
  }
}

/** The import runs in the worker, so it goes on if this command is stopped. */
async function follow(ctx: Context, importId: string, show: (text: string) => void): Promise<ImportDetail> {
  for (let waited = 0; ; waited += askEveryMs) {
    const run = await getImport(ctx, { importId });
    if (run.status === "done" || run.status === "failed") return run;
    if (run.status === "running")
      show(`Importing ${percent(run.bytesRead, run.sizeBytes)}, ${run.rowsRead} rows`);
    else if (waited > patienceMs) show("Waiting for the worker; is LeadLift running (npm start)?");
    await wait(askEveryMs);
  }
}

function report(run: ImportDetail): void {
  const { rowsCreated, rowsUpdated, rowsUnchanged, rowsRejected } = run;
  say(
    `${rowsCreated} new, ${rowsUpdated} changed, ${rowsUnchanged} there already, ${rowsRejected} rejected.`,
  );
  for (const { text } of run.warnings) say(text);
  for (const { line, text } of run.rejects) say(`Line ${line}: ${text}`);
  if (rowsRejected > run.rejects.length)
    say(`… and ${rowsRejected - run.rejects.length} more rejected rows.`);
  if (run.error !== null) throw new CommandError(run.error);
}

function percent(part: number, whole: number): string {
  return `${Math.floor((100 * part) / Math.max(1, whole))} %`;
}

function say(text: string): void {
  process.stdout.write(`${text}\n`);
}
