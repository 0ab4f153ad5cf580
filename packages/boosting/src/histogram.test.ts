import { expect, test } from "vitest";
import { binDataset } from "./binning.ts";
import { allocateFixed, toFixed } from "./fixed-point.ts";
import { allocateGather, allocateHistogram, buildHistogram, subtractHistogram } from "./histogram.ts";
import { losses } from "./loss.ts";
import { seededRandom } from "./random.ts";
import { syntheticLeads } from "./test/synthetic.ts";

function setUp() {
  const { data, labels } = syntheticLeads(500, 1);
  const binned = binDataset(data, 255);
  const random = seededRandom(2);
  const margins = Float64Array.from(labels, () => random() * 6 - 3);
  const gradients = { first: new Float64Array(500), second: new Float64Array(500) };
  losses.logistic.differentiate(margins, labels, gradients);
  const fixed = allocateFixed(500);
  toFixed(gradients, fixed);
  const scan = (rows: Uint32Array, features = Uint32Array.of(0, 1, 2, 3, 4, 5)): Float64Array => {
    const histogram = allocateHistogram(binned);
    buildHistogram(binned, features, rows, fixed, allocateGather(500), histogram);
    return histogram;
  };
  return { scan, binned };
}

const everyRow = Uint32Array.from({ length: 500 }, (_, r) => r);

test("subtracting a child from its parent equals scanning the other child (H2)", () => {
  const { scan } = setUp();
  const sibling = scan(everyRow);
  subtractHistogram(sibling, scan(everyRow.filter((r) => r % 3 === 0)));
  expect(sibling).toEqual(scan(everyRow.filter((r) => r % 3 !== 0)));
});

test("the order of rows does not change a single bit (H1)", () => {
  const { scan } = setUp();
  expect(scan(everyRow.toReversed())).toEqual(scan(everyRow));
});

test("each feature's bins hold every row once; features left out hold none (H1)", () => {
  const { scan, binned } = setUp();
  const histogram = scan(everyRow, Uint32Array.of(1, 3));
  const rowsOf = binned.features.map((_, f) => {
    let rows = 0;
    for (let bin = binned.offsets[f]; bin < binned.offsets[f + 1]; bin++) rows += histogram[bin * 3 + 2];
    return rows;
  });
  expect(rowsOf).toEqual([0, 500, 0, 500, 0, 0]);
});
