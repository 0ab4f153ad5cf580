import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Dataset } from "../dataset.ts";
import type { Forest } from "../forest/forest.ts";
import { predictMargin, predictMargins } from "../forest/predictor.ts";
import { oneNumber, someRows, syntheticLeads } from "../test/synthetic.ts";
import type { TrainOptions } from "./train-options.ts";
import { train } from "./trainer.ts";

const kinds = ["numeric", "numeric", "numeric", "categorical"] as const;
const number = fc.oneof(fc.integer({ min: -9, max: 9 }), fc.float({ noNaN: true }), fc.constant(NaN));
const rows = fc
  .array(
    fc.record({
      values: fc.tuple(number, number, number, fc.nat(6)),
      label: fc.constantFrom(0, 1),
      weight: fc.constantFrom(0.5, 1, 3),
    }),
    { minLength: 10, maxLength: 80 },
  )
  .filter((all) => [0, 1].every((y) => all.some(({ label }) => label === y)));
const direction = fc.constantFrom(-1 as const, 0 as const, 1 as const);

const options = fc.record({
  objective: fc.constantFrom("logistic" as const, "squared" as const),
  rounds: fc.constant(6),
  learningRate: fc.constantFrom(0.3, 1),
  maxDepth: fc.constantFrom(3, 8),
  lambda: fc.constantFrom(0, 1),
  alpha: fc.constantFrom(0, 0.25),
  minChildWeight: fc.constant(0),
  minSamplesLeaf: fc.constantFrom(1, 2),
  categoryL2: fc.constantFrom(0, 1),
  monotone: fc.tuple(direction, direction, direction, fc.constant(0 as const)),
  maxLeaves: fc.constantFrom(undefined, 6, 20),
});

/** The lowest rise of the margin, in the given direction, along a feature; from any row, between any two values. */
function lowestRise(forest: Forest, data: Dataset, feature: number, way: number): number {
  const values = [...new Set(data.columns[feature].filter((x) => !Number.isNaN(x)))].sort((a, b) => a - b);
  let lowest = Infinity;
  for (let r = 0; r < data.rows; r++) {
    const row = Float32Array.from(data.columns, (column) => column[r]);
    const margins = values.map((x) => predictMargin(forest, row.with(feature, x)));
    for (let i = 1; i < margins.length; i++) lowest = Math.min(lowest, way * (margins[i] - margins[i - 1]));
  }
  return lowest;
}

describe("a monotone constraint", () => {
  test("holds to the last bit between any two values, whatever the data and the rest of the row (M1, M2)", () => {
    fc.assert(
      fc.property(rows, options, fc.boolean(), (all, { maxLeaves, ...chosen }, weighted) => {
        const data: Dataset = {
          rows: all.length,
          features: kinds.map((kind, f) => ({ name: `f${f}`, kind })),
          columns: kinds.map((_, f) => Float32Array.from(all, ({ values }) => values[f])),
        };
        const { forest } = train(
          data,
          Float32Array.from(all, ({ label }) => label),
          {
            ...chosen,
            ...(maxLeaves ? { maxLeaves } : {}),
            ...(weighted ? { weights: Float32Array.from(all, ({ weight }) => weight) } : {}),
          },
        );
        chosen.monotone.forEach((way, feature) => {
          if (way !== 0) expect(lowestRise(forest, data, feature, way)).toBeGreaterThanOrEqual(0);
        });
      }),
      { numRuns: 60 },
    );
  });

  const xs = Float32Array.from({ length: 300 }, (_, i) => i);
  const bumps = xs.map((x) => x / 100 + 2 * Math.sin(x / 20));
  const squared: TrainOptions = { objective: "squared", rounds: 40, learningRate: 0.3, lambda: 0 };

  test("bends what would otherwise go up and down (M1)", () => {
    const data = oneNumber(xs);
    const free = train(data, bumps, squared).forest;
    const rising = train(data, bumps, { ...squared, monotone: [1] }).forest;
    const falling = train(data, bumps, { ...squared, monotone: [-1] }).forest;
    expect(lowestRise(free, data, 0, 1)).toBeLessThan(-0.1);
    expect(lowestRise(rising, data, 0, 1)).toBeGreaterThanOrEqual(0);
    expect(lowestRise(falling, data, 0, -1)).toBeGreaterThanOrEqual(0);
  });

  test("fits as well as monotone regression can: pool-adjacent-violators (M1)", () => {
    const data = oneNumber(xs);
    const { forest } = train(data, bumps, { ...squared, rounds: 400, maxBins: 255, monotone: [1] });
    const margins = predictMargins(forest, data);
    const error = margins.reduce((sum, m, i) => sum + (m - bumps[i]) ** 2, 0) / xs.length;
    const best = isotonic(bumps).reduce((sum, m, i) => sum + (m - bumps[i]) ** 2, 0) / xs.length;
    expect(error).toBeLessThan(best * 1.02);
  });

  test("that the data obey anyway changes no leaf (M2)", () => {
    const steps = xs.map((x) => Math.floor(x / 37) ** 2);
    const values = (monotone: TrainOptions["monotone"]): Float64Array =>
      train(oneNumber(xs), steps, { ...squared, rounds: 5, ...(monotone ? { monotone } : {}) }).forest.value;
    expect(values([1])).toEqual(values(undefined));
  });

  test("that is true predicts rows not seen no worse (M1)", () => {
    const all = syntheticLeads(4000, 31);
    const [fit, held] = [someRows(all, 0, 2000), someRows(all, 2000, 4000)];
    const loss = (monotone: TrainOptions["monotone"]): number => {
      const { history } = train(
        fit.data,
        fit.labels,
        { rounds: 40, ...(monotone ? { monotone } : {}) },
        held,
      );
      return history[39].validation ?? NaN;
    };
    expect(loss([1, 1, 0, 0, 0, 0])).toBeLessThan(loss(undefined) + 0.01);
  });
});

/** Least squares under a rise (Ayer et al. 1955). */
function isotonic(values: Float32Array): number[] {
  const blocks: { mean: number; size: number }[] = [];
  for (const value of values) {
    let block = { mean: value, size: 1 };
    for (let last = blocks.at(-1); last && last.mean >= block.mean; last = blocks.at(-1)) {
      const size = last.size + block.size;
      block = { mean: (last.mean * last.size + block.mean * block.size) / size, size };
      blocks.pop();
    }
    blocks.push(block);
  }
  return blocks.flatMap(({ mean, size }) => new Array<number>(size).fill(mean));
}
