import type { Course } from "./outcome.ts";
import { Random, STREAMS, sigmoid } from "./random.ts";

/** How far an earlier score was off what can be known, in logits. */
const ERROR = 1;

// Fitted to 16,000 leads of which the month was over: what it says of many comes true of as many.
const INTERCEPT = -2.58;
const SLOPE = 0.64;

/** Probability of a visit within 30 days as a score would have given it: of the lead alone, the broker's part left out. */
export function promiseOf(seed: number, index: number, { logit, brokersPart }: Course): number {
  const error = ERROR * new Random(seed, STREAMS.promise, index).normal();
  return sigmoid(INTERCEPT + SLOPE * (logit - brokersPart + error));
}
