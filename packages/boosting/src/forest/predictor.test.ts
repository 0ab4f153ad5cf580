import fc from "fast-check";
import { expect, test } from "vitest";
import type { Dataset } from "../dataset.ts";
import { ForestFormatError } from "../errors.ts";
import { arbitraryForest, arbitraryRow } from "../test/arbitrary-forest.ts";
import { syntheticLeads } from "../test/synthetic.ts";
import { walkedMargin } from "../test/walk.ts";
import { train } from "../train/trainer.ts";
import { type Forest, makeForest, type NodeRecord, tableOf } from "./forest.ts";
import { predictMargin, predictMargins } from "./predictor.ts";

const forestAndRows = fc
  .record({ depth: fc.integer({ min: 1, max: 7 }), trees: fc.constantFrom(1, 7, 8, 20) })
  .chain(({ depth, trees }) => arbitraryForest({ depth, trees, features: 4 }))
  .chain((forest) =>
    fc.record({
      forest: fc.constant(forest),
      rows: fc.array(arbitraryRow(forest), { minLength: 1, maxLength: 80, size: "max" }),
    }),
  );

function dataOf(forest: Forest, rows: Float32Array[]): Dataset {
  const columns = forest.features.map((_, f) => Float32Array.from(rows, (row) => row[f]));
  return { rows: rows.length, features: forest.features, columns };
}

function expectRules(forest: Forest, rows: Float32Array[]): void {
  const byRules = rows.map((row) => walkedMargin(forest, row));
  expect(rows.map((row) => predictMargin(forest, row))).toEqual(byRules);
  expect([...predictMargins(forest, dataOf(forest, rows))]).toEqual(byRules);
}

test("a margin is the base score and one leaf a tree, alone and in a data set, whatever the values (P1, P2, P3)", () => {
  fc.assert(fc.property(forestAndRows, ({ forest, rows }) => expectRules(forest, rows)));
});

test("also where all splits are numeric and trees go down together, in blocks of rows (P1, P3)", () => {
  const { data, labels } = syntheticLeads(150, 9);
  const numeric = [0, 1, 2, 5];
  const numbers = {
    rows: data.rows,
    features: numeric.map((f) => data.features[f]),
    columns: numeric.map((f) => data.columns[f]),
  };
  const { forest } = train(numbers, labels, { rounds: 21, maxDepth: 6 });
  const row = arbitraryRow(forest);
  fc.assert(
    fc.property(fc.array(row, { minLength: 1, maxLength: 150, size: "max" }), (rows) =>
      expectRules(forest, rows),
    ),
  );
});

test("also where one path is much longer than the others (P3)", () => {
  const blank = { threshold: NaN, missingLeft: true, left: -1, right: -1, value: 0, gain: 0, codes: null };
  const records: NodeRecord[] = [];
  for (let d = 0; d < 60; d++) {
    records.push({
      ...blank,
      feature: 0,
      threshold: d,
      left: 2 * d + 1,
      right: 2 * d + 2,
      cover: 2 ** (60 - d),
    });
    records.push({ ...blank, feature: -1, value: d + 0.1, cover: 2 ** (59 - d) });
  }
  records.push({ ...blank, feature: -1, value: 60.1, cover: 1 });
  const forest = makeForest(tableOf([records, records]), {
    objective: "squared",
    baseScore: 0.25,
    features: [{ name: "x", kind: "numeric" }],
  });
  expectRules(
    forest,
    [-1, 0, 0.5, 30, 58.5, 59, 60, NaN, Infinity].map((x) => Float32Array.of(x)),
  );
});

test("a row or data set of another width, or a column of another length, is refused (P4)", () => {
  const [forest] = fc.sample(arbitraryForest({ depth: 2, trees: 1, features: 3 }), 1);
  expect(() => predictMargin(forest, new Float32Array(9))).toThrow(ForestFormatError);
  expect(() => predictMargins(forest, { rows: 0, features: [], columns: [] })).toThrow(ForestFormatError);
  const columns = forest.features.map((_, f) => new Float32Array(f === 0 ? 1 : 2));
  expect(() => predictMargins(forest, { rows: 2, features: forest.features, columns })).toThrow(
    expect.objectContaining({ path: "data.columns[0]" }),
  );
});
