import { expect, test } from "vitest";
import { Admission } from "./admission.ts";

/** A machine that answers so many a second, asked by so many a second for so long; ms. */
function simulate({ perSecond, asked, ms }: { perSecond: number; asked: number; ms: number }) {
  let now = 0;
  const admission = new Admission(() => now);
  const queue: { leave(): void; at: number }[] = [];
  const took: number[] = [];
  let [refused, served, came] = [0, 0, 0];
  for (; now < ms; now++) {
    for (; came < (asked * now) / 1000; came++) {
      const leave = admission.enter();
      if (leave) queue.push({ leave, at: now });
      else refused++;
    }
    for (; served < (perSecond * now) / 1000 && queue.length > 0; served++) {
      const first = queue.shift();
      first?.leave();
      // What came before it had learnt is not counted.
      if (first && first.at > ms / 2) took.push(now - first.at);
    }
    if (queue.length === 0) served = Math.max(served, (perSecond * now) / 1000);
  }
  return { longest: Math.max(...took), refused, answered: served, limit: admission.limit };
}

test("nobody is turned away from a machine that keeps up", () => {
  expect(simulate({ perSecond: 1_000, asked: 800, ms: 10_000 })).toMatchObject({ refused: 0 });
});

test("at three times what it can do, those admitted are answered in time, and the machine stays busy", () => {
  for (const perSecond of [150, 300, 1_200, 5_000]) {
    const { longest, refused, answered } = simulate({ perSecond, asked: 3 * perSecond, ms: 30_000 });
    expect(longest).toBeLessThan(300);
    expect(refused).toBeGreaterThan(0);
    expect(answered).toBeGreaterThan(0.95 * 30 * perSecond);
  }
});

test("answers that are slow though nobody waits lower nothing", () => {
  let now = 0;
  const admission = new Admission(() => now);
  const before = admission.limit;
  for (let nth = 0; nth < 100; nth++) {
    const leave = admission.enter();
    now += 1_000;
    leave?.();
  }
  expect(admission.limit).toBe(before);
});

test("who leaves twice leaves once", () => {
  const admission = new Admission();
  const leave = admission.enter();
  leave?.();
  leave?.();
  expect(admission.pending).toBe(0);
});
