import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { applyBins, categoricalBins, numericBins } from "./binning.ts";

const column = fc
  .array(
    fc.oneof(fc.float(), fc.integer({ min: -5, max: 5 }), fc.constantFrom(NaN, Infinity, -Infinity, 0, -0)),
    {
      minLength: 1,
      maxLength: 200,
    },
  )
  .map((values) => Float32Array.from(values));
const maxBins = fc.integer({ min: 2, max: 255 });

describe("numeric bins", () => {
  test("a cut separates exactly the values it separates by x ≤ cut (B1)", () => {
    fc.assert(
      fc.property(column, maxBins, (values, limit) => {
        const feature = numericBins(values, limit);
        const bins = applyBins(feature, values);
        values.forEach((x, r) => {
          if (Number.isNaN(x)) expect(bins[r]).toBe(feature.count);
          else
            expect(Array.from(feature.cuts, (_, b) => bins[r] <= b)).toEqual(
              Array.from(feature.cuts, (cut) => x <= cut),
            );
        });
      }),
    );
  });

  test("bins are within the limit, and none but an all-missing column's is empty (B2)", () => {
    fc.assert(
      fc.property(column, maxBins, (values, limit) => {
        const feature = numericBins(values, limit);
        const used = new Set(applyBins(feature, values));
        used.delete(feature.count);
        expect(feature.count).toBeLessThanOrEqual(limit);
        expect(used.size).toBe(values.every((x) => Number.isNaN(x)) ? 0 : feature.count);
      }),
    );
  });

  test("each distinct value has its own bin while there is room (B2)", () => {
    fc.assert(
      fc.property(column, (values) => {
        const feature = numericBins(values, 255);
        const distinct = new Set(values.filter((x) => !Number.isNaN(x)));
        expect(feature.count).toBe(Math.max(1, distinct.size));
      }),
    );
  });

  test("distinct values in excess are shared out evenly (B2)", () => {
    const values = Float32Array.from({ length: 10_000 }, (_, i) => i);
    const feature = numericBins(values, 100);
    const rows = new Uint32Array(feature.count);
    for (const bin of applyBins(feature, values)) rows[bin]++;
    expect(feature.count).toBe(100);
    expect(new Set(rows)).toEqual(new Set([100]));
  });

  test("a rare value shares the bin of a neighbour that fills one (B2)", () => {
    const rare = Array.from({ length: 60 }, (_, i) => 2 * i);
    const frequent = Array.from({ length: 60 }, (_, i) =>
      Array.from({ length: 100 }, () => 2 * i + 1),
    ).flat();
    const values = Float32Array.from([...rare, ...frequent]);
    const feature = numericBins(values, 100);
    const rows = new Uint32Array(feature.count);
    for (const bin of applyBins(feature, values)) rows[bin]++;
    expect([...rows]).toEqual(Array.from({ length: 60 }, () => 101));
  });

  test("a cut between neighbouring float32 values still separates them (B1)", () => {
    const values = Float32Array.from([1, 1 + 2 ** -23, -Infinity, Infinity]);
    expect([...applyBins(numericBins(values, 255), values)]).toEqual([1, 2, 0, 3]);
  });
});

describe("categorical bins", () => {
  test("whatever is not a whole code below the levels is missing (B3)", () => {
    const values = Float32Array.from([0, 1, 2, 1.5, -1, NaN, Infinity, 7]);
    const feature = categoricalBins(values, 255, 7);
    expect([...feature.codes]).toEqual([0, 1, 2]);
    expect([...applyBins(feature, values)]).toEqual([0, 1, 2, 3, 3, 3, 3, 3]);
  });

  test("the most frequent codes are kept, the lower code of equals (B3)", () => {
    const values = Float32Array.from([9, 9, 9, 4, 4, 2, 2, 7]);
    expect([...categoricalBins(values, 2).codes]).toEqual([2, 9]);
  });
});
