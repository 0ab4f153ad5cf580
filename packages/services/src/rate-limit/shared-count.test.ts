import fc from "fast-check";
import { expect, test } from "vitest";
import type { CountStore } from "./count-store.ts";
import { SharedCount } from "./shared-count.ts";

const windowMs = 10_000;

function processes(count: number) {
  const clock = { now: 0 };
  const rows = new Map<string, { count: number; endsAt: number }>();
  const store: CountStore = {
    async add(key, points) {
      const found = rows.get(key);
      const row = found && found.endsAt > clock.now ? found : { count: 0, endsAt: clock.now + windowMs };
      row.count += points;
      rows.set(key, row);
      return { count: row.count, endsInMs: row.endsAt - clock.now };
    },
    forget: async (key) => void rows.delete(key),
  };
  const counts = Array.from({ length: count }, () => new SharedCount(store, windowMs, () => clock.now));
  const [one] = counts;
  if (!one) throw new Error("There is no process.");
  return { clock, store, one, counts };
}

function passed(count: SharedCount, key: string, calls: number, most = 50): number {
  return Array.from({ length: calls }, () => count.take(key, most)).filter((taken) => taken.passed).length;
}

test("lets as many through as the limit says, and again once the window is over", () => {
  const { one, clock } = processes(1);
  expect(passed(one, "a", 80)).toBe(50);
  clock.now = windowMs - 1;
  expect(passed(one, "a", 80)).toBe(0);
  clock.now = windowMs;
  expect(passed(one, "a", 80)).toBe(50);
});

test("counts each key apart, each with a limit of its own", () => {
  const { one } = processes(1);
  passed(one, "a", 80);
  expect(passed(one, "b", 80, 20)).toBe(20);
});

test("says how many are left and until when", () => {
  const { one, clock } = processes(1);
  passed(one, "a", 47);
  clock.now = 4_000;
  expect(one.take("a", 50)).toEqual({ passed: true, left: 2, endsInMs: 6_000 });
});

test("a limit that was lowered meanwhile holds at once", () => {
  const { one } = processes(1);
  passed(one, "a", 30);
  expect(one.take("a", 20)).toMatchObject({ passed: false, left: 0 });
});

test("what another process let through counts here once both have told of theirs", async () => {
  const { one, counts } = processes(2);
  passed(one, "a", 50);
  await one.settle();
  const [, other] = counts;
  if (!other) throw new Error("There is no other.");
  expect(passed(other, "a", 10)).toBe(10);
  await other.settle();
  expect(other.take("a", 50).passed).toBe(false);
  expect(other.spent("a", 50)).toBe(true);
});

test("where nothing can be told, a process holds the limit alone", async () => {
  const failing: CountStore = {
    add: () => Promise.reject(new Error("no store")),
    forget: () => Promise.reject(new Error("no store")),
  };
  const alone = new SharedCount(failing, windowMs, () => 0);
  passed(alone, "a", 30);
  await alone.settle();
  expect(passed(alone, "a", 80)).toBe(20);
});

test("however requests spread, processes exceed the limit only by what the others took since they last told", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.integer({ min: 1, max: 4 }),
      fc.integer({ min: 1, max: 60 }),
      fc.array(fc.tuple(fc.nat(3), fc.integer({ min: 1, max: 20 })), { maxLength: 60 }),
      async (howMany, most, steps) => {
        const { counts } = processes(howMany);
        let all = 0;
        let largest = 0;
        for (const [place, calls] of steps) {
          const count = counts[place % howMany];
          const took = count ? passed(count, "a", calls, most) : 0;
          all += took;
          largest = Math.max(largest, took);
          await count?.settle();
        }
        expect(all).toBeLessThanOrEqual(most + (howMany - 1) * largest);
      },
    ),
  );
});
