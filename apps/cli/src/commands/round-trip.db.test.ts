import { createHash } from "node:crypto";
import { access, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { reportSchema } from "@leadlift/scoring/report";
import { readTable } from "@leadlift/services/csv/read-table";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import { asCsv, leadRows } from "../test/leads-fixture.ts";
import { type Ended, runCli } from "../test/run-cli.ts";

const metrics = {
  positives: z.int().min(1),
  auc: z.number().min(0).max(1),
  prAuc: z.number().min(0).max(1),
  brier: z.number().min(0).max(1),
  ece: z.number().min(0).max(1),
  precisionAt20: z.number().min(0).max(1),
  liftAt10: z.number().min(0),
  liftAt20: z.number().min(0),
};
const trained = z.strictObject({
  rows: z.int(),
  features: z.int().min(1),
  ...metrics,
  trainSeconds: z.number().positive(),
  published: z.boolean(),
  reason: z.string().optional(),
  warnings: z.array(z.string()),
});
const evaluated = z.strictObject({
  rows: z.int(),
  ...metrics,
  unknown: z.int(),
  warnings: z.array(z.string()),
});
const reasonsSchema = z.array(
  z.object({ feature: z.string(), code: z.string(), points: z.number(), text: z.string() }),
);

async function digest(of: string): Promise<string> {
  return createHash("sha256")
    .update(await readFile(join(of, "model.onnx")))
    .digest("hex");
}

const minutes = { timeout: 120_000 };
const rows = leadRows(600);
let folder: string;
let leads: string;
let model: string;
let training: Ended;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "leadlift-round-trip-"));
  leads = join(folder, "leads.csv");
  model = join(folder, "model");
  await writeFile(leads, asCsv(rows));
  training = await runCli("train", leads, "--target", "Booked", "--id", "Lead ID", "--out", model, "--json");
}, 120_000);
afterAll(() => rm(folder, { recursive: true }));

describe.concurrent("train", () => {
  it("prints one JSON object and nothing else", () => {
    expect(training).toMatchObject({ code: 0, stderr: "" });
    const result = trained.parse(JSON.parse(training.stdout));
    expect(result).toMatchObject({ rows: 600, published: true });
    expect(result.auc).toBeGreaterThan(0.75);
  });

  it("leaves the four files of a model", async () => {
    reportSchema.parse(JSON.parse(await readFile(join(model, "report.json"), "utf8")));
    expect(await readFile(join(model, "report.html"), "utf8")).toMatch(/^<!doctype html>/);
    await access(join(model, "model.onnx"));
    await access(join(model, "manifest.json"));
  });

  it("never uses the id column", async () => {
    expect(await readFile(join(model, "report.html"), "utf8")).not.toContain("L-1000");
    const report = reportSchema.parse(JSON.parse(await readFile(join(model, "report.json"), "utf8")));
    expect(report.topFeatures.map((feature) => feature.feature)).not.toContain("Lead ID");
  });

  it("makes the same model from the same seed", minutes, async () => {
    const again = join(folder, "again");
    await runCli("train", leads, "--target", "Booked", "--id", "Lead ID", "--out", again);
    expect(await digest(again)).toBe(await digest(model));
  });

  it("tests on exactly the rows it is given", minutes, async () => {
    const testRows = join(folder, "test-rows.txt");
    await writeFile(testRows, Array.from({ length: 200 }, (_, i) => `${i * 3}\n`).join(""));
    const out = join(folder, "given");
    await runCli("train", leads, "--target", "Booked", "--test-rows", testRows, "--out", out);
    const report = reportSchema.parse(JSON.parse(await readFile(join(out, "report.json"), "utf8")));
    expect(report).toMatchObject({ testRows: 200, trainRows: 400, split: { kind: "given" } });
  });

  it.each([["#row"], ["Enquired"]])("tests on the last fifth by --time %s", minutes, async (time) => {
    const out = join(folder, `latest by ${time}`);
    const ended = await runCli("train", leads, "--target", "Booked", "--time", time, "--out", out);
    expect(ended.code).toBe(0);
    const report = reportSchema.parse(JSON.parse(await readFile(join(out, "report.json"), "utf8")));
    expect(report).toMatchObject({ testRows: 120, split: { kind: "time" } });
  });

  it("leaves out a leak and warns of it first, or keeps it with --keep-flagged", minutes, async () => {
    const path = join(folder, "leaking.csv");
    const closed = rows.map((row, i) => ({
      ...row,
      "Close value": row.Booked === "Yes" ? `${9e5 + i}` : "0",
    }));
    await writeFile(path, asCsv(closed));
    const flags = ["train", path, "--target", "Booked", "--id", "Lead ID", "--json", "--out"];
    const guarded = trained.parse(JSON.parse((await runCli(...flags, join(folder, "guarded"))).stdout));
    expect(guarded.warnings[0]).toMatch(
      /^Left out as a leak of the outcome: “Close value”: it is “0” in 100 %/,
    );
    expect(guarded.auc).toBeLessThan(0.97);
    const kept = await runCli(...flags, join(folder, "kept"), "--keep-flagged");
    const { warnings, auc } = trained.parse(JSON.parse(kept.stdout));
    expect(warnings[0]).toMatch(/kept as you asked: “Close value”/);
    expect(auc).toBeGreaterThan(0.99);
  });

  it("says that it did not publish what is no better than chance", minutes, async () => {
    const noise = leadRows(400).map((row, i) => ({ City: row.City ?? "", Booked: i % 2 ? "Yes" : "No" }));
    await writeFile(join(folder, "noise.csv"), asCsv(noise));
    const ended = await runCli(
      ...["train", join(folder, "noise.csv"), "--target", "Booked", "--out", join(folder, "noise"), "--json"],
    );
    expect(ended.code).toBe(0);
    const result = trained.parse(JSON.parse(ended.stdout));
    expect(result.published).toBe(false);
    expect(result.reason).not.toBe("");
  });

  it("reads semicolons, tabs, a BOM and CRLF as it reads commas", minutes, async () => {
    for (const [name, text] of [
      ["semicolon", asCsv(rows, ";")],
      ["windows", `\uFEFF${asCsv(rows, "\t").replaceAll("\n", "\r\n")}`],
    ] as const) {
      await writeFile(join(folder, `${name}.csv`), text);
      const out = join(folder, name);
      await runCli(
        "train",
        join(folder, `${name}.csv`),
        "--target",
        "Booked",
        "--id",
        "Lead ID",
        "--out",
        out,
      );
      expect(await digest(out), name).toBe(await digest(model));
    }
  });

  it(
    "works through odd numbers, three formats of dates, empty columns and 5,000 columns",
    minutes,
    async () => {
      const date = (i: number) => ["2025-03-04", "04/03/2025", "4 Mar 2025"][i % 3] ?? "";
      const wide = Object.fromEntries(Array.from({ length: 5000 }, (_, i) => [`extra ${i}`, ""]));
      const messy = rows.slice(0, 300).map((row, i) => ({
        ...row,
        Visits: i % 30 === 0 ? "call later" : (row.Visits ?? ""),
        Enquired: date(i),
        Empty: "",
        ...(i === 0 ? wide : {}),
      }));
      await writeFile(join(folder, "messy.csv"), asCsv(messy));
      const ended = await runCli(
        ...[
          "train",
          join(folder, "messy.csv"),
          "--target",
          "Booked",
          "--out",
          join(folder, "messy"),
          "--json",
        ],
      );
      expect(ended).toMatchObject({ code: 0, stderr: "" });
      expect(trained.parse(JSON.parse(ended.stdout)).warnings.join("\n")).toMatch(/Visits/);
    },
  );
});

describe.concurrent("score", () => {
  let scored: Awaited<ReturnType<typeof readTable>>;
  const cell = (name: string, row: number) => scored.columns[scored.names.indexOf(name)]?.[row] ?? "";

  beforeAll(async () => {
    const out = join(folder, "scored.csv");
    const ended = await runCli("score", leads, "--model", model, "--out", out);
    expect(ended).toEqual({ code: 0, stdout: "", stderr: "" });
    scored = await readTable(out);
  }, 120_000);

  it("answers every lead in order, by its id", () => {
    expect(scored.names).toEqual(["Lead ID", "state", "probability", "score", "grade", "reasons"]);
    expect(scored.columns[0]).toEqual(rows.map((row) => row["Lead ID"]));
  });

  it("explains every score in points that add up to it", () => {
    for (const row of rows.keys()) {
      const reasons = reasonsSchema.parse(JSON.parse(cell("reasons", row)));
      const sum = 50 + reasons.reduce((total, reason) => total + reason.points, 0);
      expect(Math.min(99, Math.max(1, Math.round(sum)))).toBe(Number(cell("score", row)));
      expect(reasons.some((reason) => reason.feature === "average")).toBe(true);
    }
  });

  it(
    "numbers the rows from 0 when the model has no id, and leaves unknown leads without a score",
    minutes,
    async () => {
      const plain = join(folder, "plain");
      const withoutId = rows.map(({ "Lead ID": _, ...row }) => row);
      await writeFile(join(folder, "plain.csv"), asCsv(withoutId));
      await runCli("train", join(folder, "plain.csv"), "--target", "Booked", "--out", plain);
      const bare = { Source: "", City: "", Visits: "", "Minutes on site": "", Enquired: "" };
      await writeFile(
        join(folder, "bare.csv"),
        asCsv([
          { ...bare, Note: "a" },
          { ...withoutId[0], Note: "b" },
        ]),
      );
      const out = join(folder, "bare-scored.csv");
      expect((await runCli("score", join(folder, "bare.csv"), "--model", plain, "--out", out)).code).toBe(0);
      const { names, columns } = await readTable(out);
      expect(names[0]).toBe("row");
      expect(columns.map((values) => values[0])).toEqual(["0", "unknown", "", "", "", ""]);
    },
  );

  it("refuses a model file with one changed byte, in one sentence", minutes, async () => {
    const tampered = join(folder, "tampered");
    await runCli("train", leads, "--target", "Booked", "--out", tampered);
    const onnx = await readFile(join(tampered, "model.onnx"));
    const middle = Math.floor(onnx.length / 2);
    onnx[middle] = (onnx[middle] ?? 0) ^ 1;
    await writeFile(join(tampered, "model.onnx"), onnx);
    const ended = await runCli("score", leads, "--model", tampered, "--out", join(folder, "never.csv"));
    expect(ended.code).toBe(1);
    expect(ended.stderr.trim().split("\n")).toHaveLength(1);
    await expect(access(join(folder, "never.csv"))).rejects.toThrow();
  });

  it("says which columns a file lacks, and refuses one that has none of them", minutes, async () => {
    await writeFile(join(folder, "less.csv"), asCsv(rows.map(({ Visits: _, ...row }) => row)));
    const less = await runCli(
      "score",
      join(folder, "less.csv"),
      "--model",
      model,
      "--out",
      join(folder, "l.csv"),
    );
    expect(less).toMatchObject({ code: 0, stderr: expect.stringMatching(/"Visits"/) });
    await writeFile(join(folder, "other.csv"), "Lead ID,b\n1,2\n");
    const other = await runCli(
      "score",
      join(folder, "other.csv"),
      "--model",
      model,
      "--out",
      join(folder, "o.csv"),
    );
    expect(other).toMatchObject({ code: 1, stderr: expect.stringMatching(/none of the columns/) });
  });

  it("refuses a folder without a model", minutes, async () => {
    const ended = await runCli(
      "score",
      leads,
      "--model",
      join(folder, "none"),
      "--out",
      join(folder, "n.csv"),
    );
    expect(ended).toMatchObject({ code: 1, stderr: expect.stringMatching(/no readable model\.onnx/) });
  });
});

describe.concurrent("evaluate", () => {
  it("repeats the figures of the training on the same test rows", minutes, async () => {
    const testRows = Array.from({ length: 200 }, (_, i) => i * 3);
    await writeFile(join(folder, "held-out.txt"), testRows.map((row) => `${row}\n`).join(""));
    const out = join(folder, "held-out");
    const flags = [
      "--target",
      "Booked",
      "--test-rows",
      join(folder, "test-rows.txt"),
      "--out",
      out,
      "--json",
    ];
    const before = trained.parse(JSON.parse((await runCli("train", leads, ...flags)).stdout));
    await writeFile(join(folder, "test.csv"), asCsv(rows.filter((_, i) => i % 3 === 0)));
    const ended = await runCli(
      ...["evaluate", join(folder, "test.csv"), "--model", out, "--target", "Booked", "--json"],
    );
    expect(ended).toMatchObject({ code: 0, stderr: "" });
    const after = evaluated.parse(JSON.parse(ended.stdout));
    expect(after.rows).toBe(200);
    expect(after.auc).toBeCloseTo(before.auc, 9);
    expect(after.brier).toBeCloseTo(before.brier, 9);
    expect(after.liftAt20).toBeCloseTo(before.liftAt20, 9);
  });

  it("refuses a target that is not there", minutes, async () => {
    const ended = await runCli("evaluate", leads, "--model", model, "--target", "Bookd");
    expect(ended).toMatchObject({ code: 1, stderr: expect.stringMatching(/no column "Bookd".*"Booked"/) });
  });
});
