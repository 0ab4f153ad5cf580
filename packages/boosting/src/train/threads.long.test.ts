import { execFileSync } from "node:child_process";
import { describe, expect, test, vi } from "vitest";
import type { Dataset } from "../dataset.ts";
import { forestToJson } from "../forest/forest-json.ts";
import { forestToOnnx } from "../onnx/forest-onnx.ts";
import { someRows, syntheticLeads } from "../test/synthetic.ts";
import type { TrainOptions } from "./train-options.ts";
import { train } from "./trainer.ts";
import type { LabelledData } from "./training-input.ts";
import { TrainingSpace } from "./training-space.ts";

/** Enough cells for four threads: numbers with gaps, categories few and many. */
function large(rows: number, seed: number): LabelledData {
  const { data, labels } = syntheticLeads(rows, seed);
  const columns = Array.from({ length: 4 }, (_, turn) =>
    data.columns.map((column, f) => (f < 5 ? column : column.map((x, r) => x * ((r * (turn + 3)) % 11)))),
  ).flat();
  const features = columns.map((_, f) => ({ ...data.features[f % 6], name: `f${f}` }));
  return { data: { rows, features, columns }, labels };
}

const all = large(61_000, 77);
const fit = someRows(all, 0, 57_123);
const held = someRows(all, 57_123, 61_000);
const { rows } = fit.data;

function bytesOf(options: TrainOptions, threads: number, validation?: LabelledData): string[] {
  const { forest, ...rest } = train(fit.data, fit.labels, { ...options, threads }, validation);
  const onnx = Buffer.from(forestToOnnx(forest)).toString("base64");
  return [JSON.stringify(forestToJson(forest)), onnx, JSON.stringify(rest)];
}

const fractions = fit.labels.map((_, r) => (r % 9) / 4);
const whole = fit.labels.map((_, r) => r % 3);
const up = (data: Dataset): (-1 | 0 | 1)[] =>
  data.features.map(({ kind }, f) => (kind === "categorical" ? 0 : f % 2 === 0 ? 1 : -1));

describe("threads", { timeout: 60_000 }, () => {
  test.each([
    ["every row and column", {}],
    ["samples of both", { subsample: 0.7, colsample: 0.5, seed: 5 }],
    ["best-first growth", { maxLeaves: 30, maxDepth: 12 }],
    ["fractional weights and leaves of several rows", { weights: fractions, minSamplesLeaf: 20 }],
    ["whole weights and monotone constraints", { weights: whole, monotone: up(fit.data) }],
  ] as const satisfies [string, TrainOptions][])(
    "change no bit of forest, file or history: %s (A4)",
    (_, chosen) => {
      const options = { rounds: 4, maxDepth: 5, ...chosen };
      const alone = bytesOf(options, 1, held);
      expect(bytesOf(options, 2, held)).toEqual(alone);
      expect(bytesOf(options, 4, held)).toEqual(alone);
    },
  );

  test("change no bit of a regression, stopped early (A4, A5)", () => {
    const target = Float32Array.from({ length: rows }, (_, r) => Math.sin(r) + fit.data.columns[0][r] || 0);
    const bytes = (threads: number): string => {
      const { forest, ...rest } = train(
        fit.data,
        target,
        {
          objective: "squared",
          rounds: 6,
          learningRate: 1,
          maxDepth: 4,
          threads,
          earlyStopping: { rounds: 2 },
        },
        { data: held.data, labels: target.slice(0, held.labels.length) },
      );
      return JSON.stringify([forestToJson(forest), rest]);
    };
    const alone = bytes(1);
    expect([bytes(2), bytes(4)]).toEqual([alone, alone]);
  });
});

/** Trains until each helper has had a part in several rounds' searches, then some rounds more. */
function trainTogether(options: TrainOptions, threads: number) {
  const allocate = vi.spyOn(TrainingSpace, "allocate");
  const shares = new Array<number>(threads).fill(0);
  let [round, enoughAt] = [0, Infinity];
  const of = (): number => {
    const [{ value: space }] = allocate.mock.results;
    for (let thread = 1; thread < threads; thread++) {
      // A thread that scans categories leaves their numbers in its own scratch memory.
      const scratch = space.words(space.layout.scratch + thread * space.layout.scratchBytes, 1024);
      if (scratch.some((word: number) => word !== 0)) shares[thread]++;
      scratch.fill(0);
    }
    round++;
    if (enoughAt === Infinity && shares.slice(1).every((rounds) => rounds >= 3)) enoughAt = round + 4;
    return -Math.min(round, enoughAt);
  };
  const earlyStopping = { rounds: 1, metric: { of } };
  try {
    const { forest } = train(fit.data, fit.labels, { ...options, rounds: 300, earlyStopping, threads }, held);
    return { forest, shares };
  } finally {
    allocate.mockRestore();
  }
}

describe("threads that have all been at work", () => {
  test.each([
    [2, {}],
    [4, {}],
    [4, { maxLeaves: 25, subsample: 0.8, minSamplesLeaf: 5 }],
  ] as const)(
    "%i of them grow the trees that one grows, with %o (A4)",
    { timeout: 60_000 },
    (threads, options) => {
      const { forest, shares } = trainTogether(options, threads);
      const rounds = forest.roots.length;
      const alone = train(fit.data, fit.labels, { ...options, rounds }).forest;
      expect(Math.min(...shares.slice(1))).toBeGreaterThanOrEqual(3);
      expect(forestToJson(forest)).toEqual(forestToJson(alone));
    },
  );
});

/** Lines that a process prints which trains as told, with four threads. */
function printedBy(ending: string, preparation = ""): string[] {
  const script = `
    ${preparation}
    const { train } = await import(${JSON.stringify(new URL("../../dist/index.js", import.meta.url).href)});
    const rows = 2 ** 16;
    const features = Array.from({ length: 20 }, (_, f) => ({ name: "f" + f, kind: "numeric" }));
    const columns = features.map((_, f) => Float32Array.from({ length: rows }, (_, r) => (r * (f + 3)) % 101));
    const labels = Float32Array.from({ length: rows }, (_, r) => Number(r % 101 > 50));
    const run = (options) => train({ rows, features, columns }, labels, { threads: 4, ...options });
    const attempt = (options) => { try { run(options); } catch (error) { console.log(error.message); } };
    ${ending}
  `;
  const args = ["--input-type=module", "--eval", script];
  return execFileSync(process.execPath, args, { encoding: "utf8", timeout: 20_000 }).trim().split("\n");
}

/** Trainings that end in every way there is. */
const trainings = `
  for (let i = 0; i < 8; i++) run({ rounds: 1, maxDepth: 1 });
  attempt({ signal: AbortSignal.abort() });
  attempt({ onRound(round) { if (round > 3) throw new Error("mine"); } });
  for (const threads of [2, 3, 4]) run({ rounds: 5, threads });
`;

describe("a process that trains on several threads", { timeout: 60_000 }, () => {
  test("ends by itself, though threads may still wait for the next training (A8)", () => {
    const lines = printedBy(`${trainings} console.log("over");`);
    expect(lines).toEqual(["Training was aborted.", "mine", "over"]);
  });

  test("has none of them left after a while, however trainings ended (A8)", () => {
    // Threads that keep the process alive until they end.
    const counted = `
      import { syncBuiltinESMExports } from "node:module";
      import workers from "node:worker_threads";
      const ended = [];
      workers.Worker = class extends workers.Worker {
        constructor(...args) {
          super(...args);
          ended.push(new Promise((resolve) => this.on("exit", resolve)));
        }
        unref() {}
      };
      syncBuiltinESMExports();
    `;
    const lines = printedBy(`${trainings} await Promise.all(ended); console.log(ended.length > 2);`, counted);
    expect(lines).toEqual(["Training was aborted.", "mine", "true"]);
  });

  test("trains on one where no other can be started (A8)", () => {
    const refusing = `
      import { syncBuiltinESMExports } from "node:module";
      import workers from "node:worker_threads";
      workers.Worker = class { constructor() { throw new Error("no threads here"); } };
      syncBuiltinESMExports();
    `;
    expect(printedBy(`console.log(run({ rounds: 2 }).rounds);`, refusing)).toEqual(["2"]);
  });

  test("gathers no memory over many trainings (A8)", () => {
    // Shared from the start, or copies of them would count as well.
    const lines = printedBy(`
      columns.forEach((column, f) => {
        columns[f] = new Float32Array(new SharedArrayBuffer(column.byteLength));
        columns[f].set(column);
      });
      const grown = (threads) => {
        const before = process.memoryUsage().rss;
        for (let i = 0; i < 60; i++) run({ rounds: 1, maxDepth: 2, threads });
        return (process.memoryUsage().rss - before) / 2 ** 20;
      };
      for (const threads of [1, 2]) if (grown(threads) > 150) console.log(threads);
      console.log("over");
    `);
    expect(lines).toEqual(["over"]);
  });
});
