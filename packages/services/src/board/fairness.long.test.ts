import { expect, test } from "vitest";
import { gamers, honest, measureFairness, measureGain } from "./fairness.ts";

/** Two-sided, of a normal: one in 16,000; over twelve brokers, one false alarm in 1,300 seeds. */
const limit = 4;

test("brokers of equal skill with unequal leads are expected what they get, and share the places evenly", () => {
  const months = 300;
  const { differences, places, monthsApart } = measureFairness({ months, brokers: 12, seed: 11, skill: 0 });
  for (const difference of differences) expect(Math.abs(difference)).toBeLessThan(limit);
  // A place from 0 to 1 that is anybody's has the variance 1/12, in steps of 1/11 a little more.
  const error = Math.sqrt(((1 / 12) * (13 / 11)) / months);
  for (const place of places) expect(Math.abs(place - 0.5) / error).toBeLessThan(limit);
  expect(monthsApart).toBeLessThan(0.05);
});

test("whoever is set apart is on the right side, and intervals hold what they should", () => {
  const { apart, wrongSide, coverage } = measureFairness({ months: 200, brokers: 12, seed: 12, skill: 0.25 });
  expect(apart).toBeGreaterThan(0.05);
  expect(wrongSide).toBeLessThan(0.05);
  expect(coverage).toBeGreaterThan(0.93);
});

test.each(gamers)("nothing is gained by who %s", (gamer) => {
  const { gain, error } = measureGain(gamer, { months: 300, seed: 13 });
  expect(gain).toBeLessThanOrEqual(3 * error + 1e-9);
});

test.each(honest)("nothing is lost by who %s", (way) => {
  const { gain, error } = measureGain(way, { months: 300, seed: 14 });
  expect(Math.abs(gain)).toBeLessThanOrEqual(limit * error + 1e-9);
});
