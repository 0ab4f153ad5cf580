import { expect, test } from "vitest";
import { defaultLadder as ladder } from "../organisation/default-ladder.ts";
import { type LabelledOutcome, labelOf } from "./labels.ts";

const asOf = new Date("2026-06-30T00:00:00Z");
const daysBefore = (days: number) => new Date(asOf.getTime() - days * 86_400_000);
const target = { step: "visit_done", horizonDays: 30, asOf };
const reached = (step: string, occurredAt: Date | null): LabelledOutcome => ({
  step,
  reached: true,
  reason: null,
  occurredAt,
});
const label = (enquiredAt: Date | null, outcomes: LabelledOutcome[], createdAt = daysBefore(1)) =>
  labelOf(ladder, { enquiredAt, createdAt, outcomes }, target);

test("reaching the step or a later one within the horizon is a yes", () => {
  expect(label(daysBefore(60), [reached("visit_done", daysBefore(30))])).toBe(1);
  expect(label(daysBefore(10), [reached("token_paid", daysBefore(1))])).toBe(1);
});

test("an undated step counts as reached in time", () => {
  expect(label(daysBefore(60), [reached("won", null)])).toBe(1);
});

test("an earlier step, and the step reached too late, are a no", () => {
  expect(label(daysBefore(60), [reached("visit_booked", daysBefore(55))])).toBe(0);
  expect(label(daysBefore(60), [reached("visit_done", daysBefore(29))])).toBe(0);
});

test("an explicit no and a loss settle it before the horizon is over; reaching it after all wins", () => {
  const no: LabelledOutcome = { ...reached("contacted", null), reached: false };
  const later: LabelledOutcome = { ...reached("won", null), reached: false };
  const lost = { ...reached("lost", daysBefore(1)), reason: "price" };
  expect(label(daysBefore(5), [no])).toBe(0);
  expect(label(daysBefore(5), [later])).toBeNull();
  expect(label(daysBefore(5), [lost])).toBe(0);
  expect(label(daysBefore(5), [lost, reached("reopened", daysBefore(1))])).toBeNull();
  expect(label(daysBefore(5), [no, reached("visit_done", daysBefore(1))])).toBe(1);
});

test("a lead is left out until its horizon is over, counted from its record where the enquiry has no date", () => {
  expect(label(daysBefore(29), [])).toBeNull();
  expect(label(daysBefore(30), [])).toBe(0);
  expect(label(null, [], daysBefore(29))).toBeNull();
  expect(label(null, [], daysBefore(31))).toBe(0);
});

test("a step that the ladder does not have has no labels", () => {
  expect(
    labelOf(ladder, { enquiredAt: null, createdAt: asOf, outcomes: [] }, { ...target, step: "x" }),
  ).toBeNull();
});
