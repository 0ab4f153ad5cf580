import fc from "fast-check";
import { expect, test } from "vitest";
import type { Dataset } from "./dataset.ts";
import { ForestFormatError } from "./errors.ts";
import { codesOf } from "./forest.ts";
import { goesLeft, predictMargin, predictMargins } from "./predictor.ts";
import { arbitraryForest, arbitraryRow } from "./test/arbitrary-forest.ts";

const forestAndRows = arbitraryForest({ depth: 4, trees: 4, features: 4 }).chain((forest) =>
  fc.record({
    forest: fc.constant(forest),
    rows: fc.array(arbitraryRow(forest), { minLength: 1, maxLength: 8 }),
  }),
);

test("a node sends values left by the rule of its kind, whatever the value (P1, P2)", () => {
  fc.assert(
    fc.property(forestAndRows, ({ forest, rows }) => {
      forest.feature.forEach((feature, node) => {
        if (feature < 0) return;
        const codes = codesOf(forest, node);
        for (const row of rows) {
          const x = row[feature];
          const byRule = codes
            ? codes.includes(x)
            : Number.isNaN(x)
              ? forest.missingLeft[node] === 1
              : x <= forest.threshold[node];
          expect(goesLeft(forest, node, x)).toBe(byRule);
        }
      });
    }),
  );
});

test("a data set's margins are those of its rows one by one (P3)", () => {
  fc.assert(
    fc.property(forestAndRows, ({ forest, rows }) => {
      const columns = forest.features.map((_, f) => Float32Array.from(rows, (row) => row[f]));
      const data: Dataset = { rows: rows.length, features: forest.features, columns };
      expect([...predictMargins(forest, data)]).toEqual(rows.map((row) => predictMargin(forest, row)));
    }),
  );
});

test("a row of another length is refused (P4)", () => {
  const [forest] = fc.sample(arbitraryForest({ depth: 2, trees: 1, features: 3 }), 1);
  expect(() => predictMargin(forest, new Float32Array(9))).toThrow(ForestFormatError);
});
