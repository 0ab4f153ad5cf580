import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { readTestRows } from "./test-rows.ts";

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "leadlift-test-rows-"));
});
afterAll(() => rm(folder, { recursive: true }));

async function file(text: string): Promise<string> {
  const path = join(folder, "rows.csv");
  await writeFile(path, text);
  return path;
}

describe("a file of test rows", () => {
  it("gives each number once, ascending", async () => {
    expect([...(await readTestRows(await file("10\r\n2\n\n2\n"), 11))]).toEqual([2, 10]);
  });

  it("names the line that is wrong", async () => {
    await expect(readTestRows(await file("1\ntwo\n"), 11)).rejects.toThrow(/Line 2 .*"two"/);
    await expect(readTestRows(await file("1\n11\n"), 11)).rejects.toThrow(/Line 2 .*numbered 0 to 10/);
  });

  it("refuses a file that names none or all of the rows, or cannot be read", async () => {
    await expect(readTestRows(await file("\n"), 11)).rejects.toThrow(/names no row/);
    await expect(readTestRows(await file("0\n1\n"), 2)).rejects.toThrow(/every row/);
    await expect(readTestRows(join(folder, "absent.csv"), 2)).rejects.toThrow(/cannot be read/);
  });
});
