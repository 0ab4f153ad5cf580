import { doubles, OnnxGraph } from "@leadlift/boosting";
import fc from "fast-check";
import { InferenceSession, Tensor } from "onnxruntime-node";
import { describe, expect, it } from "vitest";
import { type Calibration, calibratedLogit } from "../calibration.ts";
import { addCalibration } from "./scoring-graph.ts";

async function logits(calibration: Calibration, margins: number[]): Promise<number[]> {
  const graph = new OnnxGraph("calibration");
  graph.addInput("m", "double", ["N", 1]);
  const calibrated = addCalibration(graph, calibration, "m");
  graph.addInitializer("zero", doubles([0], []));
  graph.addNode({ op: "Add", inputs: [calibrated, "zero"], outputs: ["z"] });
  graph.addOutput("z", "double", ["N", 1]);
  const session = await InferenceSession.create(graph.toBytes());
  const { z } = await session.run({
    m: new Tensor("float64", Float64Array.from(margins), [margins.length, 1]),
  });
  await session.release();
  return Array.from(z?.data ?? [], Number);
}

describe("addCalibration", () => {
  it("computes in ONNX what calibratedLogit computes here", async () => {
    const slope = fc.double({ min: 0.05, max: 5, noNaN: true });
    const shift = fc.double({ min: -3, max: 3, noNaN: true });
    const calibration: fc.Arbitrary<Calibration> = fc.oneof(
      fc.record({ kind: fc.constant("platt" as const), a: slope, b: shift }),
      fc.record({ kind: fc.constant("beta" as const), a: slope, b: slope, c: shift }),
    );
    const margins = fc.array(fc.double({ min: -40, max: 40, noNaN: true }), { minLength: 1, maxLength: 30 });
    await fc.assert(
      fc.asyncProperty(calibration, margins, async (g, m) => {
        const own = m.map((x) => calibratedLogit(g, x));
        (await logits(g, m)).forEach((z, i) => {
          expect(z).toBeCloseTo(own[i], 10);
        });
      }),
      { numRuns: 30 },
    );
  });
});
