import { shareBetween, type TimingCurve } from "./timing-curve.ts";

/** What a lead promised when somebody got it, and how far that has come due. Ages are in days since the enquiry. */
export interface Held {
  /** probability of the target by the horizon's end, as known when it was assigned */
  probability: number;
  /** when it was assigned */
  since: number;
  /** when somebody else took it from them, target not reached, and what it promised then */
  handedOn: { age: number; probability: number } | null;
}

export interface Due {
  /** of the target being reached by now, in this person's hands */
  expectation: number;
  /** the same once the horizon is over */
  whole: number;
}

/**
 * E[reached by now] = p · (F(now) − F(since)) ÷ (1 − F(since)), F the timing curve. A lead that was handed on gives back
 * what it still promised then: over any rule of handing on, result − expectation keeps the mean 0 (docs/leaderboard.md).
 */
export function expectationOf(held: Held, now: number, curve: TimingCurve, horizonDays: number): Due {
  const { probability, since, handedOn } = held;
  const at = (p: number, from: number, until: number) => p * shareBetween(curve, from, until, horizonDays);
  const own = { expectation: at(probability, since, now), whole: probability };
  if (!handedOn) return own;
  return {
    expectation: own.expectation - at(handedOn.probability, handedOn.age, now),
    whole: own.whole - handedOn.probability,
  };
}

/** What a promise made at one age has become at another by which it is not kept: who waited long promises less. */
export function stillPromised(
  probability: number,
  { since, age }: { since: number; age: number },
  curve: TimingCurve,
  horizonDays: number,
): number {
  const passed = shareBetween(curve, since, age, horizonDays);
  return (probability * (1 - passed)) / (1 - probability * passed);
}
