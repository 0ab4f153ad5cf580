import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Dataset } from "../dataset.ts";
import { forestToJson } from "../forest/forest-json.ts";
import { predictMargin, predictMargins } from "../forest/predictor.ts";
import { oneCode, oneNumber, someRows, syntheticLeads } from "../test/synthetic.ts";
import { auc } from "./metrics.ts";
import { seededRandom } from "./random.ts";
import type { Metric, TrainOptions } from "./train-options.ts";
import { train } from "./trainer.ts";
import type { LabelledData } from "./training-input.ts";

const { data, labels } = syntheticLeads(3000, 11);
const validation = syntheticLeads(1000, 23);

describe("learning", () => {
  test("the training loss falls every round without sampling (A1)", () => {
    const { history } = train(data, labels, { rounds: 60, learningRate: 0.3 });
    for (let i = 1; i < history.length; i++) expect(history[i].train).toBeLessThan(history[i - 1].train);
  });

  const column = fc.array(fc.oneof(fc.integer({ min: -5, max: 5 }), fc.float(), fc.constant(NaN)), {
    minLength: 4,
    maxLength: 40,
  });
  const steps = { learningRate: fc.constantFrom(0.1, 0.5, 1), maxDepth: fc.integer({ min: 1, max: 6 }) };

  test("squared error never rises, penalised or not (A1)", () => {
    const penalties = { lambda: fc.constantFrom(0, 1), alpha: fc.constantFrom(0, 0.5) };
    fc.assert(
      fc.property(column, fc.record({ ...steps, ...penalties }), (xs, options) => {
        const target = Float32Array.from(xs, (_, i) => Math.sin(i * i));
        const { history } = train(oneNumber(xs), target, {
          objective: "squared",
          rounds: 10,
          minChildWeight: 0,
          ...options,
        });
        for (let i = 1; i < history.length; i++) {
          expect(history[i].train).toBeLessThanOrEqual(history[i - 1].train + 1e-9);
        }
      }),
    );
  });

  test("log-loss never rises where λ covers what a Newton step can miss: η ÷ 8 a row (A1)", () => {
    fc.assert(
      fc.property(column, fc.infiniteStream(fc.nat(1)), fc.record(steps), (xs, stream, options) => {
        const target = Float32Array.from(xs, (_, i) => (i < 2 ? i : (stream.next().value ?? 0)));
        const lambda = (options.learningRate * xs.length) / 8;
        const { history } = train(oneNumber(xs), target, {
          rounds: 10,
          minChildWeight: 0,
          lambda,
          ...options,
        });
        for (let i = 1; i < history.length; i++) {
          expect(history[i].train).toBeLessThanOrEqual(history[i - 1].train + 1e-12);
        }
      }),
    );
  });

  test("rows not trained on are ranked nearly as well as the truth allows (A1)", () => {
    const all = syntheticLeads(6000, 4);
    const [fit, held] = [someRows(all, 0, 4000), someRows(all, 4000, 6000)];
    const { forest } = train(fit.data, fit.labels, { rounds: 60 });
    expect(auc(predictMargins(forest, held.data), held.labels)).toBeGreaterThan(0.83);
  });

  test("squared error recovers a step function (A2)", () => {
    const xs = Float32Array.from({ length: 200 }, (_, i) => i);
    const target = xs.map((x) => (x < 50 ? -1 : x < 120 ? 3 : 0.5));
    const { forest } = train(oneNumber(xs), target, { objective: "squared", rounds: 200, lambda: 0 });
    xs.forEach((x, i) => {
      expect(predictMargin(forest, Float32Array.of(x))).toBeCloseTo(target[i], 4);
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
  const weights = labels.map((_, r) => (r % 5) / 2);
  const held: LabelledData = { ...validation, weights: validation.labels.map((_, r) => r % 3) };

  test.each([
    {},
    { subsample: 0.5 },
    { colsample: 0.5 },
    { maxLeaves: 10 },
    { monotone: [1, 1, 0, 0, 0, -1] },
    { weights, subsample: 0.5 },
  ] as TrainOptions[])("predicts what training and validation were measured on, with $0 (A3)", (options) => {
    const { forest, history } = train(data, labels, { rounds: 10, ...options }, held);
    const loss = (set: LabelledData): number => {
      let [sum, total] = [0, 0];
      predictMargins(forest, set.data).forEach((m, i) => {
        const weight = set.weights?.[i] ?? 1;
        sum += weight * Math.log1p(Math.exp(set.labels[i] ? -m : m));
        total += weight;
      });
      return sum / total;
    };
    const trained = options.weights ? { data, labels, weights } : { data, labels };
    expect(history[9].train).toBeCloseTo(loss(trained), 12);
    expect(history[9].validation).toBeCloseTo(loss(held), 12);
  });

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
    const there = train(data, labels, { rounds: 10 }).forest;
    const here = train(
      shuffled,
      labels.map((_, r) => labels[order[r]]),
      { rounds: 10 },
    ).forest;
    expect(forestToJson(here)).toEqual(forestToJson(there));
  });

  test("carries the levels of categorical features given without (A3)", () => {
    const { forest } = train(data, labels, { rounds: 1 });
    expect(forest.features[3]).toEqual({ name: "f3", kind: "categorical", levels: 12 });
  });

  test("leaves its input as it was (A4)", () => {
    const copies = data.columns.map((column) => column.slice());
    train(data, labels, { rounds: 2, subsample: 0.5 }, validation);
    expect(data.columns).toEqual(copies);
    expect(labels).toEqual(syntheticLeads(3000, 11).labels);
  });
});

describe("early stopping", () => {
  const random = seededRandom(1);
  const noise = { data, labels: labels.map(() => (random() < 0.5 ? 1 : 0)) };

  test("keeps the best round's trees and no later ones (A5)", () => {
    const options: TrainOptions = { rounds: 200, earlyStopping: { rounds: 5 } };
    const { forest, rounds, bestRound, history } = train(data, labels, options, noise);
    const values = history.map((metrics) => metrics.validation ?? NaN);
    expect(rounds).toBe(bestRound + 5);
    expect(values[bestRound - 1]).toBe(Math.min(...values));
    expect(forest.roots).toHaveLength(bestRound);
  });

  test("by AUC keeps the round of the highest, by the validation rows' weights (A5, W2)", () => {
    const weights = validation.labels.map((_, r) => r % 4);
    const options: TrainOptions = { rounds: 60, earlyStopping: { rounds: 60, metric: "auc" } };
    const { forest, bestRound, history } = train(data, labels, options, { ...validation, weights });
    const values = history.map((metrics) => metrics.validation ?? NaN);
    expect(values[bestRound - 1]).toBe(Math.max(...values));
    const margins = predictMargins(forest, validation.data);
    expect(auc(margins, validation.labels, weights)).toBe(values[bestRound - 1]);
    expect(auc(margins, validation.labels)).not.toBe(values[bestRound - 1]);
  });

  test("goes by any metric, lower or higher is better, and hands it the validation rows (A5)", () => {
    const wanted = [5, 3, 3, 4, 9, 6, 7, 8, 8, 8];
    const weights = validation.labels.map(() => 2);
    const run = (higherIsBetter?: boolean) => {
      let round = 0;
      const metric: Metric = {
        of: (margins, given, givenWeights) => {
          expect([margins.length, given, givenWeights]).toEqual([1000, validation.labels, weights]);
          return wanted[round++];
        },
        ...(higherIsBetter === undefined ? {} : { higherIsBetter }),
      };
      const options: TrainOptions = { rounds: 10, earlyStopping: { rounds: 4, metric } };
      const { forest, bestRound, rounds } = train(data, labels, options, { ...validation, weights });
      expect(forest.roots).toHaveLength(bestRound);
      return [bestRound, rounds];
    };
    expect([run(), run(false), run(true)]).toEqual([
      [2, 6],
      [2, 6],
      [5, 9],
    ]);
  });
});

describe("progress", () => {
  test("is told after every round, in order, with the metrics of the history (A6)", () => {
    const told: unknown[] = [];
    const onRound: TrainOptions["onRound"] = (...args) => told.push(args);
    const { history } = train(data, labels, { rounds: 3, onRound }, validation);
    expect(told).toEqual(history.map((metrics, i) => [i + 1, 3, metrics]));
  });

  test("can be aborted between rounds, and training begun anew (A6)", () => {
    const controller = new AbortController();
    const rounds: number[] = [];
    const onRound = (round: number): void => {
      rounds.push(round);
      if (round === 2) controller.abort("enough");
    };
    const attempt = (): unknown => train(data, labels, { rounds: 50, onRound, signal: controller.signal });
    expect(attempt).toThrow(expect.objectContaining({ argument: "options.signal", cause: "enough" }));
    expect(rounds).toEqual([1, 2]);
    expect(train(data, labels, { rounds: 3 }).rounds).toBe(3);
  });

  test("an error of the callback's own passes through (A6)", () => {
    const error = new Error("mine");
    const onRound = (): never => {
      throw error;
    };
    expect(() => train(data, labels, { rounds: 3, onRound })).toThrow(error);
  });
});

test("forgets whatever was trained before it (A4)", () => {
  const small = someRows(validation, 0, 301);
  const weights = small.labels.map((_, r) => (r % 7) * 0.3);
  const trainSmall = () => train(small.data, small.labels, { rounds: 5, minSamplesLeaf: 2, weights });
  const first = trainSmall();
  train(
    data,
    labels.map((_, r) => 1e30 * (r % 2)),
    { rounds: 3, objective: "squared" },
  );
  expect(trainSmall()).toEqual(first);
});
