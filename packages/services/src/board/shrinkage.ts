import { gammaQuantile, logGamma } from "../statistics/gamma.ts";

/** Result and expectation of one person, and the variance that the result has when it is as expected: Σ p(1 − p). */
export interface Tally {
  result: number;
  expectation: number;
  variance: number;
}

/** How brokers' true ratios of result to expectation are spread: the best single guess, as the arithmetic shows it. */
export interface Spread {
  mean: number;
  /** standard deviation */
  spread: number;
  /** of the prior, in expected results: added to each person's expectation, and `mean` times as much to the result */
  weight: number;
}

/** The same with all that it may be as well, by how likely: a team's month leaves much open. */
export interface Prior extends Spread {
  candidates: readonly { mean: number; weight: number; likely: number }[];
}

export interface Shrunk {
  ratio: number;
  low: number;
  high: number;
}

/** Where the spread of brokers of one team is likeliest, before any data. */
const usualSpread = 0.3;
const spreads = Array.from({ length: 20 }, (_, i) => (i + 0.5) / 20);
/** Of the mean, in its standard errors. */
const meanSteps = [-3, -2.25, -1.5, -0.75, 0, 0.75, 1.5, 2.25, 3];
const leastPhi = 0.05;

/**
 * Empirical Bayes, gamma-Poisson: true ratios follow a gamma distribution whose mean is the organisation's own ratio and
 * whose spread has the prior s · exp(−s² ÷ 2 · 0.3²), which is nowhere zero but at none (Chung et al. 2013): few brokers
 * who happen to agree are not declared identical. Derived in docs/leaderboard.md.
 */
export function priorOf(tallies: readonly Tally[]): Prior {
  const counted = tallies.filter(({ expectation }) => expectation > 0);
  const result = counted.reduce((sum, tally) => sum + tally.result, 0);
  const expectation = counted.reduce((sum, tally) => sum + tally.expectation, 0);
  // Half a result each way keeps the mean off zero, where no distribution could be.
  const mean = expectation > 0 ? (result + 0.5) / (expectation + 0.5) : 1;
  const tried = spreads.flatMap((spread) => {
    const error = errorOfMean(counted, mean, spread * mean) / mean;
    return meanSteps.map((step) => {
      const at = mean * Math.exp(step * error);
      const log = logDensity(counted, at, spread * at) - (spread / usualSpread) ** 2 / 2;
      return { mean: at, spread, log: log + Math.log(spread) + Math.log(error) };
    });
  });
  const most = Math.max(...tried.map(({ log }) => log));
  const total = tried.reduce((sum, { log }) => sum + Math.exp(log - most), 0);
  const likely = tried.map((each) => ({ ...each, likely: Math.exp(each.log - most) / total }));
  const square = likely.reduce((sum, each) => sum + each.likely * each.spread ** 2, 0);
  return {
    mean,
    spread: Math.sqrt(square) * mean,
    weight: 1 / (square * mean),
    candidates: likely.map((each) => ({
      mean: each.mean,
      weight: 1 / (each.spread ** 2 * each.mean),
      likely: each.likely,
    })),
  };
}

/** What the mean of the ratios is uncertain by: each tells it with the spread and its own luck. */
function errorOfMean(tallies: readonly Tally[], mean: number, spread: number): number {
  const told = tallies.reduce(
    (sum, tally) => sum + 1 / (spread ** 2 + (mean * dispersionOf(tally)) / tally.expectation),
    0,
  );
  return told > 0 ? 1 / Math.sqrt(told) : mean;
}

/**
 * One person's ratio drawn towards the organisation's, with a credible interval of this level. Its width has what the month
 * leaves open about the team itself: the variance is the mean of the variances under all candidates and the variance of
 * the means (total variance); the distribution, a gamma with this mean and variance.
 */
export function shrink(tally: Tally, prior: Prior, level: number): Shrunk {
  const { result, expectation } = scaled(tally);
  const ratio = (prior.mean * prior.weight + result) / (prior.weight + expectation);
  let [first, second] = [0, 0];
  for (const { mean, weight, likely } of prior.candidates) {
    const shape = mean * weight + result;
    const rate = weight + expectation;
    first += (likely * shape) / rate;
    second += (likely * shape * (shape + 1)) / rate ** 2;
  }
  const variance = second - first ** 2;
  const tail = (1 - level) / 2;
  const of = (share: number) => gammaQuantile(share, ratio ** 2 / variance, ratio / variance);
  return { ratio, low: of(tail), high: of(1 - tail) };
}

/** φ = Σ p(1 − p) ÷ Σ p: by how much less a sum of yes and no varies than a Poisson count of the same mean. */
export function dispersionOf({ expectation, variance }: Pick<Tally, "expectation" | "variance">): number {
  return expectation > 0 ? Math.min(1, Math.max(leastPhi, variance / expectation)) : 1;
}

/** Result and expectation divided by φ have the mean and the variance that a Poisson count has. */
function scaled(tally: Tally): { result: number; expectation: number } {
  if (tally.expectation <= 0) return { result: 0, expectation: 0 };
  const phi = dispersionOf(tally);
  return { result: tally.result / phi, expectation: tally.expectation / phi };
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
