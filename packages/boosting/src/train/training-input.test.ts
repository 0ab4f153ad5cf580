import { describe, expect, test } from "vitest";
import type { Dataset } from "../dataset.ts";
import { TrainingError } from "../errors.ts";
import { forestToJson } from "../forest/forest-json.ts";
import { oneCode, oneNumber } from "../test/synthetic.ts";
import type { TrainOptions } from "./train-options.ts";
import { train } from "./trainer.ts";

const x = oneNumber([1, 2]);
const y = Float32Array.of(0, 1);
const of = Float32Array.of.bind(Float32Array);

/** Options as a caller without types might give them. */
function untyped(options: Record<string, unknown>): TrainOptions {
  return options;
}

type Case = [what: string, argument: string, attempt: () => unknown];

const labels: Case[] = [
  ["one class", "labels", () => train(x, of(1, 1))],
  ["one class among the rows of any weight", "labels", () => train(x, y, { weights: of(0, 1) })],
  ["a label that is neither 0 nor 1", "labels", () => train(x, of(0, 2))],
  ["a label between", "labels", () => train(x, of(0, 0.5))],
  ["a NaN label", "labels", () => train(x, of(0, NaN))],
  ["an infinite target", "labels", () => train(x, of(0, Infinity), { objective: "squared" })],
  ["a NaN target", "labels", () => train(x, of(0, NaN), { objective: "squared" })],
  ["a target above 10^30", "labels", () => train(x, of(0, 2e30), { objective: "squared" })],
  ["a target below −10^30", "labels", () => train(x, of(0, -2e30), { objective: "squared" })],
  ["too few labels", "labels", () => train(x, of(0))],
  ["too many labels", "labels", () => train(x, of(0, 1, 1))],
];

const shape: Case[] = [
  ["no rows", "data.rows", () => train(oneNumber([]), of())],
  ["half a row", "data.rows", () => train({ ...x, rows: 1.5 }, y)],
  ["no features", "data.features", () => train({ rows: 2, features: [], columns: [] }, y)],
  ["a column too many", "data.columns", () => train({ ...x, columns: [...x.columns, y] }, y)],
  ["a short column", "data.columns[0]", () => train({ ...x, columns: [of(1)] }, y)],
  ["too many levels", "data.features[0].levels", () => train(oneCode([0, 1], 2 ** 24 + 1), y)],
  ["no level", "data.features[0].levels", () => train(oneCode([0, 1], 0), y)],
];

const weights: Case[] = [
  ["a weight short", "options.weights", () => train(x, y, { weights: of(1) })],
  ["a weight too many", "options.weights", () => train(x, y, { weights: of(1, 1, 1) })],
  ["a negative weight", "options.weights", () => train(x, y, { weights: of(1, -1) })],
  ["a NaN weight", "options.weights", () => train(x, y, { weights: of(NaN, 1) })],
  ["an infinite weight", "options.weights", () => train(x, y, { weights: of(1, Infinity) })],
  ["a weight above 10^6", "options.weights", () => train(x, y, { weights: of(1, 2e6) })],
  ["no weight above 0", "options.weights", () => train(x, y, { weights: of(0, 0) })],
  [
    "a weight short in the validation set",
    "validation.weights",
    () => train(x, y, {}, { data: x, labels: y, weights: of(1) }),
  ],
  [
    "a NaN weight in the validation set",
    "validation.weights",
    () => train(x, y, {}, { data: x, labels: y, weights: of(NaN, 1) }),
  ],
];

const two: Dataset = {
  rows: 2,
  features: [...x.features, { name: "c", kind: "categorical" }],
  columns: [...x.columns, y],
};

const monotone: Case[] = [
  ["a direction short", "options.monotone", () => train(two, y, { monotone: [1] })],
  ["a direction too many", "options.monotone", () => train(x, y, { monotone: [1, 0] })],
  ["a direction on a category", "options.monotone[1]", () => train(two, y, { monotone: [0, 1] })],
  ["another direction", "options.monotone[0]", () => train(x, y, untyped({ monotone: [2] }))],
];

const outOfRange: [keyof TrainOptions, number[]][] = [
  ["rounds", [0, 0.5, NaN, 1_000_001]],
  ["learningRate", [0, -0.1, 1.1, NaN]],
  ["maxDepth", [-1, 1.5, 65, Infinity]],
  ["maxLeaves", [1, 2.5, 2 ** 20 + 1, NaN]],
  ["maxBins", [1, 2.5, 256]],
  ["minChildWeight", [-1, NaN, Infinity]],
  ["minSamplesLeaf", [0, 1.5, Infinity]],
  ["lambda", [-1, NaN, Infinity]],
  ["alpha", [-1, NaN, Infinity]],
  ["gamma", [-1, NaN, Infinity]],
  ["subsample", [0, -1, 1.1, NaN]],
  ["colsample", [0, -1, 1.1, NaN]],
  ["categorySmoothing", [-1, NaN, Infinity]],
  ["categoryL2", [-1, NaN, Infinity]],
  ["seed", [0.5, NaN, Infinity, 2 ** 53]],
  ["threads", [0, -1, 1.5, 65, NaN]],
];

const options: Case[] = [
  ...outOfRange.flatMap(([name, values]) =>
    values.map(
      (value): Case => [
        `${name} of ${value}`,
        `options.${name}`,
        () => train(x, y, untyped({ [name]: value })),
      ],
    ),
  ),
  ["an unknown objective", "options.objective", () => train(x, y, untyped({ objective: "hinge" }))],
  ["an inherited objective", "options.objective", () => train(x, y, untyped({ objective: "toString" }))],
  ["an aborted signal", "options.signal", () => train(x, y, { signal: AbortSignal.abort() })],
];

const held = { data: x, labels: y };
const stopping = (metric?: "auc"): TrainOptions => ({
  earlyStopping: { rounds: 1, ...(metric && { metric }) },
});

const validation: Case[] = [
  ["early stopping on nothing", "validation", () => train(x, y, stopping())],
  ["no patience", "options.earlyStopping.rounds", () => train(x, y, { earlyStopping: { rounds: 0 } }, held)],
  [
    "an unknown metric",
    "options.earlyStopping.metric",
    () => train(x, y, untyped({ earlyStopping: { rounds: 1, metric: "accuracy" } }), held),
  ],
  [
    "AUC of targets",
    "options.earlyStopping.metric",
    () => train(x, y, { ...stopping("auc"), objective: "squared" }, held),
  ],
  [
    "AUC on one class",
    "validation.labels",
    () => train(x, y, stopping("auc"), { data: x, labels: of(1, 1) }),
  ],
  ["too few labels", "validation.labels", () => train(x, y, {}, { data: x, labels: of(1) })],
  ["a NaN label", "validation.labels", () => train(x, y, {}, { data: x, labels: of(1, NaN) })],
  ["no rows", "validation.data.rows", () => train(x, y, {}, { data: oneNumber([]), labels: of() })],
  [
    "other features",
    "validation.data.features",
    () => train(x, y, {}, { data: oneCode([0, 1], 2), labels: y }),
  ],
];

describe("what cannot be trained on is refused by a typed error naming the argument (A7)", () => {
  describe.each([
    ["labels", labels],
    ["data", shape],
    ["weights", weights],
    ["monotone", monotone],
    ["options", options],
    ["validation", validation],
  ] as const)("%s", (_, cases) => {
    test.each(cases)("%s", (_, argument, attempt) => {
      expect(attempt).toThrow(TrainingError);
      expect(attempt).toThrow(expect.objectContaining({ argument }));
    });
  });

  test("codes of 2^24 and more, in a feature that does not say how many levels it has", () => {
    for (const code of [2 ** 24, 2 ** 31, 2 ** 32, 3e38]) {
      const { levels: _, ...feature } = oneCode([0], 1).features[0];
      const data = { ...oneCode([0, 1, 2, code], 3), features: [feature] };
      const attempt = (): unknown => train(data, of(0, 1, 0, 1), { rounds: 1 });
      expect(attempt).toThrow(TrainingError);
      expect(attempt).toThrow(expect.objectContaining({ argument: "data.columns[0]" }));
    }
  });

  test("more than the 4 GiB that can be addressed, before anything is taken", () => {
    const column = new Float32Array(2 ** 20);
    const features = Array.from({ length: 3000 }, (_, f) => ({ name: `f${f}`, kind: "numeric" as const }));
    const data: Dataset = { rows: column.length, features, columns: features.map(() => column) };
    const target = column.map((_, r) => r % 2);
    expect(() => train(data, target)).toThrow(expect.objectContaining({ argument: "data" }));
  });

  test("one class is told in a sentence", () => {
    expect(() => train(x, of(1, 1))).toThrow("All 2 labels are 1: both classes are needed to learn from.");
  });
});

test("the ends of each range can be trained on (A7)", () => {
  const ends: TrainOptions[] = [
    { rounds: 1, learningRate: 1, maxDepth: 0, maxLeaves: 2, maxBins: 2, subsample: 1, colsample: 1 },
    { rounds: 1, learningRate: Number.MIN_VALUE, maxDepth: 64, maxLeaves: 2 ** 20, maxBins: 255 },
    { rounds: 1, lambda: 1e30, alpha: 1e30, gamma: 1e30, minChildWeight: 1e30, categoryL2: 1e30 },
    { rounds: 1, lambda: 0, alpha: 0, gamma: 0, minChildWeight: 0, categorySmoothing: 0, categoryL2: 0 },
    { rounds: 1, subsample: Number.MIN_VALUE, colsample: Number.MIN_VALUE, threads: 64 },
    { rounds: 1, minSamplesLeaf: Number.MAX_SAFE_INTEGER, seed: Number.MIN_SAFE_INTEGER },
    { rounds: 1, weights: of(1e6, 1e6) },
  ];
  for (const chosen of ends) expect(train(x, y, chosen).forest.roots).toHaveLength(1);
  const { forest } = train(x, of(-9e29, 9e29), { objective: "squared", rounds: 1, weights: of(1e6, 1) });
  expect(forest.value.every(Number.isFinite)).toBe(true);
});

test("a training after a refused one is as if that had never been (A7)", () => {
  const train3 = (): unknown => forestToJson(train(two, y, { rounds: 3, minChildWeight: 0 }).forest);
  const before = train3();
  expect(() => train(two, y, { threads: 0 })).toThrow(TrainingError);
  expect(() => train(two, y, { signal: AbortSignal.abort() })).toThrow(TrainingError);
  expect(train3()).toEqual(before);
});
