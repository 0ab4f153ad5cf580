const testShare = 0.2;
const leastPerClass = 10;

/**
 * Whether the latest fifth by `times` (NaN unknown) can be held out as the test part: every time known, and at
 * least ten of each class there. A test on the latest leads is the more honest one; a tiny one proves nothing.
 */
export function testsOnLatest(times: Float64Array, labels: Uint8Array): boolean {
  if (times.some(Number.isNaN)) return false;
  const order = Uint32Array.from(times.keys()).sort((a, b) => (times[a] ?? 0) - (times[b] ?? 0));
  const test = order.subarray(order.length - Math.round(order.length * testShare));
  const boundary = times[test[0] ?? 0] ?? 0;
  const before = times[order[order.length - test.length - 1] ?? 0] ?? 0;
  const positives = test.reduce((sum, row) => sum + (labels[row] ?? 0), 0);
  return before < boundary && positives >= leastPerClass && test.length - positives >= leastPerClass;
}
