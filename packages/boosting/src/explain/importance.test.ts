import { expect, test } from "vitest";
import { syntheticLeads } from "../test/synthetic.ts";
import { train } from "../train/trainer.ts";
import { importance, meanAbsoluteShap } from "./importance.ts";
import { explainAll } from "./tree-shap.ts";

test("importance counts every split once and finds the features that matter (I1)", () => {
  const { data, labels } = syntheticLeads(3000, 5);
  const { forest } = train(data, labels, { rounds: 30, maxDepth: 3 });
  const { gain, count, cover } = importance(forest);
  const splits = forest.feature.filter((feature) => feature >= 0).length;
  expect(count.reduce((sum, n) => sum + n, 0)).toBe(splits);
  const useless = [4, 5];
  for (const f of [0, 1, 3]) {
    for (const other of useless) expect(gain[f]).toBeGreaterThan(5 * gain[other]);
    expect(cover[f]).toBeGreaterThan(0);
  }
});

test("mean |SHAP| is the mean of the rows' contributions in size, and finds the same features (I2)", () => {
  const { data, labels } = syntheticLeads(500, 6);
  const { forest } = train(data, labels, { rounds: 20, maxDepth: 4 });
  const means = meanAbsoluteShap(forest, data);
  const { contributions } = explainAll(forest, data);
  means.forEach((mean, f) => {
    let sum = 0;
    for (let r = 0; r < data.rows; r++) sum += Math.abs(contributions[r * means.length + f]);
    expect(mean).toBeCloseTo(sum / data.rows, 12);
  });
  for (const f of [0, 1, 3]) expect(means[f]).toBeGreaterThan(2 * Math.max(means[4], means[5]));
});

test("mean |SHAP| over no rows is 0 (I2)", () => {
  const { data, labels } = syntheticLeads(100, 7);
  const { forest } = train(data, labels, { rounds: 2 });
  const columns = data.columns.map((column) => column.subarray(0, 0));
  expect([...meanAbsoluteShap(forest, { ...data, rows: 0, columns })]).toEqual(data.columns.map(() => 0));
});
