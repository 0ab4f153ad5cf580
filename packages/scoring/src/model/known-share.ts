import { featureByName, featureNames } from "../features/catalogue.ts";
import type { ColumnEncoder } from "../features/encode-record.ts";

/** The calendar and the age of the enquiry: known of every lead, also of one that nothing is known of. */
export function isKnownOfAll(feature: string): boolean {
  if (!featureNames.includes(feature)) return false;
  return feature === "lead_age_score" || featureByName(feature)?.purpose === null;
}

/** Share of the columns' weight that the vector knows; a column is known when one of its features is. */
export function knownShare(
  vector: Float32Array,
  encoders: readonly ColumnEncoder[],
  weights: readonly number[],
): number {
  let [known, all, at] = [0, 0, 0];
  encoders.forEach(({ width }, column) => {
    const weight = weights[column];
    all += weight;
    if (vector.subarray(at, at + width).some((x) => !Number.isNaN(x))) known += weight;
    at += width;
  });
  return all > 0 ? known / all : 1;
}

/**
 * The least share for a score: half of what is usually known, a quarter at most. Below it a lead says so little
 * that its score would be the average's.
 */
export function knownFloor(shares: Float64Array): number {
  const sorted = shares.slice().sort();
  return Math.min(0.25, sorted[Math.floor(sorted.length / 2)] / 2);
}
