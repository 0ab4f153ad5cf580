import { expect, it } from "vitest";
import type { StepCount } from "../outcome/count-steps.ts";
import { learningOf } from "./learning.ts";

const step = (key: string, reached: number, notReached: number): StepCount => ({
  ...{ step: key, label: key, reached, notReached },
  ready: Math.min(reached, notReached) >= 40,
});

it("counts what is missing of both kinds, of the step that is nearest", () => {
  const steps = [step("contacted", 60, 5), step("visit_booked", 8, 20), step("won", 1, 60)];
  expect(learningOf(steps, null)).toMatchObject({ step: "contacted", missing: 35, least: 40 });
  expect(learningOf(steps, "visit_booked")).toMatchObject({ reached: 8, notReached: 20, missing: 52 });
});

it("takes the furthest of steps that are equally near, and misses nothing of one that is ready", () => {
  expect(learningOf([step("contacted", 0, 0), step("won", 0, 0)], null)).toMatchObject({ step: "won" });
  expect(learningOf([step("contacted", 90, 41)], null)).toMatchObject({ missing: 0 });
  expect(learningOf([], null)).toBeNull();
});
