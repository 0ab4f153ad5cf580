import { expect, test } from "vitest";
import { Attempts } from "./attempts.ts";

function tries(most: number) {
  const clock = { now: 0 };
  return { attempts: new Attempts(most, 1_000, () => clock.now), clock };
}

test("more tries than are allowed are refused until the time is over", () => {
  const { attempts, clock } = tries(2);
  attempts.count("a");
  attempts.count("a");
  expect(() => attempts.count("a")).toThrow("Too many attempts");
  clock.now = 999;
  expect(() => attempts.count("a")).toThrow("Too many attempts");
  clock.now = 1_000;
  expect(() => attempts.count("a")).not.toThrow();
});

test("one key's tries are not another's", () => {
  const { attempts } = tries(1);
  attempts.count("a");
  expect(() => attempts.count("b")).not.toThrow();
});

test("what is forgotten counts from nothing", () => {
  const { attempts } = tries(1);
  attempts.count("a");
  attempts.forget("a");
  expect(() => attempts.count("a")).not.toThrow();
});

test("a try that is forgiven is none, and those before it stay", () => {
  const { attempts } = tries(2);
  attempts.count("a");
  for (let time = 0; time < 3; time++) {
    attempts.count("a");
    attempts.forgive("a");
  }
  attempts.count("a");
  expect(() => attempts.count("a")).toThrow("Too many attempts");
});
