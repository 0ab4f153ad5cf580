import { z } from "zod";
import { msOfDay } from "./local-day.ts";

/** Σ weight · 2^(−(at − event's time) ÷ half-life); times in ms since 1970. */
export const decayedSum = z.object({ sum: z.number(), at: z.number() });
export type DecayedSum = z.infer<typeof decayedSum>;

export function addDecayed(slice: DecayedSum, at: number, weight: number, halfLifeDays: number): void {
  if (at >= slice.at) {
    slice.sum = slice.sum * decay(at - slice.at, halfLifeDays) + weight;
    slice.at = at;
  } else {
    slice.sum += weight * decay(slice.at - at, halfLifeDays);
  }
}

export function decayedTo(slice: DecayedSum, now: number, halfLifeDays: number): number {
  return slice.sum * decay(now - slice.at, halfLifeDays);
}

/** @param age ms */
export function decay(age: number, halfLifeDays: number): number {
  return 2 ** (-age / (halfLifeDays * msOfDay));
}
