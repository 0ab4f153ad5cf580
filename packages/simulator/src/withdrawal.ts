import { Random, STREAMS } from "./random.ts";

/** One person in fifty takes something back; the first draw of their consents decides. */
export function withdraws(random: Random): boolean {
  return random.chance(0.02);
}

export function personWithdraws(seed: number, personIndex: number): boolean {
  return withdraws(new Random(seed, STREAMS.consent, personIndex));
}
