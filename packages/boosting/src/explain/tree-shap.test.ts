import fc from "fast-check";
import { expect, test } from "vitest";
import { ForestFormatError } from "../errors.ts";
import { makeForest } from "../forest/forest.ts";
import { predictMargin } from "../forest/predictor.ts";
import { arbitraryForest, arbitraryRow } from "../test/arbitrary-forest.ts";
import { caterpillar, expectAddsUp, expectShapley, forestAndRow } from "../test/shapley.ts";
import { syntheticLeads } from "../test/synthetic.ts";
import { train } from "../train/trainer.ts";
import { explain, explainAll } from "./tree-shap.ts";

test.each([1, 2, 4, 5, 7])(
  "contributions are the Shapley values of the path-dependent expectations at depth %i (E1)",
  (depth) => {
    fc.assert(fc.property(forestAndRow(depth, 6), ({ forest, row }) => expectShapley(forest, row)));
  },
);

test("base and contributions add up to the margin within 1e-9 (E3)", () => {
  fc.assert(fc.property(forestAndRow(9, 12), ({ forest, row }) => expectAddsUp(forest, row)));
});

test("a data set's rows are explained as one by one, bit for bit (E5)", () => {
  const forestAndRows = arbitraryForest({ depth: 6, trees: 5, features: 6 }).chain((forest) =>
    fc.record({
      forest: fc.constant(forest),
      rows: fc.array(arbitraryRow(forest), { minLength: 0, maxLength: 40, size: "max" }),
    }),
  );
  fc.assert(
    fc.property(forestAndRows, ({ forest, rows }) => {
      const columns = forest.features.map((_, f) => Float32Array.from(rows, (row) => row[f]));
      const { base, contributions } = explainAll(forest, {
        rows: rows.length,
        features: forest.features,
        columns,
      });
      expect(base).toBe(forest.expectedMargin);
      expect([...contributions]).toEqual(rows.flatMap((row) => [...explain(forest, row).contributions]));
    }),
  );
});

test("covers too far apart to multiply their ratios are refused (E6)", () => {
  const { objective, baseScore, features, ...table } = caterpillar(3, 3);
  const cover = table.cover.map((rows, node) => (node === 1 ? 1e-70 : rows));
  const forest = makeForest({ ...table, cover }, { objective, baseScore, features });
  expect(() => explain(forest, new Float32Array(3))).toThrow(ForestFormatError);
});

test("a trained forest's rows add up within 1e-9, and the base is their mean margin (E3, E4)", () => {
  const { data, labels } = syntheticLeads(1000, 3);
  const { forest } = train(data, labels, { rounds: 40, maxDepth: 8 });
  let meanMargin = 0;
  for (let r = 0; r < data.rows; r++) {
    const row = Float32Array.from(data.columns, (column) => column[r]);
    const margin = predictMargin(forest, row);
    meanMargin += margin / data.rows;
    const { base, contributions } = explain(forest, row);
    expect(Math.abs(base + contributions.reduce((a, b) => a + b) - margin)).toBeLessThan(1e-9);
  }
  expect(forest.expectedMargin).toBeCloseTo(meanMargin, 9);
});

test("a row of another length is refused (P4)", () => {
  const [forest] = fc.sample(arbitraryForest({ depth: 2, trees: 1, features: 3 }), 1);
  expect(() => explain(forest, new Float32Array(9))).toThrow(ForestFormatError);
  expect(() => explainAll(forest, { rows: 0, features: [], columns: [] })).toThrow(ForestFormatError);
});
