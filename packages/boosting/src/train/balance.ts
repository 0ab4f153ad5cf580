/**
 * Whether pieces of these costs, taken in this order by whoever is free, keep the threads busy to the end: the last
 * one is done within `slack` times the even share.
 */
export function balances(costs: readonly number[], threads: number, slack: number): boolean {
  if (threads === 1) return true;
  const busyUntil = new Float64Array(threads);
  let total = 0;
  for (const cost of costs) {
    let free = 0;
    for (let t = 1; t < threads; t++) if (busyUntil[t] < busyUntil[free]) free = t;
    busyUntil[free] += cost;
    total += cost;
  }
  return Math.max(...busyUntil) <= (slack * total) / threads;
}

/** Part number `part` of 0 … total − 1 when it is cut into `parts`. */
export function partOf(total: number, part: number, parts: number): [from: number, to: number] {
  return [Math.floor((total * part) / parts), Math.floor((total * (part + 1)) / parts)];
}
