import { gammaQuantile, logGamma } from "../statistics/gamma.ts";

/** Result and expectation of one person, and the variance that the result has when it is as expected: Σ p(1 − p). */
export interface Tally {
  result: number;
  expectation: number;
  variance: number;
}

/** How brokers' true ratios of result to expectation are spread. */
export interface Spread {
  mean: number;
  /** standard deviation */
  spread: number;
  /** of the prior, in expected results: added to each person's expectation, and `mean` times as much to the result */
  weight: number;
}

export interface Shrunk {
  ratio: number;
  low: number;
  high: number;
}

/** Before any data: brokers of one team differ by a quarter or so (half-normal). */
const usualSpread = 0.3;
const spreads = Array.from({ length: 40 }, (_, i) => (i + 0.5) / 40);
const leastPhi = 0.05;

/**
 * Empirical Bayes, gamma-Poisson: true ratios follow a gamma distribution whose mean is the organisation's own ratio and
 * whose variance is the posterior mean of it under the prior above. Derived in docs/leaderboard.md.
 */
export function spreadOf(tallies: readonly Tally[]): Spread {
  const counted = tallies.filter(({ expectation }) => expectation > 0);
  const result = counted.reduce((sum, tally) => sum + tally.result, 0);
  const expectation = counted.reduce((sum, tally) => sum + tally.expectation, 0);
  // Half a result each way keeps the mean off zero, where no distribution could be.
  const mean = expectation > 0 ? (result + 0.5) / (expectation + 0.5) : 1;
  const logs = spreads.map(
    (spread) => logDensity(counted, mean, spread * mean) - (spread / usualSpread) ** 2 / 2,
  );
  const most = Math.max(...logs);
  const weights = logs.map((log) => Math.exp(log - most));
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  const square = spreads.reduce((sum, spread, i) => sum + spread ** 2 * (weights[i] ?? 0), 0) / total;
  const spread = Math.sqrt(square) * mean;
  return { mean, spread, weight: mean / spread ** 2 };
}

/** One person's ratio drawn towards the organisation's, with a credible interval of this level. */
export function shrink(tally: Tally, { mean, weight }: Spread, level: number): Shrunk {
  const { result, expectation } = scaled(tally);
  const shape = mean * weight + result;
  const rate = weight + expectation;
  const tail = (1 - level) / 2;
  return {
    ratio: shape / rate,
    low: gammaQuantile(tail, shape, rate),
    high: gammaQuantile(1 - tail, shape, rate),
  };
}

/**
 * A sum of yes and no varies less than a Poisson count of the same mean, by φ = Σ p(1 − p) ÷ Σ p. Result and expectation
 * divided by φ have the mean and the variance that a Poisson count has.
 */
function scaled({ result, expectation, variance }: Tally): { result: number; expectation: number } {
  if (expectation <= 0) return { result: 0, expectation: 0 };
  const phi = Math.min(1, Math.max(leastPhi, variance / expectation));
  return { result: result / phi, expectation: expectation / phi };
}

/** Log of the probability of all results, their true ratios integrated out: negative binomial, constants left out. */
function logDensity(tallies: readonly Tally[], mean: number, spread: number): number {
  const rate = mean / spread ** 2;
  const shape = mean * rate;
  let sum = 0;
  for (const tally of tallies) {
    const { result, expectation } = scaled(tally);
    sum += logGamma(shape + result) - logGamma(shape) + shape * Math.log(rate);
    sum -= (shape + result) * Math.log(rate + expectation);
  }
  return sum;
}
