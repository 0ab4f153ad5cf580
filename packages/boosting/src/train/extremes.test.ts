import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Dataset, FeatureSpec } from "../dataset.ts";
import type { Forest } from "../forest/forest.ts";
import { forestFromJson, forestToJson } from "../forest/forest-json.ts";
import { predictMargin, predictMargins } from "../forest/predictor.ts";
import { oneCode, oneNumber, someRows, syntheticLeads } from "../test/synthetic.ts";
import type { TrainOptions } from "./train-options.ts";
import { train } from "./trainer.ts";

const largest = 2 ** 128 - 2 ** 104;
const tiny = 2 ** -149;

/** Fits what can be told apart, exactly but for rounding. */
const exact: TrainOptions = {
  objective: "squared",
  rounds: 3,
  learningRate: 1,
  lambda: 0,
  minChildWeight: 0,
  categorySmoothing: 0,
  categoryL2: 0,
  maxDepth: 20,
};

function fit(data: Dataset, target: ArrayLike<number>, options: TrainOptions = exact): Forest {
  const { forest } = train(data, Float32Array.from(target), options);
  expect(forest.value.every(Number.isFinite)).toBe(true);
  expect(forestToJson(forestFromJson(JSON.parse(JSON.stringify(forestToJson(forest)))))).toEqual(
    forestToJson(forest),
  );
  return forest;
}

describe("values at the ends of float32 are told apart (B1, A2)", () => {
  test.each([
    ["infinite", [-Infinity, -1, 0, 1, Infinity]],
    ["nothing but infinite", [-Infinity, Infinity]],
    ["huge", [-largest, -3.3e38, 3.3e38, largest, Infinity]],
    ["subnormal", [-2 * tiny, -tiny, 0, tiny, 2 * tiny]],
    ["neighbouring", [1 - 2 ** -24, 1, 1 + 2 ** -23]],
    ["missing, too", [NaN, -Infinity, 0, largest]],
  ])("%s", (_, xs) => {
    const target = xs.map((_, i) => (i * 5) % 7);
    const forest = fit(oneNumber(xs), target);
    xs.forEach((x, i) => {
      expect(predictMargin(forest, Float32Array.of(x))).toBeCloseTo(target[i], 5);
    });
  });

  test("any floats at all, each with a target of its own", () => {
    const values = fc.uniqueArray(fc.oneof(fc.float(), fc.constantFrom(Infinity, -Infinity, NaN, tiny)), {
      minLength: 2,
      maxLength: 60,
      selector: (x) => x + 0,
    });
    fc.assert(
      fc.property(values, (xs) => {
        const target = xs.map((_, i) => ((i * 7) % 11) / 4);
        const margins = predictMargins(fit(oneNumber(xs), target, { ...exact, maxDepth: 64 }), oneNumber(xs));
        // A greedy tree may find no gain in a first cut; what it says of a row is then the mean.
        const error = (guess: (i: number) => number): number =>
          target.reduce((sum, y, i) => sum + (y - guess(i)) ** 2, 0);
        const mean = target.reduce((sum, y) => sum + y, 0) / target.length;
        expect(error((i) => margins[i])).toBeLessThanOrEqual(error(() => mean) + 1e-6);
      }),
    );
  });

  test("−0 is 0", () => {
    const forest = fit(oneNumber([-0, 0, 1, 1]), [1, 3, 5, 5]);
    for (const zero of [0, -0]) expect(predictMargin(forest, Float32Array.of(zero))).toBeCloseTo(2, 5);
  });
});

describe("features without anything to learn from", () => {
  const few = someRows(syntheticLeads(200, 3), 0, 200);
  const filled = (kind: FeatureSpec["kind"], value: number, levels?: number): Dataset => ({
    ...few.data,
    features: [...few.data.features, { name: "more", kind, ...(levels ? { levels } : {}) }],
    columns: [...few.data.columns, new Float32Array(200).fill(value)],
  });
  const trees = ({ feature, value, threshold }: Forest): unknown => [feature, value, threshold];

  test.each([
    ["a constant", filled("numeric", 4)],
    ["nothing but missing values", filled("numeric", NaN)],
    ["nothing but infinite ones", filled("numeric", -Infinity)],
    ["one category", filled("categorical", 0)],
    ["one category of many", filled("categorical", 77, 100)],
    ["no category", filled("categorical", NaN)],
    ["no code among its levels", filled("categorical", 5, 2)],
  ])("%s: change nothing (A3)", (_, data) => {
    for (const options of [{ rounds: 5 }, { rounds: 5, minSamplesLeaf: 3 }, { rounds: 5, maxLeaves: 9 }]) {
      expect(trees(fit(data, few.labels, options))).toEqual(trees(fit(few.data, few.labels, options)));
    }
  });

  test.each([
    ["constant", oneNumber([4, 4, 4, 4])],
    ["missing", oneNumber([NaN, NaN, NaN, NaN])],
    ["one category", oneCode([1, 1, 1, 1], 2)],
    ["missing categories", oneCode([NaN, NaN, NaN, NaN], 2)],
  ])("alone give the base score: %s (A3)", (_, data) => {
    const forest = fit(data, [0, 1, 1, 1], { rounds: 3 });
    expect(forest.feature.every((feature) => feature === -1)).toBe(true);
    for (const margin of predictMargins(forest, data)) expect(margin).toBeCloseTo(Math.log(3), 5);
  });
});

describe("the least data there can be", () => {
  test("one row of each class (A1)", () => {
    const data = oneNumber([1, 2]);
    const { forest, history } = train(data, Float32Array.of(0, 1), { rounds: 30, minChildWeight: 0 });
    const [no, yes] = predictMargins(forest, data);
    expect(no).toBeLessThan(-0.5);
    expect(yes).toBeGreaterThan(0.5);
    expect(history[29].train).toBeLessThan(history[0].train);
  });

  test("one row (L2)", () => {
    const forest = fit(oneNumber([3]), [7.5]);
    expect([forest.baseScore, predictMargin(forest, Float32Array.of(0))]).toEqual([7.5, 7.5]);
  });

  test("equal targets (L2, S7)", () => {
    const forest = fit(oneNumber([1, 2, 3, 4]), [0.1, 0.1, 0.1, 0.1]);
    expect(forest.feature.every((feature) => feature === -1)).toBe(true);
    expect(predictMargin(forest, Float32Array.of(2))).toBeCloseTo(0.1, 6);
  });

  test("a sample so small that one row is drawn (R2)", () => {
    const forest = fit(oneNumber([1, 2, 3]), [1, 2, 3], { ...exact, subsample: 1e-9, rounds: 5 });
    expect([...forest.cover]).toEqual([1, 1, 1, 1, 1]);
  });

  test("as many as 20 rounds after a perfect fit (G1)", () => {
    const forest = fit(oneNumber([1, 2, 3, 4]), [1, -1, 2, 5], { ...exact, rounds: 20 });
    [1, -1, 2, 5].forEach((y, i) => {
      expect(predictMargin(forest, Float32Array.of(i + 1))).toBeCloseTo(y, 6);
    });
    const classes = fit(oneNumber([1, 2]), [0, 1], { ...exact, objective: "logistic", rounds: 60 });
    expect(predictMargin(classes, Float32Array.of(2))).toBeGreaterThan(20);
  });

  test("targets of any size (G1, L1)", () => {
    for (const size of [1e30, 1e-30, 2 ** -126]) {
      const forest = fit(oneNumber([1, 2, 3]), [0, 0.75 * size, -0.75 * size]);
      const margins = [1, 2, 3].map((x) => predictMargin(forest, Float32Array.of(x)) / size);
      [0, 0.75, -0.75].forEach((y, i) => {
        expect(margins[i]).toBeCloseTo(y, 4);
      });
    }
  });
});

describe("categories without number", () => {
  test("more than 2^16 codes: the heaviest have bins, the rest are missing (B3)", () => {
    const rows = 70_000;
    const codes = Float32Array.from({ length: rows }, (_, r) => (r < 2000 ? r % 20 : r));
    const target = codes.map((code) => (code < 20 ? 10 + (code % 2) : 0));
    const forest = fit(oneCode(codes, rows), target);
    for (const [code, expected] of [
      [3, 11],
      [4, 10],
      [69_999, 0],
      [NaN, 0],
    ]) {
      expect(predictMargin(forest, Float32Array.of(code))).toBeCloseTo(expected, 1);
    }
  });

  test("2^24 levels, and the highest code (B3)", () => {
    const highest = 2 ** 24 - 1;
    const codes = [0, highest, 0, highest, 5, 5];
    const forest = fit(oneCode(codes, 2 ** 24), [1, 9, 1, 9, 4, 4]);
    expect([0, highest, 5].map((code) => Math.round(predictMargin(forest, Float32Array.of(code))))).toEqual([
      1, 9, 4,
    ]);
  });

  test("the levels of a feature that does not give them end with its highest code (B3)", () => {
    const data = { ...oneCode([0, 2 ** 24 - 1], 1), features: [{ name: "x", kind: "categorical" as const }] };
    expect(fit(data, [0, 1]).features[0].levels).toBe(2 ** 24);
    const none = { ...oneCode([NaN, -1], 1), features: [{ name: "x", kind: "categorical" as const }] };
    expect(fit(none, [0, 1]).features[0].levels).toBe(1);
  });
});

describe("features in number", () => {
  test.each([1, 7, 8, 9, 31, 300])("%i of them, only the last of which tells (H1, S1)", (width) => {
    const rows = 64;
    const features = Array.from({ length: width }, (_, f) => ({ name: `f${f}`, kind: "numeric" as const }));
    const columns = features.map((_, f) =>
      Float32Array.from({ length: rows }, (_, r) => (f === width - 1 ? r : (r * (f + 2)) % 3)),
    );
    const target = Array.from({ length: rows }, (_, r) => (r < 20 ? -1 : 1));
    const forest = fit({ rows, features, columns }, target, { ...exact, rounds: 1 });
    expect([forest.feature[0], forest.threshold[0]]).toEqual([width - 1, 19.5]);
  });
});
