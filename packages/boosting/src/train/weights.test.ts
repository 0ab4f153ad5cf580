import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Dataset } from "../dataset.ts";
import { forestToJson } from "../forest/forest-json.ts";
import { predictMargins } from "../forest/predictor.ts";
import { oneNumber, syntheticLeads } from "../test/synthetic.ts";
import type { TrainOptions } from "./train-options.ts";
import { type TrainResult, train } from "./trainer.ts";

interface Row {
  values: number[];
  label: number;
  weight: number;
}

const row = (weight: fc.Arbitrary<number>): fc.Arbitrary<Row> =>
  fc.record({
    values: fc.tuple(
      fc.oneof(fc.integer({ min: -20, max: 20 }), fc.constant(NaN)),
      fc.float({ noNaN: true }),
      fc.oneof(fc.nat(3), fc.constant(NaN)),
      fc.nat(11),
    ),
    label: fc.constantFrom(0, 1),
    weight,
  });

const rowsOf = (weight: fc.Arbitrary<number>): fc.Arbitrary<Row[]> =>
  fc
    .array(row(weight), { minLength: 4, maxLength: 60 })
    .filter((rows) => [0, 1].every((y) => rows.some(({ label, weight }) => label === y && weight > 0)));

const options: fc.Arbitrary<TrainOptions> = fc.record({
  objective: fc.constantFrom("logistic", "squared"),
  rounds: fc.constant(4),
  learningRate: fc.constantFrom(0.1, 1),
  maxDepth: fc.constantFrom(2, 5),
  maxBins: fc.constantFrom(4, 255),
  lambda: fc.constantFrom(0, 1),
  alpha: fc.constantFrom(0, 0.25),
  gamma: fc.constantFrom(0, 0.125),
  minChildWeight: fc.constantFrom(0, 0.5),
});

const kinds = ["numeric", "numeric", "categorical", "categorical"] as const;

function datasetOf(rows: readonly Row[]): Dataset {
  return {
    rows: rows.length,
    features: kinds.map((kind, f) => ({ name: `f${f}`, kind, ...(f > 1 ? { levels: 12 } : {}) })),
    columns: kinds.map((_, f) => Float32Array.from(rows, ({ values }) => values[f])),
  };
}

function trainOn(rows: readonly Row[], options: TrainOptions, weighted = true): TrainResult {
  const labels = Float32Array.from(rows, ({ label }) => label);
  const weights = Float32Array.from(rows, ({ weight }) => weight);
  return train(datasetOf(rows), labels, weighted ? { ...options, weights } : options);
}

describe("whole weights", () => {
  test("a row of weight n is n rows, and one of weight 0 is none: the same forest, bit for bit (W1)", () => {
    fc.assert(
      fc.property(rowsOf(fc.constantFrom(0, 1, 2, 3, 16)), options, (rows, chosen) => {
        const repeated = rows.flatMap((one) => new Array<Row>(one.weight).fill(one));
        const weighted = trainOn(rows, chosen);
        const plain = trainOn(repeated, chosen, false);
        expect(forestToJson(weighted.forest)).toEqual(forestToJson(plain.forest));
        weighted.history.forEach(({ train }, i) => {
          expect(train).toBeCloseTo(plain.history[i].train, 10);
        });
      }),
    );
  });

  test("a row without weight has no say, however far it lies off (W1)", () => {
    const xs = [0, 1, 2, 3, 4, 5, 6, 7];
    const far: Row = { values: [2.5, 0, 0, 0], label: 1e9, weight: 0 };
    const near = xs.map((x): Row => ({ values: [x, 0, 0, 0], label: x ** 2 / 7, weight: 1 }));
    const chosen: TrainOptions = { objective: "squared", rounds: 20, learningRate: 0.5, lambda: 0 };
    expect(forestToJson(trainOn([far, ...near], chosen).forest)).toEqual(
      forestToJson(trainOn(near, chosen, false).forest),
    );
  });

  test("of 1 each change nothing (W1)", () => {
    const { data, labels } = syntheticLeads(1000, 3);
    const chosen: TrainOptions = { rounds: 5, subsample: 0.6, colsample: 0.7, minSamplesLeaf: 5 };
    const weights = labels.map(() => 1);
    expect(forestToJson(train(data, labels, { ...chosen, weights }).forest)).toEqual(
      forestToJson(train(data, labels, chosen).forest),
    );
  });
});

describe("fractional weights", () => {
  test("and penalties divided by the same power of two give the same trees, those of whole ones but for ties (W2)", () => {
    const { data, labels } = syntheticLeads(1500, 5);
    const whole = labels.map((_, r) => 1 + (r % 3));
    const penalties = { lambda: 2, alpha: 0.5, gamma: 0.5, minChildWeight: 2, categorySmoothing: 8 };
    const divided = (divisor: number): TrainResult => {
      const scaled = Object.fromEntries(
        Object.entries({ ...penalties, categoryL2: 4 }).map(([name, value]) => [name, value / divisor]),
      );
      const weights = whole.map((w) => w / divisor);
      return train(data, labels, { rounds: 10, weights, ...scaled });
    };
    const quarters = divided(4);
    for (const divisor of [2 ** 10, 2 ** -15])
      expect(divided(divisor).forest.value).toEqual(quarters.forest.value);
    divided(1).history.forEach((metrics, i) => {
      expect(metrics.train).toBeCloseTo(quarters.history[i].train, 3);
    });
  });

  test("leave out rows of weight 0 (W1)", () => {
    fc.assert(
      fc.property(rowsOf(fc.constantFrom(0, 0.5, 1.25, 3)), options, (rows, chosen) => {
        const kept = rows.filter(({ weight }) => weight > 0);
        expect(forestToJson(trainOn(rows, chosen).forest)).toEqual(
          forestToJson(trainOn(kept, chosen).forest),
        );
      }),
    );
  });

  test("set the leaves to weighted means (W2, T1)", () => {
    const rows = [1, 2, 3, 10].map(
      (label, i): Row => ({ values: [i === 3 ? 1 : 0, 0, 0, 0], label, weight: 0.1 + i }),
    );
    const { forest } = trainOn(rows, {
      objective: "squared",
      rounds: 1,
      learningRate: 1,
      lambda: 0,
      minChildWeight: 0,
    });
    const margins = predictMargins(forest, datasetOf(rows));
    const mean = (1 * 0.1 + 2 * 1.1 + 3 * 2.1) / 3.3;
    [mean, mean, mean, 10].forEach((expected, r) => {
      expect(margins[r]).toBeCloseTo(expected, 5);
    });
  });

  test("are the covers of nodes (W2)", () => {
    const { data, labels } = syntheticLeads(500, 9);
    const weights = labels.map((_, r) => (r % 7) / 4);
    const { forest } = train(data, labels, { rounds: 1, weights });
    expect(forest.cover[0]).toBeCloseTo(
      weights.reduce((sum, w) => sum + w, 0),
      9,
    );
  });
});

test("heavy rows cost no precision, however many there are (G1, W2)", () => {
  const labels = Float32Array.from({ length: 2 ** 14 }, (_, r) => (r % 2) / 3);
  const data = oneNumber(labels);
  const { forest } = train(data, labels, {
    objective: "squared",
    rounds: 1,
    learningRate: 1,
    lambda: 0,
    weights: labels.map(() => 1e6),
  });
  predictMargins(forest, data).forEach((margin, r) => {
    expect(Math.abs(margin - labels[r])).toBeLessThan(2 ** -24);
  });
});
