import fc from "fast-check";
import { expect, test } from "vitest";
import type { Dataset } from "../dataset.ts";
import { type Derivatives, Workbench } from "../test/workbench.ts";

const numberOrGap = fc.oneof(fc.integer({ min: -9, max: 9 }), fc.constant(NaN));

/** Rows of any number of features around the kernels' stride of eight, whole derivatives, and some of the rows. */
const scene = fc
  .record({ width: fc.integer({ min: 1, max: 19 }), height: fc.integer({ min: 1, max: 70 }) })
  .chain(({ width, height }) =>
    fc.record({
      rows: fc.array(fc.array(numberOrGap, { minLength: width, maxLength: width }), {
        minLength: height,
        maxLength: height,
      }),
      derivatives: fc.array(
        fc.tuple(fc.integer({ min: -(2 ** 30), max: 2 ** 30 }), fc.integer({ min: 1, max: 2 ** 30 })),
        { minLength: height, maxLength: height },
      ),
      chosen: fc.uniqueArray(fc.nat(height - 1), { maxLength: height }),
    }),
  );

function datasetOf(rows: number[][]): Dataset {
  const [first] = rows;
  return {
    rows: rows.length,
    features: first.map((_, f) => ({ name: `f${f}`, kind: f % 3 === 2 ? "categorical" : "numeric" })),
    columns: first.map((_, f) => Float32Array.from(rows, (row) => row[f])),
  };
}

/** What a scan must give, one row and one feature after the other. */
function plainScan(bench: Workbench, derivatives: Derivatives, rows: readonly number[]) {
  const sums: number[] = [];
  const counts: number[] = [];
  bench.bins.forEach(({ count }, f) => {
    const bins = bench.binsOf(f);
    for (let bin = 0; bin <= count; bin++) {
      const held = rows.filter((row) => bins[row] === bin);
      sums.push(held.reduce((sum, row) => sum + derivatives[row][0], 0));
      sums.push(held.reduce((sum, row) => sum + derivatives[row][1], 0));
      counts.push(held.length);
    }
  });
  return { sums, counts };
}

test("sums and counts are those of a plain loop, whatever the rows and however many features (H1)", () => {
  fc.assert(
    fc.property(scene, ({ rows, derivatives, chosen }) => {
      const bench = new Workbench(datasetOf(rows));
      const { sums, counts } = bench.scan(derivatives, chosen);
      expect({ sums: [...sums], counts: [...counts] }).toEqual(plainScan(bench, derivatives, chosen));
    }),
  );
});

test.each([0, 1, 2, 3, 64, 65, 1023])(
  "sums of %i rows that lie apart are those of a plain loop (H1)",
  (many) => {
    const rows = Array.from({ length: 4096 }, (_, r) =>
      Array.from({ length: 11 }, (_, f) => ((r + 1) * (f + 3)) % 41),
    );
    const derivatives = rows.map((_, r) => [((r * 7919) % 2001) - 1000, 1 + (r % 13)] as const);
    const apart = Array.from({ length: many }, (_, i) => 4 * i + (i % 3));
    const bench = new Workbench(datasetOf(rows));
    const { sums, counts } = bench.scan(derivatives, apart);
    expect({ sums: [...sums], counts: [...counts] }).toEqual(plainScan(bench, derivatives, apart));
  },
);

test("the order of rows does not change a single bit (H1)", () => {
  fc.assert(
    fc.property(scene, ({ rows, derivatives, chosen }) => {
      const bench = new Workbench(datasetOf(rows));
      const there = bench.scan(derivatives, chosen).sums.slice();
      expect(bench.scan(derivatives, chosen.toReversed()).sums).toEqual(there);
    }),
  );
});

test("a scan of some features leaves the others' bins alone (H1)", () => {
  fc.assert(
    fc.property(scene, fc.nat(18), fc.nat(18), ({ rows, derivatives, chosen }, one, other) => {
      const bench = new Workbench(datasetOf(rows));
      const width = bench.bins.length;
      const [from, to] = [one % width, (other % width) + 1].sort((a, b) => a - b);
      const whole = bench.scan(derivatives, chosen).sums.slice();
      const part = bench.scan(derivatives, chosen, 0, from, to).sums;
      let at = 0;
      bench.bins.forEach(({ count }, f) => {
        const own = part.slice(at, at + 2 * (count + 1));
        const expected =
          f >= from && f < to ? whole.slice(at, at + own.length) : new Float64Array(own.length);
        expect(own).toEqual(expected);
        at += own.length;
      });
    }),
  );
});

test("subtracting a child from its parent equals scanning the other child (H2)", () => {
  fc.assert(
    fc.property(scene, ({ rows, derivatives, chosen }) => {
      const bench = new Workbench(datasetOf(rows));
      const { kernels } = bench.space;
      const every = rows.map((_, r) => r);
      const parent = bench.scan(derivatives, every, 0);
      const child = bench.scan(derivatives, chosen, 1);
      kernels.subtractHistogram(parent.sums.byteOffset, child.sums.byteOffset, parent.sums.byteLength);
      kernels.subtractCounts(parent.counts.byteOffset, child.counts.byteOffset, parent.counts.byteLength);
      const rest = every.filter((r) => !chosen.includes(r));
      const scanned = bench.scan(derivatives, rest, 2);
      expect(parent).toEqual(scanned);
    }),
  );
});

test("the bins of any feature add up to the node (H1)", () => {
  fc.assert(
    fc.property(scene, ({ rows, derivatives }) => {
      const bench = new Workbench(datasetOf(rows));
      const { kernels, layout } = bench.space;
      const { sums } = bench.scan(
        derivatives,
        rows.map((_, r) => r),
      );
      const total = [0, 1].map((part) => derivatives.reduce((sum, pair) => sum + pair[part], 0));
      let at = sums.byteOffset;
      for (const { count } of bench.bins) {
        kernels.sumBins(at, count + 1, layout.nodes);
        expect([...bench.space.doubles(layout.nodes, 2)]).toEqual(total);
        at += 16 * (count + 1);
      }
    }),
  );
});
