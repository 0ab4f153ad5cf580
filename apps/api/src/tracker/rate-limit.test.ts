import { expect, test } from "vitest";
import { rateLimit } from "./rate-limit.ts";

function limited(perSecond: number) {
  const clock = { now: 0 };
  const pass = rateLimit(perSecond, () => clock.now);
  const passed = (key: string, calls: number) =>
    Array.from({ length: calls }, () => pass(key)).filter(Boolean).length;
  return { clock, passed };
}

test("lets a burst of a second's worth through and stops the rest", () => {
  const { passed } = limited(50);
  expect(passed("a", 80)).toBe(50);
});

test("lets as many through again as time has passed for, and never more than a second's worth", () => {
  const { clock, passed } = limited(50);
  passed("a", 80);
  clock.now = 100;
  expect(passed("a", 80)).toBe(5);
  clock.now = 60_000;
  expect(passed("a", 80)).toBe(50);
});

test("counts each key apart", () => {
  const { passed } = limited(50);
  passed("a", 80);
  expect(passed("b", 80)).toBe(50);
});
