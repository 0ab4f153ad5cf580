import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Dataset } from "../dataset.ts";
import { candidates, freeSplit, nodeScore, type Question } from "../test/best-split.ts";
import { oneCode, oneNumber } from "../test/synthetic.ts";
import { type Derivatives, Workbench } from "../test/workbench.ts";
import type { Bounds, SplitOptions } from "./split.ts";
import { unbounded } from "./split.ts";

const number = fc.oneof(fc.integer({ min: -4, max: 4 }), fc.constantFrom(NaN, NaN, Infinity, -Infinity, 0.5));
const code = (levels: number): fc.Arbitrary<number> =>
  fc.oneof({ weight: 6, arbitrary: fc.nat(levels - 1) }, { weight: 1, arbitrary: fc.constant(NaN) });

/** Two numeric features, a few categories, many categories. */
const rows = fc.array(
  fc.record({
    values: fc.tuple(number, number, code(4), code(9)),
    first: fc.integer({ min: -1000, max: 1000 }),
    second: fc.integer({ min: 1, max: 300 }),
  }),
  { minLength: 2, maxLength: 40 },
);
const kinds = ["numeric", "numeric", "categorical", "categorical"] as const;

const penalty = fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 2000 }));
const options: fc.Arbitrary<SplitOptions> = fc.record({
  lambda: penalty,
  alpha: fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 800 })),
  // No gain of whole sums comes this close to it that rounding decides.
  gamma: fc.oneof(
    fc.constant(0),
    fc.integer({ min: 0, max: 1000 }).map((x) => x + Math.SQRT1_2),
  ),
  minChildWeight: fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 600 })),
  minSamplesLeaf: fc.integer({ min: 1, max: 4 }),
  categorySmoothing: penalty,
  categoryL2: penalty,
});
const monotone = fc.oneof(
  fc.constant([0, 0, 0, 0]),
  fc.tuple(fc.constantFrom(-1, 0, 1), fc.constantFrom(-1, 0, 1), fc.constant(0), fc.constant(0)),
);
const bounds: fc.Arbitrary<Bounds> = fc.oneof(
  fc.constant(unbounded),
  fc
    .tuple(fc.double({ min: -4, max: 4, noNaN: true }), fc.double({ min: 0, max: 4, noNaN: true }))
    .map(([low, width]) => ({ low, high: low + width })),
  fc.double({ min: -4, max: 4, noNaN: true }).map((low) => ({ low, high: Infinity })),
);
const question: fc.Arbitrary<Question> = fc.record({ rows, options, monotone, bounds }).map((parts) => ({
  ...parts,
  data: datasetOf(parts.rows.map(({ values }) => values)),
  derivatives: parts.rows.map(({ first, second }) => [first, second] as const),
}));

function datasetOf(values: readonly (readonly number[])[]): Dataset {
  return {
    rows: values.length,
    features: kinds.map((kind, f) => ({ name: `f${f}`, kind })),
    columns: kinds.map((_, f) => Float32Array.from(values, (row) => row[f])),
  };
}

function rounding(asked: Question): number {
  return 1e-9 * Math.max(1, Math.abs(nodeScore(asked)));
}

/** Finds the best split, and which rows it sends left. */
function search({ data, derivatives, options, monotone, bounds }: Question) {
  const bench = new Workbench(data, { monotone });
  const split = bench.search(derivatives, options, bounds);
  const left = split && Array.from(bench.binsOf(split.feature), (bin) => split.leftBins[bin] === 1);
  return { split, left, bins: split ? bench.bins[split.feature] : null };
}

function searchOne(data: Dataset, firsts: number[], options: SplitOptions) {
  const derivatives: Derivatives = firsts.map((first) => [first, 1]);
  return search({ data, derivatives, options, monotone: [0], bounds: unbounded });
}

describe("the best split", () => {
  test("gains what the best of all candidates gains, under any penalties, limits and constraints (S1, S2, S4, S5, S7, M1)", () => {
    fc.assert(
      fc.property(question, (asked) => {
        const gains = candidates(asked).map(({ gain }) => gain);
        const most = Math.max(0, ...gains.filter((gain) => gain > asked.options.gamma));
        const { split } = search(asked);
        expect(Math.abs((split?.gain ?? 0) - most)).toBeLessThanOrEqual(rounding(asked));
      }),
      { numRuns: 1000 },
    );
  });

  test("parts the rows as a candidate of that gain does, and knows the left side's sums (S1, S6)", () => {
    fc.assert(
      fc.property(question, (asked) => {
        const { split, left } = search(asked);
        if (!split || !left) return;
        const mirrored = left.map((isLeft) => !isLeft);
        const same = candidates(asked).filter(
          ({ feature, left: other }) =>
            feature === split.feature &&
            // One against the rest has no left and right of its own.
            (String(other) === String(left) || (feature > 1 && String(other) === String(mirrored))),
        );
        const slack = rounding(asked);
        expect(same.some(({ gain }) => Math.abs(gain - split.gain) <= slack)).toBe(true);
        const sums = asked.derivatives.reduce(
          (sum, [first, second], r) =>
            left[r] ? { first: sum.first + first, second: sum.second + second } : sum,
          { first: 0, second: 0 },
        );
        expect(split.left).toEqual(sums);
      }),
      { numRuns: 500 },
    );
  });

  test("is of the first feature, at the lowest threshold, among equals (S1)", () => {
    const column = Float32Array.of(0, 1, 2, 3);
    const data: Dataset = {
      rows: 4,
      features: [0, 1].map((f) => ({ name: `f${f}`, kind: "numeric" })),
      columns: [column, column],
    };
    const derivatives: Derivatives = [
      [1, 1],
      [-1, 1],
      [1, 1],
      [-1, 1],
    ];
    const { split } = search({
      data,
      derivatives,
      options: freeSplit,
      monotone: [0, 0],
      bounds: unbounded,
    });
    expect([split?.feature, split?.threshold]).toEqual([0, 0.5]);
  });
});

describe("a numeric split", () => {
  test("sends left what is at most its threshold, and only that (S1)", () => {
    fc.assert(
      fc.property(question, (asked) => {
        const { split, left } = search(asked);
        if (!split || !left || split.feature > 1) return;
        asked.data.columns[split.feature].forEach((x, r) => {
          if (!Number.isNaN(x)) expect(left[r]).toBe(x <= split.threshold);
        });
      }),
    );
  });

  test("learns the missing direction from the missing rows (S2)", () => {
    const xs = oneNumber([1, 1, 2, 2, NaN, NaN]);
    const like1 = searchOne(xs, [1, 1, -1, -1, 1, 1], freeSplit).split;
    const like2 = searchOne(xs, [1, 1, -1, -1, -1, -1], freeSplit).split;
    expect([like1?.leftBins[2], like2?.leftBins[2]]).toEqual([1, 0]);
  });

  test("without missing rows sends missing values to the heavier child, not the one of more rows (S3)", () => {
    const missingLeft = (seconds: number[]): number | undefined => {
      const derivatives: Derivatives = seconds.map((second, r) => [r === 0 ? 10 : -10, second]);
      const data = oneNumber([1, 2, 2, 2]);
      const { split } = search({ data, derivatives, options: freeSplit, monotone: [0], bounds: unbounded });
      return split?.leftBins[2];
    };
    expect([missingLeft([9, 1, 1, 1]), missingLeft([1, 1, 1, 1])]).toEqual([1, 0]);
  });
});

describe("a categorical split", () => {
  test("without smoothing is the best of all subsets of five categories or more (S5)", () => {
    const some = fc.array(fc.tuple(fc.nat(6), fc.integer({ min: -9, max: 9 })), {
      minLength: 5,
      maxLength: 40,
    });
    fc.assert(
      fc.property(some, (pairs) => {
        fc.pre(new Set(pairs.map(([x]) => x)).size >= 5);
        const data = oneCode(
          pairs.map(([x]) => x),
          7,
        );
        const { split } = searchOne(
          data,
          pairs.map(([, first]) => first),
          freeSplit,
        );
        const sums = (isLeft: (x: number) => boolean): number => {
          const side = pairs.filter(([x]) => isLeft(x));
          return side.length === 0 ? 0 : side.reduce((sum, [, first]) => sum + first, 0) ** 2 / side.length;
        };
        const gains = Array.from({ length: 2 ** 7 }, (_, subset) => {
          const inside = (x: number): boolean => ((subset >> x) & 1) === 1;
          return sums(inside) + sums((x) => !inside(x)) - sums(() => true);
        });
        expect(split?.gain ?? 0).toBeCloseTo(Math.max(...gains), 6);
      }),
    );
  });

  test("lists what goes left: missing values go right, and so do categories the node has not (S6)", () => {
    fc.assert(
      fc.property(question, (asked) => {
        const { split, left, bins } = search(asked);
        if (!split || !left || !bins || split.feature < 2) return;
        const column = asked.data.columns[split.feature];
        const listed = new Set(column.filter((_, r) => left[r]));
        expect([...listed].some((x) => Number.isNaN(x))).toBe(false);
        expect(split.leftBins[bins.count]).toBe(0);
      }),
    );
  });

  test("without missing rows lists the lighter side (S3, S6)", () => {
    const listed = (seconds: number[]): Uint8Array | undefined => {
      const derivatives: Derivatives = seconds.map((second, r) => [r === 0 ? 10 : -10, second]);
      const data = oneCode([0, 1, 2], 3);
      return search({ data, derivatives, options: freeSplit, monotone: [0], bounds: unbounded }).split
        ?.leftBins;
    };
    expect(listed([1, 1, 1])).toEqual(Uint8Array.of(1, 0, 0, 0));
    expect(listed([9, 1, 1])).toEqual(Uint8Array.of(0, 1, 1, 0));
  });
});

describe("no split", () => {
  test("gains gamma or less (S7)", () => {
    const xs = oneNumber([1, 2, 3, 4]);
    const gain = searchOne(xs, [1, 1, -1, -1], freeSplit).split?.gain ?? 0;
    expect(gain).toBe(4);
    expect(searchOne(xs, [1, 1, -1, -1], { ...freeSplit, gamma: gain }).split).toBeNull();
  });

  test("is found among equal gradients, whatever the rounding, the penalties and the bounds (S7)", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 2, max: 50 }),
        fc.tuple(fc.integer({ min: -(2 ** 26), max: 2 ** 26 }), fc.integer({ min: 1, max: 2 ** 26 })),
        bounds,
        (count, pair, limits) => {
          const data = oneNumber(Array.from({ length: count }, (_, r) => r));
          const derivatives: Derivatives = Array.from({ length: count }, () => pair);
          for (const direction of [0, 1]) {
            const asked = { data, derivatives, options: freeSplit, monotone: [direction], bounds: limits };
            expect(search(asked).split).toBeNull();
          }
        },
      ),
    );
  });
});
