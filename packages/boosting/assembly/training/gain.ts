// What a split is worth, in units of one round's steps: sums are whole numbers, penalties were divided by the steps.

/** The penalties and limits of a round; f64 each, as `writeRule` in src/train/split.ts writes them. */
export let lambda: f64 = 0;
export let alpha: f64 = 0;
/** At least ½, so that a side without rows is never taken. */
export let minChildWeight: f64 = 0;
export let minSamplesLeaf: f64 = 0;
export let categorySmoothing: f64 = 0;
export let categoryL2: f64 = 0;
export let gamma: f64 = 0;

/** The node being split. Bounds are those that monotone constraints above it put on leaf values. */
export let totalFirst: f64 = 0;
export let totalSecond: f64 = 0;
export let totalRows: f64 = 0;
export let low: f64 = 0;
export let high: f64 = 0;
/** Whether leaf values are bounded, or the feature being scanned must not fall or rise: −1, 0, 1. */
export let bounded: bool = false;
export let direction: i32 = 0;

export function readRule(at: usize): void {
  lambda = load<f64>(at);
  alpha = load<f64>(at, 8);
  minChildWeight = load<f64>(at, 16);
  minSamplesLeaf = load<f64>(at, 24);
  categorySmoothing = load<f64>(at, 32);
  categoryL2 = load<f64>(at, 40);
  gamma = load<f64>(at, 48);
}

export function readNode(at: usize): void {
  totalFirst = load<f64>(at);
  totalSecond = load<f64>(at, 8);
  totalRows = load<f64>(at, 16);
  low = load<f64>(at, 24);
  high = load<f64>(at, 32);
  bounded = low > -Infinity || high < Infinity;
}

export function setDirection(wanted: i32): void {
  direction = wanted;
}

/** Gradient sum after the L1 penalty. */
export function shrunk(first: f64): f64 {
  return Math.max(Math.abs(first) - alpha, 0);
}

/** Leaf value of least loss within the node's bounds (Chen & Guestrin 2016, eq. 5, with an L1 penalty). */
export function leafValue(first: f64, second: f64, penalty: f64): f64 {
  const size = shrunk(first) / (second + penalty);
  return Math.min(Math.max(first > 0 ? -size : size, low), high);
}

/** Twice the loss that a leaf of these sums takes away; with bounds, at the value it may have. */
export function leafScore(first: f64, second: f64, penalty: f64): f64 {
  if (!bounded && direction === 0) {
    const size = shrunk(first);
    return (size * size) / (second + penalty);
  }
  const value = leafValue(first, second, penalty);
  return -(2 * first * value + (second + penalty) * value * value + 2 * alpha * Math.abs(value));
}

/** Score of two children, or −Infinity where a constraint forbids them. */
export function childrenScore(
  leftFirst: f64,
  leftSecond: f64,
  rightFirst: f64,
  rightSecond: f64,
  penalty: f64,
): f64 {
  if (leftSecond < minChildWeight || rightSecond < minChildWeight) return -Infinity;
  if (direction !== 0) {
    const left = leafValue(leftFirst, leftSecond, penalty);
    const right = leafValue(rightFirst, rightSecond, penalty);
    if (direction > 0 ? left > right : left < right) return -Infinity;
  }
  return leafScore(leftFirst, leftSecond, penalty) + leafScore(rightFirst, rightSecond, penalty);
}
