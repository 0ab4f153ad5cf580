import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { asCsv, leadRows } from "../test/leads-fixture.ts";
import { runCli } from "../test/run-cli.ts";

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "leadlift-bad-input-"));
});
afterAll(() => rm(folder, { recursive: true }));

const good = asCsv(leadRows(60));
const column = (name: string, value: (row: number) => string) =>
  asCsv(leadRows(60).map((row, i) => ({ ...row, [name]: value(i) })));

const refused: { what: string; text: string; flags?: string[]; says: RegExp }[] = [
  { what: "an empty file", text: "", says: /empty/ },
  { what: "a header without rows", text: good.slice(0, good.indexOf("\n") + 1), says: /no rows/ },
  { what: "one column", text: "Booked\nYes\nNo\n", says: /one column/i },
  { what: "two columns of one name", text: "a,b,a\n1,2,3\n", says: /both called "a"/ },
  { what: "a target with one class", text: column("Booked", () => "Yes"), says: /"Yes" in every row/ },
  {
    what: "a target that is constant once it is read",
    text: column("Booked", (i) => ["1", "1.0", " 01"][i % 3] ?? "1"),
    says: /in every row/,
  },
  { what: "a target without any value", text: column("Booked", () => ""), says: /empty in every row/ },
  {
    what: "a target that is not there",
    text: good,
    flags: ["--target", "Boked"],
    says: /no column "Boked".*"Booked"/,
  },
  {
    what: "a positive value that is not there",
    text: good,
    flags: ["--positive", "Won"],
    says: /No row has "Won"/,
  },
  {
    what: "a target whose success cannot be told",
    text: column("Booked", (i) => (i % 2 ? "Pune" : "Surat")),
    says: /--positive/,
  },
  {
    what: "columns that are all empty",
    text: asCsv(leadRows(60).map(({ Booked }) => ({ a: "", b: "NA", Booked: Booked ?? "" }))),
    says: /No column can be learnt from/,
  },
  { what: "too few rows", text: asCsv(leadRows(6)), says: /at least 10 of each are needed/ },
  {
    what: "a cell of a million characters",
    text: column("City", (i) => (i === 3 ? "x".repeat(1_000_000) : "Pune")),
    says: /[Ll]ine 5.*"City"/,
  },
  { what: "a NUL byte", text: column("City", (i) => (i === 3 ? "a\0b" : "Pune")), says: /[Ll]ine 5.*NUL/ },
  { what: "a row that is cut off", text: `${good}L-9,Refer`, says: /[Ll]ine 62/ },
  { what: "a workbook in place of a CSV", text: "PK\x03\x04rest", says: /Excel/ },
  {
    what: "an unknown column to leave out",
    text: good,
    flags: ["--exclude", "Town"],
    says: /no column "Town"/,
  },
  {
    what: "an unknown id column",
    text: good,
    flags: ["--id", "LeadID"],
    says: /no column "LeadID".*"Lead ID"/,
  },
  { what: "a time that is none", text: good, flags: ["--time", "Source"], says: /neither dates nor numbers/ },
  { what: "a seed that is no number", text: good, flags: ["--seed", "x"], says: /whole number/ },
];

describe.concurrent("what train refuses, with exit code 1 and one sentence", () => {
  it.each(refused)("$what", { timeout: 60_000 }, async ({ what, text, flags, says }) => {
    const file = join(folder, `${what}.csv`);
    await writeFile(file, text);
    const target = flags?.includes("--target") ? [] : ["--target", "Booked"];
    const ended = await runCli("train", file, ...target, "--out", join(folder, "model"), ...(flags ?? []));
    expect(ended.stderr).toMatch(says);
    expect(ended.stderr.trim().split("\n")).toHaveLength(1);
    expect(ended.stdout).toBe("");
    expect(ended.code).toBe(1);
  });

  it("a file that is not there", { timeout: 60_000 }, async () => {
    const ended = await runCli(
      "train",
      join(folder, "none.csv"),
      "--target",
      "y",
      "--out",
      join(folder, "m"),
    );
    expect(ended).toMatchObject({
      code: 1,
      stderr: expect.stringMatching(/none\.csv cannot be read: it does not exist/),
    });
  });

  it("no target at all", { timeout: 60_000 }, async () => {
    const ended = await runCli("train", join(folder, "none.csv"), "--out", join(folder, "m"));
    expect(ended).toMatchObject({ code: 1, stderr: expect.stringMatching(/--target/) });
  });
});
