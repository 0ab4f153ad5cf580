import { readFile } from "node:fs/promises";
import { CommandError } from "../command-error.ts";

/** 0-based data-row numbers, one a line, ascending and each once. CommandError names the line that is wrong. */
export async function readTestRows(path: string, rows: number): Promise<Uint32Array> {
  const text = await readFile(path, "utf8").catch(() => {
    throw new CommandError(`The file of test rows cannot be read: ${path}.`);
  });
  const numbers = new Set<number>();
  text
    .replace(/^\uFEFF/, "")
    .split(/\r\n|\n|\r/)
    .forEach((line, i) => {
      const written = line.trim();
      if (written === "") return;
      if (!/^\d+$/.test(written)) {
        throw new CommandError(`Line ${i + 1} of ${path} is not a row number: "${written.slice(0, 40)}".`);
      }
      const row = Number(written);
      if (row >= rows) {
        throw new CommandError(
          `Line ${i + 1} of ${path} names row ${written}, but the rows are numbered 0 to ${rows - 1}.`,
        );
      }
      numbers.add(row);
    });
  if (numbers.size === 0) throw new CommandError(`The file of test rows names no row: ${path}.`);
  if (numbers.size === rows) {
    throw new CommandError(`${path} names every row as a test row, so none is left to learn from.`);
  }
  return Uint32Array.from(numbers).sort();
}
