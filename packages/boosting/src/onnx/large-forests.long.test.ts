import fc from "fast-check";
import { InferenceSession, Tensor } from "onnxruntime-node";
import { expect, test } from "vitest";
import { predictMargin } from "../forest/predictor.ts";
import { arbitraryForest, arbitraryRow } from "../test/arbitrary-forest.ts";
import { forestFromOnnx } from "./forest-from-onnx.ts";
import { forestToOnnx } from "./forest-onnx.ts";

const large = arbitraryForest({ depth: 8, trees: 40, features: 30 });

test("ONNX Runtime's margin is the forest's within 1e-9 for 40 trees, depth 8, 30 features, a hundred rows (O1, O2)", async () => {
  const forestAndRows = large.chain((forest) =>
    fc.record({
      forest: fc.constant(forest),
      rows: fc.array(arbitraryRow(forest), { minLength: 1, maxLength: 100, size: "max" }),
    }),
  );
  await fc.assert(
    fc.asyncProperty(forestAndRows, async ({ forest, rows }) => {
      const session = await InferenceSession.create(forestToOnnx(forest), { intraOpNumThreads: 1 });
      const values = Float64Array.from(rows.flatMap((row) => [...row]));
      const input = new Tensor("float64", values, [rows.length, forest.features.length]);
      const { margin } = await session.run({ features: input });
      rows.forEach((row, r) => {
        expect(Math.abs(Number(margin.data[r]) - predictMargin(forest, row)), `row ${r}`).toBeLessThan(1e-9);
      });
      await session.release();
    }),
    { numRuns: 25 },
  );
}, 120_000);

test("a large forest written and read as ONNX is the same, bit for bit (O8)", () => {
  const expectSame = fc.property(large, (forest) => {
    const model = forestToOnnx(forest);
    const read = forestFromOnnx(model);
    expect(read).toEqual(forest);
    expect(Buffer.compare(forestToOnnx(read), model)).toBe(0);
  });
  fc.assert(expectSame, { numRuns: 10 });
}, 60_000);
