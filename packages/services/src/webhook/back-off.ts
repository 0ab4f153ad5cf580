/** Attempts of one delivery before it is dead: about three days. */
export const mostAttempts = 13;

const firstMs = 5_000;
const growth = 4;
const longestMs = 12 * 3_600_000;
const spread = 0.2;

const brokenAfter = 5;
const shortestRestMs = 5_000;
const longestRestMs = 10 * 60_000;

/** Days of nothing but failures after which an endpoint is turned off. */
export const offAfterMs = 5 * 86_400_000;

/**
 * Milliseconds from the failed attempt `attempt` (1 is the first) to the next: four times the one before, at most twelve
 * hours, a fifth more or less by `chance` (0 to 1), and not before `askedMs`, which the other side asked for.
 */
export function waitAfter(attempt: number, chance: number, askedMs = 0): number {
  const steady = Math.min(longestMs, firstMs * growth ** (attempt - 1));
  const wait = Math.round(steady * (1 - spread + 2 * spread * chance));
  return Math.max(wait, Math.min(askedMs, longestMs));
}

/**
 * How long an endpoint is left alone that failed so often and for so long without a success; 0: not at all. A quarter of
 * the time it has been failing, so that who was away for a moment is asked again in a moment.
 */
export function restAfter(failures: number, failingMs: number): number {
  if (failures < brokenAfter) return 0;
  return Math.min(longestRestMs, Math.max(shortestRestMs, failingMs / 4));
}

/** One that has failed so often gets one delivery at a time until it takes one. */
export function isBroken(failures: number): boolean {
  return failures >= brokenAfter;
}
