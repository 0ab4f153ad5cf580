import { describe, expect, test } from "vitest";
import type { Dataset } from "./dataset.ts";
import { TrainingError } from "./errors.ts";
import { forestToJson } from "./forest-json.ts";
import { auc } from "./metrics.ts";
import { predictMargin, predictMargins } from "./predictor.ts";
import { seededRandom } from "./random.ts";
import { oneCode, oneNumber, syntheticLeads } from "./test/synthetic.ts";
import type { TrainOptions } from "./train-options.ts";
import { type LabelledData, train } from "./trainer.ts";

const { data, labels } = syntheticLeads(3000, 11);
const validation = syntheticLeads(1000, 23);

function shuffledLabels(seed: number): Float32Array {
  const random = seededRandom(seed);
  return labels.map(() => (random() < 0.5 ? 1 : 0));
}

describe("learning", () => {
  test("the training loss falls every round without sampling (A1)", () => {
    const { history } = train(data, labels, { rounds: 60, learningRate: 0.3 });
    for (let i = 1; i < history.length; i++) expect(history[i].train).toBeLessThan(history[i - 1].train);
  });

  test("rows not trained on are ranked nearly as well as the truth allows (A1)", () => {
    const all = syntheticLeads(6000, 4);
    const part = (from: number, to: number): LabelledData => ({
      data: {
        ...all.data,
        rows: to - from,
        columns: all.data.columns.map((column) => column.slice(from, to)),
      },
      labels: all.labels.slice(from, to),
    });
    const [fit, held] = [part(0, 4000), part(4000, 6000)];
    const { forest } = train(fit.data, fit.labels, { rounds: 60 });
    expect(auc(predictMargins(forest, held.data), held.labels)).toBeGreaterThan(0.83);
  });

  test("squared error recovers a step function (A2)", () => {
    const xs = Float32Array.from({ length: 200 }, (_, i) => i);
    const steps = xs.map((x) => (x < 50 ? -1 : x < 120 ? 3 : 0.5));
    const { forest } = train(oneNumber(xs), steps, { objective: "squared", rounds: 200, lambda: 0 });
    xs.forEach((x, i) => {
      expect(predictMargin(forest, Float32Array.of(x))).toBeCloseTo(steps[i], 4);
    });
  });

  test("squared error recovers the mean of every category, and gives unseen codes the missing rows' (A2)", () => {
    const codes = Float32Array.from({ length: 300 }, (_, i) => (i % 10 === 9 ? NaN : i % 10));
    const means = codes.map((code) => (Number.isNaN(code) ? 50 : (code * 7) % 9));
    const { forest } = train(oneCode(codes, 12), means, {
      objective: "squared",
      rounds: 300,
      lambda: 0,
      categoryL2: 0,
      categorySmoothing: 0,
    });
    codes.forEach((code, i) => {
      expect(predictMargin(forest, Float32Array.of(code))).toBeCloseTo(means[i], 4);
    });
    for (const unseen of [11, 400, 2.5, -1, Infinity]) {
      expect(predictMargin(forest, Float32Array.of(unseen))).toBeCloseTo(50, 4);
    }
  });

  test("missing values alone can carry the signal (A2)", () => {
    const xs = [1, NaN, 2, NaN, 3, NaN, 4, NaN];
    const target = Float32Array.from(xs, (x) => (Number.isNaN(x) ? 10 : 0));
    const { forest } = train(oneNumber(xs), target, { objective: "squared", rounds: 100, lambda: 0 });
    expect(predictMargin(forest, Float32Array.of(NaN))).toBeCloseTo(10, 3);
    expect(predictMargin(forest, Float32Array.of(Infinity))).toBeCloseTo(0, 3);
  });
});

describe("the forest", () => {
  test.each([{}, { subsample: 0.5 }, { colsample: 0.5 }, { maxLeaves: 10 }] as TrainOptions[])(
    "predicts what training and validation were measured on, with %o (A3)",
    (options) => {
      const { forest, history } = train(data, labels, { rounds: 10, ...options }, validation);
      const loss = (set: LabelledData): number => {
        const margins = predictMargins(forest, set.data);
        return (
          margins.reduce((sum, m, i) => sum + Math.log1p(Math.exp(set.labels[i] ? -m : m)), 0) /
          margins.length
        );
      };
      expect(history[9].train).toBeCloseTo(loss({ data, labels }), 12);
      expect(history[9].validation).toBeCloseTo(loss(validation), 12);
    },
  );

  test("is the same bytes for the same seed, and another forest for another seed (A4)", () => {
    const bytes = (seed: number): string =>
      JSON.stringify(
        forestToJson(train(data, labels, { rounds: 10, subsample: 0.7, colsample: 0.5, seed }).forest),
      );
    expect(bytes(1)).toBe(bytes(1));
    expect(bytes(1)).not.toBe(bytes(2));
  });

  test("does not depend on the order of the rows without sampling (A4)", () => {
    const order = Uint32Array.from(labels, (_, r) => r).sort((a, b) => (a % 7) - (b % 7) || b - a);
    const shuffled: Dataset = {
      ...data,
      columns: data.columns.map((column) => column.map((_, r) => column[order[r]])),
    };
    const options = { rounds: 10 };
    const there = train(data, labels, options).forest;
    const here = train(
      shuffled,
      labels.map((_, r) => labels[order[r]]),
      options,
    ).forest;
    expect(forestToJson(here)).toEqual(forestToJson(there));
  });

  test("carries the levels of categorical features given without (A3)", () => {
    const { forest } = train(data, labels, { rounds: 1 });
    expect(forest.features[3]).toEqual({ name: "f3", kind: "categorical", levels: 12 });
  });

  test("of a constant feature is the base score (A3)", () => {
    const { forest } = train(oneNumber(labels.map(() => 4)), labels, { rounds: 3 });
    expect(predictMargin(forest, Float32Array.of(4))).toBeCloseTo(forest.baseScore, 6);
  });
});

describe("early stopping", () => {
  test("keeps the best round's trees and no later ones (A5)", () => {
    const noise = { data, labels: shuffledLabels(1) };
    const { forest, rounds, bestRound, history } = train(
      data,
      labels,
      { rounds: 200, earlyStopping: { rounds: 5 } },
      noise,
    );
    const values = history.map((metrics) => metrics.validation ?? NaN);
    expect(rounds).toBe(bestRound + 5);
    expect(values[bestRound - 1]).toBe(Math.min(...values));
    expect(forest.roots).toHaveLength(bestRound);
  });

  test("by AUC keeps the round of the highest (A5)", () => {
    const options: TrainOptions = { rounds: 60, earlyStopping: { rounds: 60, metric: "auc" } };
    const { forest, bestRound, history } = train(data, labels, options, validation);
    const values = history.map((metrics) => metrics.validation ?? NaN);
    expect(values[bestRound - 1]).toBe(Math.max(...values));
    expect(auc(predictMargins(forest, validation.data), validation.labels)).toBe(values[bestRound - 1]);
  });
});

describe("progress", () => {
  test("is told after every round, in order (A6)", () => {
    const told: number[][] = [];
    train(data, labels, { rounds: 3, onRound: (round, total) => told.push([round, total]) });
    expect(told).toEqual([
      [1, 3],
      [2, 3],
      [3, 3],
    ]);
  });

  test("can be aborted between rounds (A6)", () => {
    const controller = new AbortController();
    const rounds: number[] = [];
    const onRound = (round: number): void => {
      rounds.push(round);
      if (round === 2) controller.abort("enough");
    };
    const attempt = (): unknown => train(data, labels, { rounds: 50, onRound, signal: controller.signal });
    expect(attempt).toThrow(expect.objectContaining({ argument: "options.signal", cause: "enough" }));
    expect(rounds).toEqual([1, 2]);
  });
});

describe("what cannot be trained on is refused by a typed error naming the argument (A7)", () => {
  const x = oneNumber([1, 2]);
  const y = Float32Array.of(0, 1);
  const cases: [what: string, argument: string, attempt: () => unknown][] = [
    ["one class", "labels", () => train(x, Float32Array.of(1, 1))],
    ["a label that is neither 0 nor 1", "labels", () => train(x, Float32Array.of(0, 2))],
    ["a NaN label", "labels", () => train(x, Float32Array.of(0, NaN))],
    ["an infinite target", "labels", () => train(x, Float32Array.of(0, Infinity), { objective: "squared" })],
    ["too few labels", "labels", () => train(x, Float32Array.of(0))],
    ["no rows", "data.rows", () => train(oneNumber([]), new Float32Array())],
    ["no features", "data.features", () => train({ rows: 2, features: [], columns: [] }, y)],
    ["a column too many", "data.columns", () => train({ ...x, columns: [...x.columns, y] }, y)],
    ["a short column", "data.columns[0]", () => train({ ...x, columns: [Float32Array.of(1)] }, y)],
    ["too many levels", "data.features[0].levels", () => train(oneCode([0, 1], 2 ** 24 + 1), y)],
    ["a depth of 65", "options.maxDepth", () => train(x, y, { maxDepth: 65 })],
    ["256 bins", "options.maxBins", () => train(x, y, { maxBins: 256 })],
    ["a NaN lambda", "options.lambda", () => train(x, y, { lambda: NaN })],
    ["half a round", "options.rounds", () => train(x, y, { rounds: 0.5 })],
    ["a learning rate of 0", "options.learningRate", () => train(x, y, { learningRate: 0 })],
    ["early stopping on nothing", "validation", () => train(x, y, { earlyStopping: { rounds: 3 } })],
    [
      "a validation set of other features",
      "validation.data.features",
      () => train(x, y, {}, { data: oneCode([0, 1], 2), labels: y }),
    ],
    [
      "AUC on one class",
      "validation.labels",
      () =>
        train(
          x,
          y,
          { earlyStopping: { rounds: 1, metric: "auc" } },
          { data: x, labels: Float32Array.of(1, 1) },
        ),
    ],
  ];

  test.each(cases)("%s", (_, argument, attempt) => {
    expect(attempt).toThrow(TrainingError);
    expect(attempt).toThrow(expect.objectContaining({ argument }));
  });

  test("one class is told in a sentence", () => {
    expect(() => train(x, Float32Array.of(1, 1))).toThrow(
      "All 2 labels are 1: both classes are needed to learn from.",
    );
  });
});
