import { expect, test } from "vitest";
import { importance } from "./importance.ts";
import { syntheticLeads } from "./test/synthetic.ts";
import { train } from "./trainer.ts";

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
