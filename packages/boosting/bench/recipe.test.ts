import { createHash } from "node:crypto";
import { expect, test } from "vitest";
import { syntheticRows } from "./recipe.ts";
import { mean } from "./statistics.ts";
import { columnMajor, rowsOf } from "./table.ts";

function digest(...arrays: Float32Array[]): string {
  const hash = createHash("sha256");
  for (const array of arrays) {
    // A missing value may have any of NaN's bit patterns.
    const bits = Uint32Array.from(new Uint32Array(array.buffer), (word, at) =>
      Number.isNaN(array[at]) ? 0x7fc00000 : word,
    );
    hash.update(bits);
  }
  return hash.digest("hex");
}

test("the recipe gives the same rows everywhere and always", () => {
  const { values, labels } = syntheticRows(2000, 1);
  expect(digest(values, labels)).toBe("05e2c00209fb712b5225e4382ee261d0012e0336e3f4209affd9598bdac58366");
});

test("more rows begin with the same rows; another seed gives others", () => {
  const few = syntheticRows(100, 1);
  const more = syntheticRows(200, 1);
  expect(more.values.subarray(0, few.values.length)).toEqual(few.values);
  expect(syntheticRows(100, 2).values).not.toEqual(few.values);
});

test("both classes are common, and values are missing where the recipe says and nowhere else", () => {
  const { rows, values, labels } = syntheticRows(5000, 1);
  expect(mean([...labels])).toBeGreaterThan(0.3);
  expect(mean([...labels])).toBeLessThan(0.7);
  for (let f = 0; f < 30; f++) {
    let missing = 0;
    for (let r = 0; r < rows; r++) missing += Number(Number.isNaN(values[r * 30 + f]));
    if ([3, 7, 12, 17, 22].includes(f)) expect(missing / rows).toBeCloseTo(0.1, 1);
    else expect(missing).toBe(0);
  }
});

test("a table's columns hold its rows, and a choice of rows keeps their labels", () => {
  const table = {
    rows: 3,
    features: ["a", "b"],
    values: Float32Array.of(1, 10, 2, 20, 3, 30),
    labels: Float32Array.of(0, 1, 0),
  };
  expect(columnMajor(table)).toEqual(Float32Array.of(1, 2, 3, 10, 20, 30));
  expect(rowsOf(table, Uint32Array.of(2, 1))).toEqual({
    rows: 2,
    features: ["a", "b"],
    values: Float32Array.of(3, 30, 2, 20),
    labels: Float32Array.of(0, 1),
  });
});
