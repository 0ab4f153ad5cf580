import { forestFromJson, predictMargin } from "@leadlift/boosting";
import { beforeAll, describe, expect, it } from "vitest";
import { calibratedLogit } from "../calibration.ts";
import { encodeRecord } from "../features/encode-record.ts";
import type { RawValue } from "../features/raw-value.ts";
import { rawScore } from "../grade.ts";
import { manifestSchema } from "../model/manifest.ts";
import { openModel } from "../model/open-model.ts";
import { openSession, runGraph } from "../onnx/run-graph.ts";
import { reportSchema } from "../report.ts";
import { madeUpLeads, recordAt } from "../test/made-up-leads.ts";
import { seededRandom } from "./random.ts";
import { type Artefact, trainModel } from "./train-model.ts";
import type { TrainingProgress } from "./training-table.ts";

const target = { name: "won", positive: "yes", horizonDays: 30 };
const table = madeUpLeads(1200);
const testRows = Uint32Array.from({ length: 300 }, (_, i) => i * 4);
const progress: TrainingProgress[] = [];
let artefact: Artefact;

beforeAll(async () => {
  artefact = await trainModel(table, { target, testRows, onProgress: (p) => progress.push(p) });
}, 60_000);

describe("trainModel", { timeout: 60_000 }, () => {
  it("learns what there is to learn and publishes it", () => {
    expect(artefact).toMatchObject({ published: true });
    expect(artefact.whyNot).toBeUndefined();
    expect(artefact.report.auc).toBeGreaterThan(0.7);
    expect(artefact.report.ece).toBeLessThan(0.1);
    const top = artefact.report.topFeatures.slice(0, 3).map(({ feature }) => feature);
    expect(top).toContain("site_minutes");
    expect(top.some((name) => name === "source" || name === "source_quality")).toBe(true);
  });

  it("writes a report and a manifest that their schemas accept after JSON", () => {
    expect(reportSchema.parse(JSON.parse(JSON.stringify(artefact.report)))).toEqual(artefact.report);
    expect(manifestSchema.parse(JSON.parse(JSON.stringify(artefact.manifest)))).toEqual(artefact.manifest);
    expect(artefact.report).toMatchObject({
      rows: 1200,
      trainRows: 900,
      testRows: 300,
      split: { kind: "given" },
    });
  });

  it("says what it left out and what was odd", () => {
    const said = artefact.warnings.join("\n");
    expect(said).toMatch(
      /Column “site_minutes”: \d+ cells are not numbers and count as missing, such as “a while”/,
    );
    expect(said).toContain("Left out, nothing in it: “nothing”.");
    expect(said).toContain("Left out, the same value in every row: “same”.");
    expect(said).toContain("Left out, every row has its own value: “lead_id”.");
  });

  it("reports progress that never falls and ends at 1", () => {
    const fractions = progress.map(({ fraction }) => fraction);
    expect([...fractions].sort((a, b) => a - b)).toEqual(fractions);
    expect(fractions.at(-1)).toBe(1);
    expect(new Set(progress.map(({ stage }) => stage))).toEqual(new Set(["fitting", "training", "checking"]));
  });

  it("gives the same margins in ONNX as in the forest for every test row, within 1e-9", async () => {
    const forest = forestFromJson(artefact.manifest.explainer);
    const vectors = Array.from(testRows, (row) =>
      encodeRecord(artefact.manifest.schema, recordAt(table, row)),
    );
    const session = await openSession(artefact.onnx);
    const { margins } = await runGraph(session, vectors);
    await session.release();
    vectors.forEach((vector, i) => {
      expect(Math.abs(margins[i] - predictMargin(forest, vector))).toBeLessThan(1e-9);
    });
  });

  it("gives the same ONNX file for the same table and seed", async () => {
    const small = madeUpLeads(200);
    const [one, two] = [await trainModel(small, { target }), await trainModel(small, { target })];
    expect(two.manifest).toEqual(one.manifest);
  });

  it("lets no test row touch anything that is fitted", async () => {
    const small = madeUpLeads(300);
    const rows = Uint32Array.from({ length: 60 }, (_, i) => i);
    const scrambled = {
      ...small,
      columns: small.columns.map((cells) =>
        cells.map((cell, row): RawValue => (row < 60 ? `other ${row}` : cell)),
      ),
    };
    const [one, two] = [
      await trainModel(small, { target, testRows: rows }),
      await trainModel(scrambled, { target, testRows: rows }),
    ];
    expect(two.manifest.sha256).toBe(one.manifest.sha256);
    expect(two.manifest.schema).toEqual(one.manifest.schema);
  });

  it("does not publish what is no better than chance, and says why", async () => {
    const noise = await trainModel(madeUpLeads(600, { signal: 0 }), { target });
    expect(noise.published).toBe(false);
    expect(noise.whyNot).toMatch(/^No better than chance: .* AUC lies between 0\.\d\d and 0\.\d\d/);
  });

  it("leaves out what it is told to, and names what is not there", async () => {
    const { manifest, warnings } = await trainModel(madeUpLeads(200), {
      target,
      exclude: ["source", "sauce"],
    });
    expect(manifest.schema.columns.map(({ name }) => name)).not.toContain("source");
    expect(warnings).toContain("There is no column to exclude called “sauce”.");
  });

  it("leaves out a leak, says so first, and learns from it only when asked to", async () => {
    const small = madeUpLeads(400);
    const price = Array.from(small.labels, (y, row): RawValue => (y === 1 ? 5_000_000 + row : 0));
    const leaking = { ...small, names: [...small.names, "close_value"], columns: [...small.columns, price] };
    const guarded = await trainModel(leaking, { target });
    expect(guarded.manifest.schema.columns.map(({ name }) => name)).not.toContain("close_value");
    expect(guarded.report.auc).toBeLessThan(0.95);
    expect(guarded.report.leaks).toMatchObject([{ column: "close_value", level: "left out", kept: false }]);
    expect(guarded.warnings[0]).toBe(
      "Left out as a leak of the outcome: “close_value”: it is “0” in 100 % of the failures and 0 % of the successes.",
    );
    expect(guarded.report.columns.at(-1)).toMatchObject({
      used: false,
      note: expect.stringContaining("left out as a leak of the outcome: it is “0” in 100 %"),
    });

    const kept = await trainModel(leaking, { target, keepFlagged: true });
    expect(kept.manifest.schema.columns.map(({ name }) => name)).toContain("close_value");
    expect(kept.report.leaks).toMatchObject([{ column: "close_value", level: "left out", kept: true }]);
    expect(kept.warnings[0]).toMatch(
      /^Almost certainly a leak of the outcome, and kept as you asked: “close_value”/,
    );
  });

  it("refuses a table in which nothing but leaks could be learnt from", async () => {
    const { labels } = madeUpLeads(400);
    const leak = { names: ["won_at"], columns: [Array.from(labels, (y) => (y ? "2025-01-02" : ""))], labels };
    await expect(trainModel(leak, { target })).rejects.toMatchObject({
      code: "NO_USABLE_COLUMNS",
      sentence: expect.stringContaining("“won_at”"),
    });
  });

  it("stops when aborted, with the signal's reason", async () => {
    const controller = new AbortController();
    const reason = new Error("changed my mind");
    const training = trainModel(table, {
      target,
      signal: controller.signal,
      onProgress: () => controller.abort(reason),
    });
    await expect(training).rejects.toBe(reason);
  });

  it("survives a million-character cell, NUL bytes and columns named like an object's own", async () => {
    const small = madeUpLeads(200);
    const odd: RawValue[] = Array.from({ length: 200 }, (_, row) => (row % 3 === 0 ? `a\0${row % 5}` : "b"));
    const long: RawValue[] = odd.map((_, row) => (row === 7 ? "x".repeat(1_000_000) : `note ${row}`));
    const names = [...small.names, "__proto__", "constructor"];
    const { manifest } = await trainModel(
      { ...small, names, columns: [...small.columns, long, odd] },
      { target },
    );
    expect(manifest.schema.columns.map(({ name }) => name)).toContain("constructor");
    expect(JSON.stringify(manifest).length).toBeLessThan(2_000_000);
  });

  it.each([
    ["one class", { labels: new Uint8Array(1200) }, "ONE_CLASS"],
    ["too few rows", { labels: new Uint8Array(1200).fill(1, 0, 5) }, "TOO_FEW_ROWS"],
    [
      "the same name twice",
      { names: table.names.map((name) => name.replace("budget", "source")) },
      "DUPLICATE_COLUMN",
    ],
    [
      "columns of unequal length",
      { columns: table.columns.map((cells, c) => cells.slice(c)) },
      "UNEVEN_COLUMNS",
    ],
    [
      "no usable column",
      {
        names: ["nothing"],
        columns: [
          table.labels
            .toString()
            .split(",")
            .map(() => ""),
        ],
      },
      "NO_USABLE_COLUMNS",
    ],
  ])("refuses %s", async (_, change, code) => {
    await expect(trainModel({ ...table, ...change }, { target })).rejects.toMatchObject({
      name: "TrainingRefused",
      code,
    });
  });
});

describe("a trained model", { timeout: 60_000 }, () => {
  it("explains every score: 50 and all points are the score before rounding, within 1e-9", async () => {
    const model = await openModel(artefact.onnx, JSON.parse(JSON.stringify(artefact.manifest)));
    const random = seededRandom(11);
    const mixed = Array.from({ length: 200 }, () =>
      Object.fromEntries(
        table.names.map((name, c) => {
          const dice = random();
          return [
            name,
            dice < 0.2 ? null : dice < 0.25 ? "unheard of" : table.columns[c][Math.floor(random() * 1200)],
          ];
        }),
      ),
    );
    for (const reasons of [true, 2]) {
      const scored = await model.score(mixed, { reasons, base: 0.3 });
      for (const one of scored) {
        if (one.state === "unknown") continue;
        const sum = (one.reasons ?? []).reduce((total, { points }) => total + points, 50);
        const raw = rawScore(calibratedLogit(model.manifest.calibration, one.margin), 0.3);
        expect(Math.abs(sum - raw)).toBeLessThan(1e-9);
        expect(one.score).toBe(Math.min(99, Math.max(1, Math.round(raw))));
      }
      expect(scored.filter(({ state }) => state === "scored").length).toBeGreaterThan(100);
    }
    await model.close();
  });
});
