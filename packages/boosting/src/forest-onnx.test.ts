import fc from "fast-check";
import { InferenceSession, Tensor } from "onnxruntime-node";
import { describe, expect, test } from "vitest";
import { type Forest, makeForest, tableOf } from "./forest.ts";
import { addTreeEnsemble, forestToOnnx } from "./forest-onnx.ts";
import { sigmoid } from "./loss.ts";
import { OnnxGraph } from "./onnx-graph.ts";
import { doubles } from "./onnx-tensor.ts";
import { predictMargin } from "./predictor.ts";
import { arbitraryForest, arbitraryRow } from "./test/arbitrary-forest.ts";
import { syntheticLeads } from "./test/synthetic.ts";
import { train } from "./trainer.ts";

const forestAndRows = arbitraryForest({ depth: 5, trees: 6, features: 5 }).chain((forest) =>
  fc.record({
    forest: fc.constant(forest),
    rows: fc.array(arbitraryRow(forest), { minLength: 1, maxLength: 30 }),
  }),
);

function open(model: Uint8Array): Promise<InferenceSession> {
  return InferenceSession.create(model, { intraOpNumThreads: 1, interOpNumThreads: 1 });
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

  test("and the same for a row alone as in a batch (O3)", async () => {
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
    const leaf = {
      feature: -1,
      threshold: NaN,
      missingLeft: false,
      left: -1,
      right: -1,
      cover: 1,
      gain: 0,
      codes: null,
    };
    const trees = sets.map((codes, i) => [
      { ...leaf, feature: 0, left: 1, right: 2, value: 0, cover: 2, codes },
      { ...leaf, value: Math.sqrt(i + 1) },
      { ...leaf, value: 0 },
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
      expect(forestToOnnx(forest)).toEqual(forestToOnnx(forest));
    }),
  );
});
