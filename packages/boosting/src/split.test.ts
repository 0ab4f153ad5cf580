import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { binDataset } from "./binning.ts";
import type { Dataset } from "./dataset.ts";
import { allocateFixed, type FixedGradients, toFixed } from "./fixed-point.ts";
import { Gain, type SplitOptions } from "./gain.ts";
import { allocateGather, allocateHistogram, buildHistogram } from "./histogram.ts";
import { findBestSplit, type Split } from "./split.ts";
import { oneCode, oneNumber } from "./test/synthetic.ts";

const plain: SplitOptions = {
  lambda: 1,
  gamma: 0,
  minChildWeight: 0,
  minSamplesLeaf: 1,
  categorySmoothing: 0,
  categoryL2: 0,
};

interface Row {
  x: number;
  gradient: number;
}

function bestSplit(
  data: Dataset,
  gradient: number[],
  options: SplitOptions,
): { split: Split | null; bins: Uint8Array } {
  const binned = binDataset(data, 255);
  const fixed: FixedGradients = allocateFixed(data.rows);
  const first = Float64Array.from(gradient);
  toFixed({ first, second: new Float64Array(data.rows).fill(1) }, fixed);
  const rows = Uint32Array.from(gradient, (_, r) => r);
  const histogram = allocateHistogram(binned);
  buildHistogram(binned, Uint32Array.of(0), rows, fixed, allocateGather(data.rows), histogram);
  const total = { first: 0, second: 0, rows: data.rows };
  for (const row of rows) {
    total.first += fixed.first[row];
    total.second += fixed.second[row];
  }
  const rule = new Gain(options, fixed);
  return { split: findBestSplit(binned, Uint32Array.of(0), histogram, total, rule), bins: binned.bins[0] };
}

/** Gain by the formula, for second derivatives of 1. */
function gainOf(
  rows: Row[],
  isLeft: (x: number) => boolean,
  { lambda, minSamplesLeaf }: SplitOptions,
): number {
  const score = (side: Row[]): number =>
    side.reduce((sum, { gradient }) => sum + gradient, 0) ** 2 / (side.length + lambda);
  const left = rows.filter(({ x }) => isLeft(x));
  const right = rows.filter(({ x }) => !isLeft(x));
  if (left.length < minSamplesLeaf || right.length < minSamplesLeaf) return 0;
  return score(left) + score(right) - score(rows);
}

const gradient = fc.integer({ min: -8, max: 8 }).map((x) => x / 8);
const numberRows = fc.array(
  fc.record({
    x: fc.oneof(fc.integer({ min: -4, max: 4 }), fc.constantFrom(NaN, Infinity, -Infinity)),
    gradient,
  }),
  { minLength: 2, maxLength: 40 },
);
const codeRows = (levels: number): fc.Arbitrary<Row[]> =>
  fc.array(fc.record({ x: fc.oneof(fc.nat(levels - 1), fc.constant(NaN)), gradient }), {
    minLength: 2,
    maxLength: 40,
  });

describe("numeric splits", () => {
  test("no threshold with missing rows on either side gains more (S1, S2)", () => {
    fc.assert(
      fc.property(numberRows, fc.constantFrom(1, 3), (rows, minSamplesLeaf) => {
        const options = { ...plain, minSamplesLeaf };
        const { split } = bestSplit(
          oneNumber(rows.map(({ x }) => x)),
          rows.map((row) => row.gradient),
          options,
        );
        const gains = rows.flatMap(({ x: cut }) =>
          [false, true].map((missing) =>
            gainOf(rows, (x) => (Number.isNaN(x) ? missing : x <= cut), options),
          ),
        );
        const presentLeft = gainOf(rows, (x) => !Number.isNaN(x), options);
        expect(split?.gain ?? 0).toBeCloseTo(Math.max(0, presentLeft, ...gains), 6);
      }),
    );
  });

  test("the bins that go left are those of x ≤ threshold, and the sums are theirs (S1)", () => {
    fc.assert(
      fc.property(numberRows, (rows) => {
        const xs = rows.map(({ x }) => x);
        const { split, bins } = bestSplit(
          oneNumber(xs),
          rows.map((row) => row.gradient),
          plain,
        );
        if (!split) return;
        const left = xs.map((_, r) => split.leftBins[bins[r]] === 1);
        xs.forEach((x, r) => {
          if (!Number.isNaN(x)) expect(left[r]).toBe(x <= split.threshold);
        });
        expect(split.left.rows).toBe(left.filter(Boolean).length);
      }),
    );
  });

  test("the missing direction is learned from the missing rows (S2)", () => {
    const xs = [1, 1, 2, 2, NaN, NaN];
    const missingBin = 2;
    const like1 = bestSplit(oneNumber(xs), [1, 1, -1, -1, 1, 1], plain).split;
    const like2 = bestSplit(oneNumber(xs), [1, 1, -1, -1, -1, -1], plain).split;
    expect([like1?.leftBins[missingBin], like2?.leftBins[missingBin]]).toEqual([1, 0]);
  });

  test("without missing rows the missing direction is that of the larger child (S3)", () => {
    const largerLeft = bestSplit(oneNumber([1, 1, 1, 2]), [1, 1, 1, -1], plain).split;
    const largerRight = bestSplit(oneNumber([1, 2, 2, 2]), [1, -1, -1, -1], plain).split;
    expect([largerLeft?.leftBins[2], largerRight?.leftBins[2]]).toEqual([1, 0]);
  });
});

describe("categorical splits", () => {
  test("with five categories or more no subset gains more, missing rows on either side (S5)", () => {
    fc.assert(
      fc.property(codeRows(7), (rows) => {
        fc.pre(new Set(rows.map(({ x }) => x).filter((x) => !Number.isNaN(x))).size >= 5);
        // Fisher's theorem is about the unpenalised score.
        const options = { ...plain, lambda: 0 };
        const { split } = bestSplit(
          oneCode(
            rows.map(({ x }) => x),
            7,
          ),
          rows.map((row) => row.gradient),
          options,
        );
        let best = 0;
        for (let subset = 0; subset < 2 ** 7; subset++) {
          for (const missing of [false, true]) {
            const isLeft = (x: number): boolean => (Number.isNaN(x) ? missing : ((subset >> x) & 1) === 1);
            best = Math.max(best, gainOf(rows, isLeft, options));
          }
        }
        // Missing rows are not put in order with the categories, so that only their two sides are compared.
        if (rows.some(({ x }) => Number.isNaN(x))) expect(split?.gain ?? 0).toBeLessThanOrEqual(best + 1e-6);
        else expect(split?.gain ?? 0).toBeCloseTo(best, 6);
      }),
    );
  });

  test("with four categories or fewer no one against the rest gains more (S4)", () => {
    fc.assert(
      fc.property(codeRows(4), (rows) => {
        const { split } = bestSplit(
          oneCode(
            rows.map(({ x }) => x),
            4,
          ),
          rows.map((row) => row.gradient),
          plain,
        );
        const gains = [0, 1, 2, 3].flatMap((code) =>
          [false, true].map((missing) =>
            gainOf(rows, (x) => (Number.isNaN(x) ? missing : x === code), plain),
          ),
        );
        const presentLeft = gainOf(rows, (x) => !Number.isNaN(x), plain);
        expect(split?.gain ?? 0).toBeCloseTo(Math.max(0, presentLeft, ...gains), 6);
      }),
    );
  });

  test("missing rows go right, and the sums are those of the listed categories (S6)", () => {
    fc.assert(
      fc.property(fc.oneof(codeRows(3), codeRows(9)), (rows) => {
        const { split, bins } = bestSplit(
          oneCode(
            rows.map(({ x }) => x),
            9,
          ),
          rows.map((row) => row.gradient),
          plain,
        );
        if (!split) return;
        const left = rows.filter((_, r) => split.leftBins[bins[r]] === 1);
        expect(left.some(({ x }) => Number.isNaN(x))).toBe(false);
        expect(split.left.rows).toBe(left.length);
        expect(split.gain).toBeCloseTo(
          gainOf(rows, (x) => left.some((row) => row.x === x), plain),
          6,
        );
      }),
    );
  });
});

describe("limits", () => {
  const xs = oneNumber([1, 2, 3, 4]);
  const gradients = [1, 1, -1, -1];

  test("a gain of gamma or less is no split (S7)", () => {
    const gain = bestSplit(xs, gradients, plain).split?.gain ?? 0;
    expect(gain).toBeGreaterThan(0);
    expect(bestSplit(xs, gradients, { ...plain, gamma: gain }).split).toBeNull();
  });

  test("children below the least weight are no split (S7)", () => {
    expect(bestSplit(xs, gradients, { ...plain, minChildWeight: 2.5 }).split).toBeNull();
  });

  test("equal gradients are no split, whatever the rounding (S7)", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 2, max: 50 }),
        fc.double({ min: 0.01, max: 1, noNaN: true }),
        (rows, equal) => {
          const gradients = Array.from({ length: rows }, () => equal);
          expect(
            bestSplit(oneNumber(gradients.map((_, r) => r)), gradients, { ...plain, lambda: 0 }).split,
          ).toBeNull();
        },
      ),
    );
  });
});
