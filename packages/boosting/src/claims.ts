import type { TrainingSpace } from "./training-space.ts";

/** Place in `space.control` of the next piece of work that no thread has taken. */
const claimAt = 8;

export function resetClaims(space: TrainingSpace): void {
  space.control[claimAt] = 0;
}

/** Pieces 0 … count − 1 that fall to this thread: whoever is free takes the next. */
export function* claims(space: TrainingSpace, count: number): Generator<number> {
  for (;;) {
    const piece = Atomics.add(space.control, claimAt, 1);
    if (piece >= count) return;
    yield piece;
  }
}

/**
 * Whether pieces of these costs, taken in this order by whoever is free, keep the threads busy to the end: the last
 * one is done within `slack` times the even share.
 */
export function balances(costs: readonly number[], size: number, slack: number): boolean {
  if (size === 1) return true;
  const busyUntil = new Float64Array(size);
  let total = 0;
  for (const cost of costs) {
    let free = 0;
    for (let t = 1; t < size; t++) if (busyUntil[t] < busyUntil[free]) free = t;
    busyUntil[free] += cost;
    total += cost;
  }
  return Math.max(...busyUntil) <= (slack * total) / size;
}
