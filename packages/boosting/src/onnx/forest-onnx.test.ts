import { createHash } from "node:crypto";
import fc from "fast-check";
import { InferenceSession, Tensor } from "onnxruntime-node";
import { describe, expect, test } from "vitest";
import { type Forest, makeForest, tableOf } from "../forest/forest.ts";
import { predictMargin } from "../forest/predictor.ts";
import { arbitraryForest, arbitraryRow } from "../test/arbitrary-forest.ts";
import { innerNode, leafNode, smallForest } from "../test/small-forest.ts";
import { syntheticLeads } from "../test/synthetic.ts";
import { sigmoid } from "../train/loss.ts";
import { train } from "../train/trainer.ts";
import { addTreeEnsemble, forestToOnnx } from "./forest-onnx.ts";
import { OnnxGraph } from "./onnx-graph.ts";
import { doubles } from "./onnx-tensor.ts";

const forestAndRows = arbitraryForest({ depth: 5, trees: 6, features: 5 }).chain((forest) =>
  fc.record({
    forest: fc.constant(forest),
    rows: fc.array(arbitraryRow(forest), { minLength: 1, maxLength: 30 }),
  }),
);

function open(model: Uint8Array, threads = 1): Promise<InferenceSession> {
  return InferenceSession.create(model, { intraOpNumThreads: threads, interOpNumThreads: 1 });
}

async function run(session: InferenceSession, rows: Float32Array[], output: string): Promise<number[]> {
  const width = rows[0].length;
  const values = Float64Array.from(rows.flatMap((row) => [...row]));
  const result = await session.run({ features: new Tensor("float64", values, [rows.length, width]) });
  expect(result[output].dims).toEqual([rows.length, 1]);
  return Array.from(result[output].data as Float64Array);
}

function expectClose(actual: number[], expected: number[]): void {
  actual.forEach((value, r) => {
    expect(Math.abs(value - expected[r]), `row ${r}`).toBeLessThan(1e-9);
  });
}

/** The float32 that follows. */
function nextUp(x: number): number {
  if (x === Infinity) return x;
  const bits = new Int32Array(new Float32Array([x + 0]).buffer);
  bits[0] += bits[0] >= 0 ? 1 : -1;
  return x === 0 ? 2 ** -149 : new Float32Array(bits.buffer)[0];
}

const marginsOf = (forest: Forest, rows: Float32Array[]): number[] =>
  rows.map((row) => predictMargin(forest, row));

describe("ONNX Runtime's margin is the forest's within 1e-9", () => {
  test("for any forest and hostile rows: missing, infinite, tied, fractional, unseen (O1, O2)", async () => {
    await fc.assert(
      fc.asyncProperty(forestAndRows, async ({ forest, rows }) => {
        const session = await open(forestToOnnx(forest));
        expectClose(await run(session, rows, "margin"), marginsOf(forest, rows));
        await session.release();
      }),
      { numRuns: 200 },
    );
  }, 60_000);

  test("on and beside every threshold, at both ends of float32 and between (O2)", async () => {
    const least = 2 ** -149;
    const thresholds = [
      0,
      least,
      2 ** -126 - least,
      2 ** -126,
      1,
      1 + 2 ** -23,
      2 ** 24,
      2 ** 128 - 2 ** 104,
    ];
    const edges = [...thresholds, Infinity].flatMap((t) => [t, -t]);
    const trees = edges.map((threshold, i) => [
      { ...innerNode, feature: 0, threshold, missingLeft: i % 2 === 0 },
      { ...leafNode, value: 2 ** i },
      leafNode,
    ]);
    const features = [{ name: "x", kind: "numeric" as const }];
    const forest = makeForest(tableOf(trees), { objective: "squared", baseScore: 0, features });
    const rows = [...edges.flatMap((t) => [t, nextUp(t), -nextUp(-t)]), NaN].map((x) => Float32Array.of(x));
    const session = await open(forestToOnnx(forest));
    // Sums of powers of two: a single branch taken otherwise is another number.
    expect(await run(session, rows, "margin")).toEqual(marginsOf(forest, rows));
  });

  test("and the same, to the bit, for a row alone as in a batch (O3)", async () => {
    await fc.assert(
      fc.asyncProperty(forestAndRows, async ({ forest, rows }) => {
        const session = await open(forestToOnnx(forest));
        const batch = await run(session, rows, "margin");
        for (const [r, row] of rows.entries())
          expect(await run(session, [row], "margin")).toEqual([batch[r]]);
        await session.release();
      }),
      { numRuns: 30 },
    );
  }, 60_000);

  test.each([1, 2, 4])("with %i threads, for one row and for many (O1, O3)", async (threads) => {
    const { data, labels } = syntheticLeads(2000, 5);
    const { forest } = train(data, labels, { rounds: 120, maxDepth: 5 });
    const rows = Array.from(labels, (_, r) => Float32Array.from(data.columns, (column) => column[r]));
    const session = await open(forestToOnnx(forest), threads);
    for (const count of [1, 2, 60, 300, 2000]) {
      const some = rows.slice(0, count);
      expectClose(await run(session, some, "margin"), marginsOf(forest, some));
    }
  });

  test("for a trained forest, with its probability (O1, O4)", async () => {
    const { data, labels } = syntheticLeads(2000, 9);
    const { forest } = train(data, labels, { rounds: 100 });
    const rows = Array.from(labels, (_, r) => Float32Array.from(data.columns, (column) => column[r]));
    const session = await open(forestToOnnx(forest));
    expectClose(await run(session, rows, "margin"), marginsOf(forest, rows));
    expectClose(await run(session, rows, "probability"), marginsOf(forest, rows).map(sigmoid));
  });

  test("for every set of one to three codes at the edges of a machine word (O2)", async () => {
    const edges = [0, 1, 31, 32, 51, 52, 53, 62, 63, 64, 69];
    const sets = edges.flatMap((a) =>
      edges
        .filter((b) => b >= a)
        .flatMap((b) => edges.filter((c) => c >= b).map((c) => [...new Set([a, b, c])])),
    );
    const trees = sets.map((codes, i) => [
      { ...innerNode, feature: 0, codes },
      { ...leafNode, value: Math.sqrt(i + 1) },
      leafNode,
    ]);
    const forest = makeForest(tableOf(trees), {
      objective: "squared",
      baseScore: 0,
      features: [{ name: "c", kind: "categorical", levels: 70 }],
    });
    const rows = Array.from({ length: 72 }, (_, code) => Float32Array.of(code - 1));
    const session = await open(forestToOnnx(forest));
    expectClose(await run(session, rows, "margin"), marginsOf(forest, rows));
  });
});

test("nodes can be added after the ensemble: a calibration of the margin (O5)", async () => {
  const { data, labels } = syntheticLeads(500, 2);
  const { forest } = train(data, labels, { rounds: 5 });
  const graph = new OnnxGraph("calibrated");
  graph.addInput("features", "double", ["N", forest.features.length]);
  addTreeEnsemble(graph, forest, { input: "features", output: "margin" });
  graph.addInitializer("slope", doubles([0.8], []));
  graph.addInitializer("shift", doubles([-0.1], []));
  graph.addNode({ op: "Mul", inputs: ["margin", "slope"], outputs: ["scaled"] });
  graph.addNode({ op: "Add", inputs: ["scaled", "shift"], outputs: ["logit"] });
  graph.addNode({ op: "Sigmoid", inputs: ["logit"], outputs: ["probability"] });
  graph.addOutput("margin", "double", ["N", 1]);
  graph.addOutput("probability", "double", ["N", 1]);
  const rows = [0, 1, 2].map((r) => Float32Array.from(data.columns, (column) => column[r]));
  const session = await open(graph.toBytes());
  const expected = marginsOf(forest, rows).map((margin) => sigmoid(0.8 * margin - 0.1));
  expectClose(await run(session, rows, "probability"), expected);
});

test("the same forest gives the same bytes (O6)", () => {
  fc.assert(
    fc.property(forestAndRows, ({ forest }) => {
      expect(Buffer.compare(forestToOnnx(forest), forestToOnnx(forest))).toBe(0);
    }),
  );
});

test("and the bytes that it always gave: another writer needs another version of the format (O6)", () => {
  expect(createHash("sha256").update(forestToOnnx(smallForest)).digest("hex")).toBe(
    "e26c14a8f2a005e3195bb43bf16d5c9b7e68c30c5c1f4828ff5352e1c34e1f8d",
  );
});
