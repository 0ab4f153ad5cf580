import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { modules, root } from "./paths.mjs";
import { capture } from "./run-command.mjs";

const wanted = JSON.parse(readFileSync(join(root, "package.json"), "utf8")).packageManager.split("@")[1];
const major = wanted.split(".")[0];
const note = join(modules, ".cache", "leadlift", "pnpm");

/** The folders to put on the path so that `pnpm` is found there: none where it is installed already. */
export async function pnpmFolders() {
  try {
    const folder = readFileSync(note, "utf8");
    if (folder === "") return [];
    if (existsSync(join(folder, "pnpm"))) return [folder];
  } catch {
    // Not looked for yet.
  }
  const folders = await find();
  if (existsSync(modules)) {
    mkdirSync(dirname(note), { recursive: true });
    writeFileSync(note, folders[0] ?? "");
  }
  return folders;
}

async function find() {
  const installed = await capture("pnpm", ["--version"], { timeout: 15_000 });
  if (installed.code === 0 && installed.output.trim().split("\n").at(-1)?.startsWith(`${major}.`)) return [];
  const where = process.platform === "win32" ? "where pnpm.cmd" : "command -v pnpm";
  const fetched = await capture("npx", ["-y", "-p", `pnpm@${wanted}`, "-c", where]);
  const line = fetched.output
    .split(/\r?\n/)
    .find((text) => /^(\/|[A-Za-z]:\\).*pnpm(\.cmd)?$/.test(text.trim()));
  if (fetched.code !== 0 || !line) throw new PnpmMissing(fetched.output);
  return [dirname(line.trim())];
}

export class PnpmMissing extends Error {}
