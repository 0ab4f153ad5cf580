import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { oneCode, oneNumber } from "../test/synthetic.ts";
import { Workbench } from "../test/workbench.ts";
import { categoricalBins, cutsOf } from "./binning.ts";

const largest = 2 ** 128 - 2 ** 104;
const extremes = [NaN, Infinity, -Infinity, 0, -0, 2 ** -149, -(2 ** -149), 2 ** -126, largest, -largest];
const value = fc.oneof(fc.float(), fc.integer({ min: -5, max: 5 }), fc.constantFrom(...extremes));
const column = fc.array(value, { minLength: 1, maxLength: 200 }).map((values) => Float32Array.from(values));
const maxBins = fc.integer({ min: 2, max: 255 });

/** Cuts of a column, and the bin of each value: `count` for a missing one. */
function binNumbers(values: Float32Array, limit: number, weights?: Float32Array) {
  const bench = new Workbench(oneNumber(values), { maxBins: limit, ...(weights ? { weights } : {}) });
  const [feature] = bench.bins;
  if (feature.kind !== "numeric") throw new Error("The column is a number.");
  return { cuts: feature.cuts, count: feature.count, bins: bench.binsOf(0) };
}

/** How much of the weight (1 a value without) is in each bin. */
function heldBy(bins: Uint8Array, count: number, weights?: Float32Array): number[] {
  const held = new Array<number>(count).fill(0);
  bins.forEach((bin, r) => {
    if (bin < count) held[bin] += weights ? weights[r] : 1;
  });
  return held;
}

describe("numeric bins", () => {
  test("a cut separates exactly the values it separates by x ≤ cut (B1)", () => {
    fc.assert(
      fc.property(column, maxBins, (values, limit) => {
        const { cuts, count, bins } = binNumbers(values, limit);
        values.forEach((x, r) => {
          if (Number.isNaN(x)) expect(bins[r]).toBe(count);
          else {
            expect(Array.from(cuts, (_, b) => bins[r] <= b)).toEqual(Array.from(cuts, (cut) => x <= cut));
          }
        });
      }),
    );
  });

  test("cuts lie between neighbouring values: u ≤ t < v (B1)", () => {
    fc.assert(
      fc.property(column, maxBins, (values, limit) => {
        const { cuts, bins, count } = binNumbers(values, limit);
        const present = values.filter((x) => !Number.isNaN(x));
        for (const [b, cut] of cuts.entries()) {
          const below = present.filter((x) => x <= cut);
          const above = present.filter((x) => x > cut);
          expect(below.length).toBeGreaterThan(0);
          expect(above.length).toBeGreaterThan(0);
          expect(b === 0 || cut > cuts[b - 1]).toBe(true);
        }
        expect(Math.max(...bins)).toBeLessThanOrEqual(count);
      }),
    );
  });

  test("values of a validation set are held to the same cuts (B1)", () => {
    fc.assert(
      fc.property(column, column, maxBins, (values, held, limit) => {
        const bench = new Workbench(oneNumber(values), { held: oneNumber(held), maxBins: limit });
        const [feature] = bench.bins;
        const cuts = feature.kind === "numeric" ? [...feature.cuts] : [];
        const expected = Array.from(held, (x) =>
          Number.isNaN(x) ? feature.count : cuts.filter((cut) => cut < x).length,
        );
        expect([...bench.heldBinsOf(0)]).toEqual(expected);
      }),
    );
  });

  test("bins are within the limit, and none but an all-missing column's is empty (B2)", () => {
    fc.assert(
      fc.property(column, maxBins, (values, limit) => {
        const { count, bins } = binNumbers(values, limit);
        const used = new Set(bins);
        used.delete(count);
        expect(count).toBeLessThanOrEqual(limit);
        expect(used.size).toBe(values.every((x) => Number.isNaN(x)) ? 0 : count);
      }),
    );
  });

  test("each distinct value has its own bin while there is room (B2)", () => {
    fc.assert(
      fc.property(column, (values) => {
        // −0 is 0.
        const distinct = new Set(values.map((x) => x + 0).filter((x) => !Number.isNaN(x)));
        expect(binNumbers(values, 255).count).toBe(Math.max(1, distinct.size));
      }),
    );
  });

  test.each([
    [254, 254],
    [255, 255],
    [256, 255],
    [5000, 255],
  ])("%i distinct values take %i bins (B2)", (distinct, expected) => {
    const values = Float32Array.from({ length: distinct }, (_, i) => ((i * 7919) % distinct) / 3);
    expect(binNumbers(values, 255).count).toBe(expected);
  });

  test("distinct values in excess are shared out evenly (B2)", () => {
    const { bins, count } = binNumbers(
      Float32Array.from({ length: 10_000 }, (_, i) => i),
      100,
    );
    expect(heldBy(bins, count)).toEqual(new Array(100).fill(100));
  });

  test("a rare value shares the bin of a neighbour that fills one (B2)", () => {
    const rare = Array.from({ length: 60 }, (_, i) => 2 * i);
    const frequent = Array.from({ length: 6000 }, (_, i) => 2 * (i % 60) + 1);
    const { bins, count } = binNumbers(Float32Array.from([...rare, ...frequent]), 100);
    expect(heldBy(bins, count)).toEqual(new Array(60).fill(101));
  });

  test("with weights, bins hold even shares of the weight (B2)", () => {
    const values = Float32Array.from({ length: 10_000 }, (_, i) => i);
    const weights = values.map((x) => (x < 5000 ? 3 : 1));
    const { bins, count } = binNumbers(values, 100, weights);
    const held = heldBy(bins, count, weights);
    expect(count).toBe(100);
    for (const weight of held) expect(Math.abs(weight - 200)).toBeLessThanOrEqual(3);
  });

  test("with whole weights, cuts are those of rows that stand there so often; none for rows without (B2, W1)", () => {
    const weighted = fc.array(fc.tuple(value, fc.nat(4)), { minLength: 1, maxLength: 100 });
    fc.assert(
      fc.property(weighted, maxBins, (rows, limit) => {
        const repeated = rows.flatMap(([x, weight]) => new Array<number>(weight).fill(x));
        fc.pre(repeated.length > 0);
        const weights = Float32Array.from(rows, ([, weight]) => weight);
        const { cuts } = binNumbers(
          Float32Array.from(rows, ([x]) => x),
          limit,
          weights,
        );
        expect(cuts).toEqual(binNumbers(Float32Array.from(repeated), limit).cuts);
      }),
    );
  });

  test("a cut between neighbouring float32 values still separates them (B1)", () => {
    const tiny = 2 ** -149;
    const values = Float32Array.from([1, 1 + 2 ** -23, -Infinity, Infinity, -tiny, 0, tiny, largest]);
    expect([...binNumbers(values, 255).bins]).toEqual([4, 5, 0, 7, 1, 2, 3, 6]);
  });

  test("cuts between sorted values need no more than their order (B1, B2)", () => {
    expect([...cutsOf(Float32Array.of(1, 1, 2, 4), null, 255).cuts]).toEqual([1.5, 3]);
    expect([...cutsOf(new Float32Array(), null, 255).cuts]).toEqual([]);
  });
});

describe("categorical bins", () => {
  test("whatever is not a whole code below the levels is missing (B3)", () => {
    const bench = new Workbench(oneCode([0, 1, 2, 1.5, -1, NaN, Infinity, 7, -0], 7));
    expect(bench.bins).toEqual([{ kind: "categorical", count: 3, codes: Int32Array.of(0, 1, 2) }]);
    expect([...bench.binsOf(0)]).toEqual([0, 1, 2, 3, 3, 3, 3, 3, 0]);
  });

  test("the most frequent codes are kept, the lower code of equals (B3)", () => {
    const values = Float32Array.from([9, 9, 9, 4, 4, 2, 2, 7]);
    expect([...categoricalBins(values, null, 2).codes]).toEqual([2, 9]);
  });

  test("with weights the heaviest are kept, and none that only rows without weight have (B3, W1)", () => {
    const values = Float32Array.from([9, 9, 9, 4, 2, 7]);
    const weights = Float32Array.from([1, 1, 1, 2, 5, 0]);
    expect([...categoricalBins(values, weights, 2).codes]).toEqual([2, 9]);
    expect([...categoricalBins(values, weights, 255).codes]).toEqual([2, 4, 9]);
  });

  test("each kept code has its bin, however high the codes are (B3)", () => {
    const codes = fc.array(fc.oneof(fc.nat(300), fc.nat(2 ** 24 - 1), fc.constantFrom(NaN, -1, 0.5)), {
      minLength: 1,
      maxLength: 300,
    });
    fc.assert(
      fc.property(codes, maxBins, (values, limit) => {
        const bench = new Workbench(oneCode(values, 2 ** 24), { maxBins: limit });
        const [feature] = bench.bins;
        const kept = feature.kind === "categorical" ? [...feature.codes] : [];
        expect(kept).toEqual([...new Set(kept)].sort((a, b) => a - b));
        const expected = values.map((x) => (kept.includes(x) ? kept.indexOf(x) : kept.length));
        expect([...bench.binsOf(0)]).toEqual(expected);
      }),
    );
  });
});
