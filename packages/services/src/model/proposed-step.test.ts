import { describe, expect, it } from "vitest";
import type { StepCount } from "../outcome/count-steps.ts";
import { proposedStep } from "./get-champion.ts";

const steps = (...ready: boolean[]): StepCount[] =>
  ready.map((each, i) => ({ step: `s${i}`, label: `S${i}`, reached: 0, notReached: 0, ready: each }));

describe("the proposed target", () => {
  it("is the furthest step that can be learnt", () => {
    expect(proposedStep(steps(true, true, false), null)?.step).toBe("s1");
  });

  it("is none while no step can be learnt", () => {
    expect(proposedStep(steps(false, false), null)).toBeNull();
  });

  it("is never the chosen step or one before it", () => {
    expect(proposedStep(steps(true, true, false), "s1")).toBeNull();
    expect(proposedStep(steps(true, true, true), "s1")?.step).toBe("s2");
  });
});
